"""`make run`: start the assistant, say where it is, stop it on Ctrl-C."""

from __future__ import annotations

import os
import signal
import sys

from launch.assistant import Assistant, NotStarted, interrupt
from launch.ports import port_is_free
from launch.supervisor import Supervisor

PREDECESSOR_SECONDS = 5.0  # a server whose launcher was killed ends within this time


def main() -> int:
    """Run until Ctrl-C, or until the server crashes too often."""
    signal.signal(signal.SIGTERM, interrupt)
    signal.signal(signal.SIGINT, interrupt)  # which is ignored if a script starts it in the background
    given = os.environ.get("PORT") or "5005"
    if not (given.isascii() and given.isdigit() and 0 < int(given) < 65_536):
        return _refuse(f"PORT must be a number from 1 to 65535, not {given!r}")
    port = int(given)
    if not port_is_free(port, seconds=PREDECESSOR_SECONDS):
        return _refuse(f"Port {port} is in use. Name another: make run PORT={port + 1}")
    try:
        print("Starting Tandem ...", flush=True)
        with Assistant(port=port) as assistant:
            _introduce(assistant.url)
            return Supervisor(assistant).run()
    except KeyboardInterrupt:
        print("\nStopped.")
        return 0
    except NotStarted as error:
        return _refuse(f"Not started: {error}")


def _introduce(url: str) -> None:
    print(f"Talk to Tandem at {url}/chat; Ctrl-C stops it. Programs can, too:\n")
    message = '{"sender": "me", "message": "How do sales and marketing differ?"}'
    print(f"  curl {url}/webhooks/rest/webhook -d '{message}'\n", flush=True)


def _refuse(message: str) -> int:
    print(message, file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main())
