"""Leave the shell in good order."""

from __future__ import annotations

from typing import Any

from rasa.core.channels import console


def leave_at_end_of_input() -> None:
    """Let Ctrl-D leave the shell as `/stop` does; Rasa's own hangs there with a traceback."""
    ask = console._get_user_input

    async def ask_until_end(previous: dict[str, Any] | None) -> str | None:
        try:
            return await ask(previous)
        except EOFError:
            return None

    console._get_user_input = ask_until_end
