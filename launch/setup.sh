#!/bin/sh
# All that a fresh machine needs: Python 3.10, a virtual environment, the locked packages, the encoder.
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

if ! { [ -x .venv/bin/python ] && works .venv/bin/python; }; then
    rm -rf .venv
    python=$(find_python)
    "$python" -m venv .venv
fi
if ! cmp -s requirements.txt .venv/installed.txt; then
    echo "Installing the packages of requirements.txt; this takes a few minutes the first time."
    .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes --requirement requirements.txt
    cp requirements.txt .venv/installed.txt
fi
.venv/bin/python -W ignore -m tandem.encoder.install models/encoder
