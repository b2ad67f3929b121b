"""Run a module without the deprecation warnings of the packages that Rasa pins: `python -m launch.quietly rasa ...`.

Nobody who runs the assistant can act on them. Sanic turns them on again while it is imported, whatever
PYTHONWARNINGS says; so it is imported first.
"""

from __future__ import annotations

import runpy
import sys
import warnings


def main() -> None:
    """Run the module named first, with the arguments behind it."""
    warnings.simplefilter("ignore")
    import sanic.app  # noqa: F401

    warnings.filterwarnings("ignore", category=DeprecationWarning)
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)


if __name__ == "__main__":
    main()
