"""`make shell`: the same assistant in Rasa's own shell."""

from __future__ import annotations

import os
import sys

from launch.assistant import ROOT, Assistant


def main() -> None:
    """Become Rasa's shell."""
    assistant = Assistant()
    os.umask(0o077)
    os.chdir(ROOT)
    command = [sys.executable, "-m", "launch.server", "--shell", "--port", str(assistant.port)]
    os.execve(sys.executable, command, assistant.environment)


if __name__ == "__main__":
    main()
