#!/bin/sh
# All that a fresh machine needs: Python 3.10, a virtual environment, the locked packages, the
# encoder; with the argument "tests" also a second environment for the test tool whose packages do
# not go together with Rasa's. Does nothing where it is all there. Only Python 3.10 and make are
# required beforehand.
set -eu
cd "$(dirname "$0")/.."
trap 'exit 130' INT HUP TERM
export PIP_DISABLE_PIP_VERSION_CHECK=1

# Set-ups of two terminals go one after the other. The lock is on this file, as long as this runs.
if command -v flock >/dev/null; then
    exec 9<launch/setup.sh
    flock -n 9 || { echo "Waiting for another set-up of this folder to end."; flock 9 || true; }
fi

# Says which modules $1 lacks. Fails if it isn't a Python 3.10, or is in an environment made here.
lacking() {
    "$1" -c '
import importlib, os, sys
if sys.version_info[:2] != (3, 10) or os.path.realpath(sys.prefix).startswith(os.getcwd() + os.sep):
    sys.exit(1)
for module in ("bz2", "ctypes", "ensurepip", "lzma", "sqlite3", "ssl", "venv", "zlib"):
    try:
        importlib.import_module(module)
    except ImportError:
        print(module, end=" ")
' 2>/dev/null
}

# A pyenv shim named python3.10 may be there and fail, and uv puts its Pythons on no PATH: so their
# folders are looked into. A Python that lacks something is spoken of only where there is no other.
find_python() {
    pyenv=${PYENV_ROOT:-${HOME:-}/.pyenv}
    uv=${UV_PYTHON_INSTALL_DIR:-${XDG_DATA_HOME:-${HOME:-}/.local/share}/uv/python}
    found=
    for candidate in "${PYTHON:-python3.10}" python3.10 \
        "$pyenv"/versions/3.10*/bin/python3.10 \
        "$(pyenv root 2>/dev/null || true)"/versions/3.10*/bin/python3.10 \
        "$(uv python find 3.10 2>/dev/null || true)" \
        "$uv"/cpython-3.10*/bin/python3.10 \
        /usr/bin/python3.10 /usr/local/bin/python3.10 /opt/homebrew/bin/python3.10 \
        python3; do
        if [ -z "$candidate" ] || ! missing=$(lacking "$candidate"); then continue; fi
        if [ -z "$missing" ]; then echo "$candidate"; return; fi
        if [ -z "$found" ]; then found=$candidate; lacks=${missing% }; fi
    done
    if [ -z "$found" ]; then
        echo "Python 3.10 is needed (Rasa 3.6 runs on no newer one). Install it with" \
            "'uv python install 3.10' or 'pyenv install 3.10', or name it:" \
            "make PYTHON=/path/to/python3.10" >&2
    elif [ "$lacks" = ensurepip ]; then
        echo "$found can't make virtual environments: it comes without ensurepip. Run" \
            "'sudo apt-get install python3.10-venv', or get another one with" \
            "'uv python install 3.10'." >&2
    else
        echo "$found was built without: $lacks. Install what these need and build it again," \
            "or get another one with 'uv python install 3.10'." >&2
    fi
    exit 1
}

works() {
    "$1" -c 'import sys, pip; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1
}

# The packages of the lock $2 into the environment $1. The file "unfinished" is there while
# something is half done: where a run was cut off in the middle, the next one begins anew.
install() {
    if [ -e "$1/unfinished" ] || ! works "$1/bin/python"; then
        python=$(find_python)
        rm -rf "$1"
        mkdir "$1"
        touch "$1/unfinished"
        if ! "$python" -m venv "$1"; then
            echo "$python can't make a virtual environment (see above). Get another Python 3.10" \
                "with 'uv python install 3.10', or name one: make PYTHON=/path/to/python3.10" >&2
            exit 1
        fi
    fi
    if ! cmp -s "$2" "$1/installed.txt"; then
        echo "Installing the packages of $2${3:-}."
        touch "$1/unfinished"
        code=0
        "$1/bin/python" -m pip install --quiet --require-hashes --requirement "$2" || code=$?
        # pip takes back what it can't finish, unless it is killed.
        if [ "$code" -lt 128 ]; then rm "$1/unfinished"; fi
        if [ "$code" != 0 ]; then exit 1; fi
        cp "$2" "$1/installed.txt"
    fi
}

install .venv requirements.txt "; this takes a few minutes the first time"

# Python reads this file at each start. It turns Rasa's telemetry off, and the noise of its
# packages, for everyone who types `.venv/bin/rasa train` with no variable set; what is set
# otherwise stays as it is.
settings=.venv/lib/python3.10/site-packages/tandem.pth
if ! cmp -s launch/environment.pth "$settings"; then cp launch/environment.pth "$settings"; fi

if [ "${1:-}" = tests ]; then install .venv-interface tests/requirements-interface.txt; fi
.venv/bin/python -W ignore -m tandem.encoder.install models/encoder
