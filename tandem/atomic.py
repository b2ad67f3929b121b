"""Files appear complete or not at all: written aside, then renamed. Built ones can be checked."""

from __future__ import annotations

import fcntl
import hashlib
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

DIGESTS = "built.sha256"
_ASIDE = "unfinished-"


@contextmanager
def staging_folder(folder: Path) -> Iterator[Path]:
    """A new folder in `folder`, on the same file system, to write into. It is gone at the end."""
    folder.mkdir(parents=True, exist_ok=True)
    remove_leftovers(folder)
    path, lock = _used(folder)
    try:
        yield path
    finally:
        shutil.rmtree(path, ignore_errors=True)
        os.close(lock)


def remove_leftovers(folder: Path) -> None:
    """Remove what processes that were killed left in `folder`; `staging_folder` does so as well."""
    for path in folder.glob(f"{_ASIDE}*"):
        _remove_unless_used(path)


def _used(folder: Path) -> tuple[Path, int]:
    """A new folder and the lock that is on it as long as this process lives."""
    while True:
        path = Path(tempfile.mkdtemp(prefix=_ASIDE, dir=folder))
        try:
            lock = os.open(path, os.O_RDONLY)
        except FileNotFoundError:  # as below
            continue
        fcntl.flock(lock, fcntl.LOCK_EX)
        if path.exists():  # else another process took it for one left behind
            return path, lock
        os.close(lock)


def _remove_unless_used(path: Path) -> None:
    try:
        lock = os.open(path, os.O_RDONLY)
    except FileNotFoundError:  # its process has just ended
        return
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        shutil.rmtree(path, ignore_errors=True)
    except BlockingIOError:
        pass
    finally:
        os.close(lock)


def move(file: Path, place: Path) -> None:
    """Rename `file` to `place`, which has its old content until then, and then all of the new."""
    with file.open("rb") as written:
        os.fsync(written.fileno())
    place.parent.mkdir(parents=True, exist_ok=True)
    file.replace(place)


def publish(built: Path, folder: Path, *, last: str) -> None:
    """Put all files below `built`, and their digests, in `folder`; `last` names the last one."""
    files = sorted(file.relative_to(built) for file in built.rglob("*") if file.is_file())
    digests = "".join(f"{_digest(built / file)}  {file.as_posix()}\n" for file in files)
    (built / DIGESTS).write_text(digests, encoding="utf-8")
    for file in sorted([*files, Path(DIGESTS)], key=lambda file: file == Path(last)):
        move(built / file, folder / file)


def find_damaged(folder: Path) -> Path | None:
    """A file in `folder` that is missing or not as `publish` left it; None if all are whole."""
    digests = folder / DIGESTS
    try:
        noted = [line.split("  ", 1) for line in digests.read_text(encoding="utf-8").splitlines()]
        wrong = (folder / name for digest, name in noted if _digest(folder / name) != digest)
        return next(wrong, None) if noted else digests
    except (OSError, ValueError):
        return digests


def _digest(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest() if file.is_file() else ""
