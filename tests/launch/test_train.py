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
    Path("config.yml").write_text(
        "pipeline: [{name: tandem_rasa.components.encoder.SentenceEncoder, model: another/encoder}]"
    )
    for path in tmp_path.rglob("*"):
        os.utime(path, (0, 0))
    for made in (train.BUILT, train.MODEL):
        made.touch()
        os.utime(made, (1000, 1000))
    return tmp_path


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    ran: list[str] = []

    def run(*arguments: str) -> int:
        ran.append(arguments[0])
        made = train.BUILT if arguments[0] == "tandem.build" else train.MODEL
        made.touch()
        return 0

    monkeypatch.setattr(train, "_run", run)
    monkeypatch.setattr("sys.argv", ["launch.train", "--where-needed"])
    return ran


def test_nothing_is_done_where_nothing_changed(project: Path, runs: list[str]) -> None:
    assert train.main() == 0
    assert runs == []


@pytest.mark.parametrize("changed", ["data/documents/new file.md", "data/terms/one.py"])
def test_a_changed_document_is_built_but_nothing_is_learned_again(project: Path, runs: list[str], changed: str) -> None:
    (project / changed).touch()
    assert train.main() == 0
    assert runs == ["tandem.build"]


@pytest.mark.parametrize("changed", ["domain.yml", "data/nlu/new.yml", "tandem_rasa/components/one.py"])
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
    assert train.main() == 0
    assert runs == ["tandem.build", "launch.rasa_cli"]
    assert train.main() == 0
    assert len(runs) == 2


@pytest.mark.parametrize("changed", ["config.yml", "requirements.txt", "tandem/one.py", train.SETTINGS[2][0]])
def test_what_both_are_made_with_makes_both_again(project: Path, runs: list[str], changed: str) -> None:
    (project / changed).touch()
    train.main()
    assert runs == ["tandem.build", "launch.rasa_cli"]


def test_a_document_changed_during_the_build_is_built_again(
    project: Path, monkeypatch: pytest.MonkeyPatch, runs: list[str]
) -> None:
    def build(*arguments: str) -> int:
        (project / "data/documents/one.py").touch()
        train.BUILT.touch()
        return 0

    monkeypatch.setattr(train, "_run", build)
    train.BUILT.unlink()
    train.main()
    assert train.older(train.BUILT, train.READ)


def test_an_editors_dangling_link_does_no_harm(project: Path, runs: list[str]) -> None:
    (project / "data/documents/.#one.md").symlink_to("nowhere")
    os.utime(project / "data/documents", (0, 0))
    assert train.main() == 0
    assert runs == []


def test_documents_are_indexed_with_the_encoder_of_the_pipeline(
    project: Path, monkeypatch: pytest.MonkeyPatch, runs: list[str]
) -> None:
    told: list[str] = []
    monkeypatch.setattr(train, "_run", lambda *arguments: told.extend(arguments) or 1)
    train.BUILT.unlink()
    train.main()
    assert told == ["tandem.build", "--encoder", "another/encoder"]


def test_a_build_that_fails_ends_it(project: Path, monkeypatch: pytest.MonkeyPatch, runs: list[str]) -> None:
    monkeypatch.setattr(train, "_run", lambda module, *arguments: runs.append(module) or 1)
    train.BUILT.unlink()
    train.MODEL.unlink()
    assert train.main() == 1
    assert runs == ["tandem.build"]
