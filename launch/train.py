"""`make train`: build what is read from the documents, and learn again from the examples where these changed."""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from launch import quietly

BUILT, MODEL = Path("models/knowledge.json"), Path("models/tandem.tar.gz")
CODE = "*.py"
SETTINGS = (("config.yml", ""), ("requirements.txt", ""), ("models/encoder/made-from.sha256", ""), ("tandem", CODE))
READ = (*SETTINGS, ("data/documents", "*"), ("data/terms", "*"), ("data/advice", "*"))
LEARNED_FROM = (*SETTINGS, ("domain.yml", ""), ("data/nlu", "*"), ("data/rules", "*"), ("tandem_rasa/components", CODE))
TICK = 0.05  # seconds by which a file system may date a change too early
TRAIN = ("train", "--quiet", "--skip-validation", "--fixed-model-name", MODEL.name.removesuffix(".tar.gz"))


def main() -> int:
    """Build, always or where needed; then train where needed. 1 when one of them failed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--where-needed", action="store_true", help="build only what is older than its sources")
    options = parser.parse_args()
    failed = 0
    if not options.where_needed or older(BUILT, READ):
        failed = _make(BUILT, "tandem.build", "--encoder", _encoder())
    if not failed and older(MODEL, LEARNED_FROM):
        failed = _make(MODEL, "launch.rasa_cli", *TRAIN)
    return failed


def older(made: Path, sources: Iterable[tuple[str, str]]) -> bool:
    """Whether `made` is not there, or older than one of the sources: a path, and for folders a pattern."""
    if not made.is_file():
        return True
    return any(_changed(path) > made.stat().st_mtime for path in _files(sources))


def _changed(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except FileNotFoundError:  # an editor's file, gone in the meantime
        return 0.0


def _files(sources: Iterable[tuple[str, str]]) -> Iterator[Path]:
    for name, pattern in sources:
        path = Path(name)
        yield from path.rglob(pattern) if pattern else ()
        if pattern != CODE:
            yield path  # a folder is changed by what is taken away


def _make(made: Path, *command: str) -> int:
    """Run `command`; what it made counts as made when it began, so that later changes of a source are seen."""
    begun = time.time() - TICK
    failed = _run(*command)
    if not failed:
        os.utime(made, (begun, begun))
    return failed


def _encoder() -> str:
    """The encoder that messages are encoded by."""
    pipeline = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))["pipeline"]
    return next(part["model"] for part in pipeline if part["name"] == "tandem_rasa.components.encoder.SentenceEncoder")


def _run(*arguments: str) -> int:
    environment = {**os.environ, **quietly.ENVIRONMENT}
    return subprocess.run([sys.executable, "-m", *arguments], env=environment, check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
