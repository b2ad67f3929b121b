"""What is built and trained again after a change, or where it is damaged."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from launch import train
from launch.assistant import ROOT
from tandem import atomic
from tests.launch.archives import archive, cut

TRUNCATED = (0.1, 0.5, 0.9, 0.999)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Sources as old as the hills, and what was made from them."""
    monkeypatch.chdir(tmp_path)
    for name, pattern in (*train.READ, *train.LEARNED_FROM):
        path = Path(name)
        (path if pattern else path.parent).mkdir(parents=True, exist_ok=True)
        (path / "one.py" if pattern else path).touch()
    Path("config.yml").write_text(
        "assistant_id: tandem\n"
        "pipeline: [{name: tandem_rasa.components.encoder.SentenceEncoder, model: another/encoder}]"
    )
    build()
    archive(train.MODEL)
    for path in tmp_path.rglob("*"):
        os.utime(path, (0, 0))
    for made in (train.BUILT, train.MODEL):
        os.utime(made, (1000, 1000))
    return tmp_path


def build() -> None:
    with atomic.staging_folder(train.MODEL.parent) as built:
        (built / "index").mkdir()
        (built / "index/vectors.npz").write_bytes(b"vectors")
        (built / "knowledge.json").write_text('{"passages": []}')
        atomic.publish(built, train.MODEL.parent, last="knowledge.json")


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    ran: list[str] = []

    def run(*arguments: str, within: Path | None = None) -> int:
        ran.append(arguments[0])
        if within:
            archive(within / train.MODEL.name)
        else:
            build()
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
    def run(*arguments: str) -> int:
        (project / "data/documents/one.py").touch()
        build()
        return 0

    monkeypatch.setattr(train, "_run", run)
    train.BUILT.unlink()
    train.main()
    assert train.older(train.BUILT, train.READ)


def test_examples_changed_during_the_training_are_learned_again(
    project: Path, monkeypatch: pytest.MonkeyPatch, runs: list[str]
) -> None:
    def run(*arguments: str, within: Path) -> int:
        (project / "domain.yml").touch()
        archive(within / train.MODEL.name)
        return 0

    monkeypatch.setattr(train, "_run", run)
    train.MODEL.unlink()
    train.main()
    assert train.older(train.MODEL, train.LEARNED_FROM)


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


@pytest.mark.parametrize("arguments", [["--where-needed"], []])
@pytest.mark.parametrize("share", [0, *TRUNCATED])
def test_a_truncated_model_is_trained_again(
    project: Path,
    runs: list[str],
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    arguments: list[str],
    share: float,
) -> None:
    monkeypatch.setattr("sys.argv", ["launch.train", *arguments])
    cut(train.MODEL, share)
    assert train.main() == 0
    assert capsys.readouterr().out == ("models/tandem.tar.gz is damaged (it ends too early); training it again.\n")
    assert runs[-1] == "launch.rasa_cli"
    runs.clear()
    monkeypatch.setattr("sys.argv", ["launch.train", "--where-needed"])
    assert train.main() == 0
    assert runs == []


def test_another_assistants_model_is_replaced(
    project: Path, runs: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    archive(train.MODEL, assistant_id="starter")
    assert train.main() == 0
    assert runs == ["launch.rasa_cli"]
    said = capsys.readouterr().out
    assert "is another assistant's" in said
    assert said.endswith("; training it again.\n")
    assert said.count("\n") == 1


@pytest.mark.parametrize("file", ["knowledge.json", "index/vectors.npz", atomic.DIGESTS])
@pytest.mark.parametrize("content", [b"", b'{"passages": [', b"\x93NUMPY\xff"])
def test_damaged_built_files_are_built_again(
    project: Path, runs: list[str], capsys: pytest.CaptureFixture[str], file: str, content: bytes
) -> None:
    path = project / "models" / file
    path.write_bytes(content)
    assert train.main() == 0
    assert runs == ["tandem.build"]
    assert capsys.readouterr().out == f"models/{file} is damaged; building it again.\n"
    assert train.main() == 0
    assert runs == ["tandem.build"]


@pytest.mark.parametrize("file", ["index/vectors.npz", atomic.DIGESTS])
def test_missing_built_files_are_built_again(
    project: Path, runs: list[str], capsys: pytest.CaptureFixture[str], file: str
) -> None:
    (project / "models" / file).unlink()
    assert train.main() == 0
    assert runs == ["tandem.build"]
    assert capsys.readouterr().out == f"models/{file} is missing; building it again.\n"


@pytest.mark.parametrize("end", ["fails", "is interrupted"])
def test_a_training_that_does_not_end_well_leaves_the_old_model_and_nothing_else(
    project: Path, monkeypatch: pytest.MonkeyPatch, runs: list[str], end: str
) -> None:
    def run(*arguments: str, within: Path) -> int:
        (within / train.MODEL.name).write_bytes(b"half of a mod")
        assert list(Path("models").glob("*.tar.gz")) == [train.MODEL]
        if end == "fails":
            return 1
        raise KeyboardInterrupt

    monkeypatch.setattr(train, "_run", run)
    before = train.MODEL.read_bytes()
    there = sorted(project.rglob("*"))
    (project / "domain.yml").touch()
    assert train.main() == (1 if end == "fails" else 130)
    assert train.MODEL.read_bytes() == before
    assert sorted(project.rglob("*")) == there
    assert train.older(train.MODEL, train.LEARNED_FROM)


SLOW = """
import os, pathlib, sys, tempfile, time
out = pathlib.Path(sys.argv[sys.argv.index("--out") + 1])
tempfile.mkdtemp()
(out / "tandem.tar.gz").write_bytes(b"half of a mod")
print("begun", file=sys.stderr, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_a_training_with_all_it_has_begun(project: Path, how: signal.Signals) -> None:
    package = project / "shadow" / "launch"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text(f"__path__.append({str(ROOT / 'launch')!r})")
    (package / "rasa_cli.py").write_text(SLOW)
    train.MODEL.unlink()
    there = {path for path in project.rglob("*") if "__pycache__" not in path.parts}
    environment = {**os.environ, "PYTHONPATH": f"{package.parent}:{ROOT}", "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "launch.train", "--where-needed"]
    with subprocess.Popen(command, cwd=project, env=environment, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr
        assert process.stderr.readline() == "begun\n"
        assert [path.name for path in (project / "models").glob("unfinished-*/tandem.tar.gz")] == ["tandem.tar.gz"]
        process.send_signal(how)
        assert process.wait(timeout=50) == 130  # before the training would end by itself
    assert set(project.rglob("*")) == there
