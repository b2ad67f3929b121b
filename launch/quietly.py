"""Run a module without the deprecation warnings of the packages that Rasa pins: `python -m launch.quietly rasa ...`.

Nobody who runs the assistant can act on them. Some of these packages turn them on again while they are imported,
whatever PYTHONWARNINGS says; so they are left out where warnings are shown. Rasa's own warnings are shown.
"""

from __future__ import annotations

import runpy
import sys
import warnings
from typing import Any

ENVIRONMENT = {
    "PYTHONWARNINGS": "ignore",
    "RASA_MAX_CACHE_SIZE": "300",
    "RASA_TELEMETRY_ENABLED": "false",
    "SQLALCHEMY_SILENCE_UBER_WARNING": "1",
    "TF_CPP_MIN_LOG_LEVEL": "3",
    "TQDM_DISABLE": "1",
}
HIDDEN = (DeprecationWarning, PendingDeprecationWarning, FutureWarning)
_show = warnings.showwarning


def main() -> None:
    """Run the module named first, with the arguments behind it."""
    hush()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


def hush() -> None:
    """Show no deprecation warnings from here on."""
    warnings.showwarning = _show_others


def _show_others(message: Warning | str, category: type[Warning], *where: Any, **more: Any) -> None:
    if not issubclass(category, HIDDEN):
        _show(message, category, *where, **more)


if __name__ == "__main__":
    main()
