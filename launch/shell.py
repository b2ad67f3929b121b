"""`make shell`: the same assistant in Rasa's own shell, with its action server behind it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

from launch.assistant import LOCAL, ROOT, Assistant, NotStarted, free_port, interrupt


def main() -> int:
    """Run Rasa's shell until it is left."""
    database = Path(os.environ.get("TANDEM_DB", "conversations.db"))
    assistant = Assistant(database=database)
    signal.signal(signal.SIGTERM, interrupt)
    try:
        assistant.start_actions()
        assistant.wait_for_actions()
        command = [sys.executable, "-m", "launch.rasa_cli", "shell", "--quiet"]
        where = ["--port", str(free_port()), "--interface", LOCAL]
        return subprocess.run([*command, *where], cwd=ROOT, env=assistant.environment, check=False).returncode
    except NotStarted as error:
        print(f"Not started: {error}", file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        return 0
    finally:
        assistant.stop()


if __name__ == "__main__":
    sys.exit(main())
