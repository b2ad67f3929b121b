"""What the figures were measured on."""

from __future__ import annotations

import os
import platform


def describe() -> str:
    """Processor cores, architecture and Python, in one line."""
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"
