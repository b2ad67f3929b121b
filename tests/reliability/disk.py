"""A small disk that can be full."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

SIZE = "12m"
BALLAST = "ballast"
NEEDED = "to mount a small disk that can be full, run as root, or allow `sudo -n mount`"


@contextmanager
def small_disk(place: Path) -> Iterator[Path]:
    """A file system of its own at `place`, gone afterwards.

    Raises:
        AssertionError: it cannot be mounted; says what is needed.
    """
    place.mkdir()
    options = f"size={SIZE},uid={os.getuid()},mode=700"
    _as_root("mount", "-t", "tmpfs", "-o", options, "tmpfs", str(place))
    try:
        yield place
    finally:
        _as_root("umount", "--lazy", str(place))


@contextmanager
def filled(place: Path) -> Iterator[None]:
    """Not a byte is left on the file system of `place`."""
    ballast = place / BALLAST
    try:
        for size in (65536, 4096, 1):
            with ballast.open("ab", buffering=0) as file:
                _fill(file.fileno(), size)
        yield
    finally:
        ballast.unlink()


def _fill(file: int, size: int) -> None:
    try:
        while os.write(file, b"\0" * size):
            pass
    except OSError as full:
        if full.errno != errno.ENOSPC:
            raise


def _as_root(*command: str) -> None:
    sudo = [] if os.getuid() == 0 else ["sudo", "-n"]
    assert not sudo or shutil.which("sudo"), NEEDED
    done = subprocess.run([*sudo, *command], capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{NEEDED} ({done.stderr.strip()})"
