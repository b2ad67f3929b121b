"""Ports of this machine."""

from __future__ import annotations

import socket
import time

LOCAL = "127.0.0.1"


def free_port() -> int:
    """A port of this machine that nothing listens on."""
    with socket.socket() as probe:
        probe.bind((LOCAL, 0))
        return int(probe.getsockname()[1])


def port_is_free(port: int, *, seconds: float = 0) -> bool:
    """Whether nothing listens on `port` of this machine, or stops to within `seconds`."""
    end = time.monotonic() + seconds
    while _is_used(port):
        if time.monotonic() >= end:
            return False
        time.sleep(0.1)
    return True


def _is_used(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex((LOCAL, port)) == 0
