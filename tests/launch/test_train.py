"""What is built and trained again after a change."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from launch import train


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sources as old as the hills, and what was made from them."""
    monkeypatch.chdir(tmp_path)
    for name, pattern in (*train.READ, *train.LEARNED_FROM):
        path = Path(name)
        (path if pattern else path.parent).mkdir(parents=True, exist_ok=True)
        (path / "one.py" if pattern else path).touch()
    train.MODEL.parent.mkdir()
    train.BUILT.touch()
    train.MODEL.touch()
    for path in [path for path in tmp_path.rglob("*") if "models" not in path.parts]:
        os.utime(path, (0, 0))
    return tmp_path


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    ran: list[str] = []
    monkeypatch.setattr(train, "_run", lambda module, *arguments: ran.append(module) or 0)
    monkeypatch.setattr("sys.argv", ["launch.train", "--where-needed"])
    return ran


def test_nothing_is_done_where_nothing_changed(project: Path, runs: list[str]) -> None:
    assert train.main() == 0
    assert runs == []


@pytest.mark.parametrize("changed", ["data/documents/new file.md", "data/terms/one.py", "tandem/one.py"])
def test_a_changed_document_is_built_but_nothing_is_learned_again(project: Path, runs: list[str], changed: str) -> None:
    (project / changed).touch()
    assert train.main() == 0
    assert runs == ["tandem.build"]


@pytest.mark.parametrize("changed", ["config.yml", "data/nlu/new.yml", "nlu/one.py"])
def test_changed_examples_are_learned(project: Path, runs: list[str], changed: str) -> None:
    (project / changed).touch()
    assert train.main() == 0
    assert runs == ["launch.rasa_cli"]


def test_a_document_taken_away_is_noticed(project: Path, runs: list[str]) -> None:
    (project / "data/documents/one.py").unlink()
    train.main()
    assert runs == ["tandem.build"]


def test_what_was_never_made_is_made(project: Path, runs: list[str]) -> None:
    train.BUILT.unlink()
    train.MODEL.unlink()
    with pytest.raises(FileNotFoundError):  # nothing really trains here
        train.main()
    assert runs == ["tandem.build", "launch.rasa_cli"]


def test_a_build_that_fails_ends_it(project: Path, monkeypatch: pytest.MonkeyPatch, runs: list[str]) -> None:
    monkeypatch.setattr(train, "_run", lambda module, *arguments: runs.append(module) or 1)
    train.BUILT.unlink()
    train.MODEL.unlink()
    assert train.main() == 1
    assert runs == ["tandem.build"]
