"""What the figures were measured on."""

from __future__ import annotations

import os
import platform
from importlib.metadata import version
from pathlib import Path

PACKAGES = ("rasa", "onnxruntime", "numpy", "scikit-learn", "spacy", "SQLAlchemy", "sanic")


def describe() -> str:
    """Processor cores, architecture and Python, in one line."""
    return f"{os.cpu_count()} cores, {platform.machine()}, {platform.system()}, Python {platform.python_version()}"


def details() -> dict[str, str]:
    """The processor, the system and the versions of the packages that matter."""
    return {
        "machine": describe(),
        "processor": _processor(),
        "memory, GB": str(round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30)),
        **{package: version(package) for package in PACKAGES},
    }


def resident(pid: int) -> float:
    """Resident memory of a process in MB, from the kernel (Linux)."""
    status = Path(f"/proc/{pid}/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmRSS")) / 1024


def _processor() -> str:
    known = Path("/proc/cpuinfo")
    lines = known.read_text().splitlines() if known.is_file() else []
    names = (line.split(":", 1)[1].strip() for line in lines if line.startswith("model name"))
    return next(names, platform.processor())
