"""What a log may say about a failure: never what somebody wrote."""

from __future__ import annotations

import traceback
from pathlib import Path

from rasa.shared.exceptions import RasaException
from sqlalchemy.exc import DBAPIError


def describe(error: BaseException) -> str:
    """Name an error and where it arose.

    Its own message is left out, as it may quote a person's words; those of Rasa, of the database
    (first line) and of the operating system don't.
    """
    frames = traceback.extract_tb(error.__traceback__)
    place = f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
    return f"{type(error).__name__}{_message(error)}{place}"


def _message(error: BaseException) -> str:
    if isinstance(error, DBAPIError):
        return f" ({str(error.orig).strip().partition(chr(10))[0]})"
    if isinstance(error, RasaException):
        return f" ({error})"
    if isinstance(error, OSError) and error.strerror:
        return f" ({error.strerror})"
    return ""
