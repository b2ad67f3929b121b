"""`make run`: start the assistant, say where it is, stop it on Ctrl-C."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

from launch.assistant import Assistant, NotStarted, interrupt, port_is_free

MOST_RESTARTS = 5


def main() -> int:
    """Run until Ctrl-C, or until a process ends."""
    signal.signal(signal.SIGTERM, interrupt)
    signal.signal(signal.SIGINT, interrupt)  # which is ignored where a script starts it in the background
    try:
        port, actions_port = int(os.environ.get("PORT", 5005)), int(os.environ.get("ACTIONS_PORT", 5055))
    except ValueError as error:
        print(f"PORT and ACTIONS_PORT are numbers: {error}", file=sys.stderr)
        return 1
    for name, number in (("PORT", port), ("ACTIONS_PORT", actions_port)):
        if not port_is_free(number):
            print(f"Port {number} is in use. Name another: make run {name}={number + 1}", file=sys.stderr)
            return 1
    database = Path(os.environ.get("TANDEM_DB", "conversations.db"))
    assistant = Assistant(port=port, actions_port=actions_port, database=database)
    try:
        print("Starting Tandem ...", flush=True)
        with assistant:
            return _serve(assistant)
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0
    except NotStarted as error:
        print(f"Not started: {error}", file=sys.stderr)
        return 1


def _serve(assistant: Assistant) -> int:
    print(f"Talk to Tandem at {assistant.url}/chat; Ctrl-C stops it. Programs can, too:\n")
    message = '{"sender": "me", "message": "How do sales and marketing differ?"}'
    print(f"  curl {assistant.url}/webhooks/rest/webhook -d '{message}'\n", flush=True)
    restarts = 0
    while restarts < MOST_RESTARTS:
        while not (name := assistant.ended()):
            time.sleep(0.5)
        restarts += 1
        print(f"The {name} process ended by itself; starting it again.", file=sys.stderr)
        assistant.restart(name)
    print(f"It ended {MOST_RESTARTS} times: giving up. Its last lines are above.", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
