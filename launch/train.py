"""`make train`: build what is read from documents; learn again where the examples changed."""

from __future__ import annotations

import argparse
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import FrameType

import yaml

from launch import model_archive, quietly
from launch.model_archive import MODEL
from tandem import atomic

BUILT = Path("models/knowledge.json")
CODE = "*.py"
SETTINGS = (("config.yml", ""), ("requirements.txt", ""), ("models/encoder/made-from.sha256", ""), ("tandem", CODE))
READ = (*SETTINGS, ("data/documents", "*"), ("data/terms", "*"), ("data/advice", "*"))
LEARNED_FROM = (*SETTINGS, ("domain.yml", ""), ("data/nlu", "*"), ("data/rules", "*"), ("tandem_rasa/components", CODE))
TICK = 0.05  # seconds by which a file system may date a change too early
TRAIN = ("train", "--quiet", "--skip-validation", "--fixed-model-name", MODEL.name.removesuffix(".tar.gz"))


def main() -> int:
    """Build, always or where needed; then train where needed. 130 after Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    told = "build only what is older than its sources, or damaged"
    parser.add_argument("--where-needed", action="store_true", help=told)
    options = parser.parse_args()
    signal.signal(signal.SIGTERM, _interrupt)
    signal.signal(signal.SIGINT, _interrupt)  # which is ignored if a script starts it in the background
    try:
        failed = 0
        if not options.where_needed or older(BUILT, READ) or _built_is_damaged():
            failed = _build()
        if not failed and (older(MODEL, LEARNED_FROM) or _model_is_damaged()):
            failed = _train()
        return failed
    except KeyboardInterrupt:
        atomic.remove_leftovers(MODEL.parent)
        return 130


def _interrupt(number: int, frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def older(made: Path, sources: Iterable[tuple[str, str]]) -> bool:
    """Whether `made` is not there, or older than a source: a path, and for folders a pattern."""
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


def _built_is_damaged() -> bool:
    file = atomic.find_damaged(BUILT.parent)
    if file:
        state = "damaged" if file.exists() else "missing"
        print(f"{file} is {state}; building it again.", flush=True)
    return file is not None


def _model_is_damaged() -> bool:
    try:
        model_archive.check(MODEL)
    except model_archive.DamagedModel as error:
        print(f"{error}; training it again.", flush=True)
        return True
    return False


def _build() -> int:
    begun = time.time() - TICK
    failed = _run("tandem.build", "--encoder", _encoder())
    if not failed:
        _date(BUILT, begun)
    return failed


def _train() -> int:
    begun = time.time() - TICK
    with atomic.staging_folder(MODEL.parent) as folder:
        failed = _run("launch.rasa_cli", *TRAIN, "--out", str(folder), within=folder)
        if not failed:
            _date(folder / MODEL.name, begun)
            atomic.move(folder / MODEL.name, MODEL)
    return failed


def _date(made: Path, begun: float) -> None:
    """Count `made` as of when its making began: later changes of a source are seen."""
    os.utime(made, (begun, begun))


def _encoder() -> str:
    """The encoder that messages are encoded by."""
    pipeline = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))["pipeline"]
    return next(part["model"] for part in pipeline if part["name"] == "tandem_rasa.components.encoder.SentenceEncoder")


def _run(*arguments: str, within: Path | None = None) -> int:
    """Run a module. What it writes lies `within`, which is not spoken of: it is gone at the end."""
    environment = {**os.environ, **quietly.ENVIRONMENT}
    if within:
        environment["TMPDIR"] = str(within.resolve())
    command, output = [sys.executable, "-m", *arguments], subprocess.PIPE if within else None
    with subprocess.Popen(
        command,
        env=environment,
        stdout=output,
        text=True,
        preexec_fn=_ignore_ctrl_c,
    ) as process:
        try:
            said, _ = process.communicate()
        except KeyboardInterrupt:
            process.kill()
            process.wait()
            raise
    if within:
        print(said.replace(str(within), str(within.parent)), end="", flush=True)
    return process.returncode


def _ignore_ctrl_c() -> None:
    """It would only be answered with a traceback: `_run` ends the process."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


if __name__ == "__main__":
    sys.exit(main())
