"""Rasa's shell, left by Ctrl-D as by `/stop` (Rasa's own hangs there with a traceback): `python -m launch.console`."""

from __future__ import annotations

import sys
from typing import Any

from launch import quietly


def main() -> None:
    """Run `rasa shell` with the arguments given."""
    quietly.hush()
    from rasa.core.channels import console

    ask = console._get_user_input

    async def ask_until_end(previous: dict[str, Any] | None) -> str | None:
        try:
            return await ask(previous)
        except EOFError:
            return None

    console._get_user_input = ask_until_end
    sys.argv[1:1] = ["rasa", "shell"]
    quietly.main()


if __name__ == "__main__":
    main()
