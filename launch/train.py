"""`make train`: build what is read from the documents, and learn again from the examples where these changed."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

BUILT, MODEL = Path("models/knowledge.json"), Path("models/tandem.tar.gz")
CODE = "*.py"
READ = (("data/documents", "*"), ("data/terms", "*"), ("tandem", CODE), ("requirements.txt", ""))
LEARNED_FROM = (
    ("config.yml", ""),
    ("domain.yml", ""),
    ("requirements.txt", ""),
    ("data/nlu", "*"),
    ("data/rules", "*"),
    ("nlu", CODE),
    ("tandem/understanding", CODE),
)
TRAIN = ("train", "--quiet", "--skip-validation", "--fixed-model-name", MODEL.name.removesuffix(".tar.gz"))


def main() -> int:
    """Build, always or where needed; then train where needed. 1 when one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--where-needed", action="store_true", help="build only what is older than its sources")
    options = parser.parse_args()
    failed = 0
    if not options.where_needed or older(BUILT, READ):
        failed = _run("tandem.build")
    if not failed and older(MODEL, LEARNED_FROM):
        failed = _run("launch.rasa_cli", *TRAIN)
        if not failed:
            os.utime(MODEL)  # Rasa leaves one alone that it finds to be the same
    return failed


def older(made: Path, sources: Iterable[tuple[str, str]]) -> bool:
    """Whether `made` is not there, or older than one of the sources: a path, and for folders a pattern."""
    if not made.is_file():
        return True
    return any(path.stat().st_mtime > made.stat().st_mtime for path in _files(sources))


def _files(sources: Iterable[tuple[str, str]]) -> Iterator[Path]:
    for name, pattern in sources:
        path = Path(name)
        yield from path.rglob(pattern) if pattern else ()
        if pattern != CODE:
            yield path  # a folder is changed by what is taken away


def _run(*arguments: str) -> int:
    quiet = {"PYTHONWARNINGS": "ignore", "TQDM_DISABLE": "1", "TF_CPP_MIN_LOG_LEVEL": "3"}
    settings = {"RASA_TELEMETRY_ENABLED": "false", "RASA_MAX_CACHE_SIZE": "300", "ACTIONS_PORT": "0", "TANDEM_DB": "-"}
    environment = {**settings, **os.environ, **quiet}
    return subprocess.run([sys.executable, "-m", *arguments], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
