#!/bin/sh
# All that a fresh machine needs: Python 3.10, a virtual environment, the locked packages, the encoder; with the argument
# "tests" also a second environment for the test tool whose packages do not go together with Rasa's.
# Does nothing where it is all there. Only Python 3.10 and make are required beforehand.
set -eu
cd "$(dirname "$0")/.."

works() { "$1" -c 'import sys; sys.exit(sys.version_info[:2] != (3, 10))' >/dev/null 2>&1; }

find_python() {
    for candidate in "${PYTHON:-python3.10}" python3.10 \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/3.10*/bin/python \
        "$(uv python find 3.10 2>/dev/null || true)" python3; do
        if [ -n "$candidate" ] && works "$candidate"; then echo "$candidate"; return; fi
    done
    echo "Python 3.10 is needed (Rasa 3.6 runs on no newer one). Install it with 'uv python install 3.10'" \
        "or 'pyenv install 3.10', or name it: make PYTHON=/path/to/python3.10" >&2
    exit 1
}

install() {  # the packages of the lock $2 into the environment $1
    if ! { [ -x "$1/bin/python" ] && works "$1/bin/python"; }; then
        rm -rf "$1"
        python=$(find_python)
        "$python" -m venv "$1"
    fi
    if ! cmp -s "$2" "$1/installed.txt"; then
        echo "Installing the packages of $2${3:-}."
        "$1/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes --requirement "$2"
        cp "$2" "$1/installed.txt"
    fi
}

install .venv requirements.txt "; this takes a few minutes the first time"
if [ "${1:-}" = tests ]; then install .venv-interface tests/requirements-interface.txt; fi
.venv/bin/python -W ignore -m tandem.encoder.install models/encoder
