"""Documents come and go: what is dropped in is answered after `make train`, what is taken away is not."""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from launch.assistant import ROOT, Assistant
from tests.talk import Talk

DOCUMENT = """# Visiting our showroom

## Opening hours

The showroom in Linden Street is open from Tuesday to Saturday, nine to six.
On Mondays it is closed.

## Parking

Visitors park behind the building, free of charge, for up to two hours.
"""
PLAIN = "Warranty terms\n\nEvery oak table comes with a warranty of seven years against cracks.\n"


LATER = """# Delivery

## Delivery times

A table is delivered within nineteen days. We ring up two days before.
"""


def train(project: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore", "-m", "launch.train"]
    return subprocess.run(command, cwd=project, capture_output=True, text=True, check=True)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project, trained, with two more documents and one less."""
    folder = tmp_path_factory.mktemp("project")
    ignored = shutil.ignore_patterns(".venv", ".git", "models", "results", "__pycache__", "*.db")
    shutil.copytree(ROOT, folder, dirs_exist_ok=True, ignore=ignored)
    (folder / "models").mkdir()
    (folder / "models/encoder").symlink_to(ROOT / "models/encoder")
    (folder / "data/documents/showroom.md").write_text(DOCUMENT)
    (folder / "data/documents/warranty.txt").write_text(PLAIN)
    (folder / "data/documents/broken.md").write_bytes(b"# Broken\n\n\xff\n")
    (folder / "data/documents/metrics-explained.md").unlink()
    return folder


@pytest.fixture(scope="module")
def built(project: Path) -> subprocess.CompletedProcess[str]:
    return train(project)


@pytest.fixture(scope="module")
def changed(project: Path, built: object) -> Iterator[Assistant]:
    with Assistant(database=project / "c.db", log=project / "log", root=project) as assistant:
        yield assistant


def test_a_document_that_cannot_be_read_is_named_and_the_rest_is_built(
    built: subprocess.CompletedProcess[str],
) -> None:
    assert "broken.md:3: not UTF-8; save it as UTF-8" in built.stderr
    assert "passages from 10 documents" in built.stdout


@pytest.mark.parametrize(
    ("question", "expected", "source"),
    [
        ("when is the showroom open?", "Tuesday to Saturday", "Visiting our showroom, Opening hours"),
        ("where can visitors park at the showroom", "behind the building", "Visiting our showroom, Parking"),
        ("how long is the warranty on an oak table?", "seven years", "Warranty terms"),
    ],
)
def test_a_new_document_is_answered_with_its_source(
    changed: Assistant, question: str, expected: str, source: str
) -> None:
    reply = Talk(changed.url).say(question)
    assert expected in reply
    assert f"Source: {source}" in reply


def test_a_removed_document_is_no_longer_answered(changed: Assistant) -> None:
    assert "Metrics explained" not in Talk(changed.url).say("what is pipeline coverage?")
    assert "I don't have an answer" in Talk(changed.url).say("how do I calculate sales velocity?")


def test_what_was_known_is_still_answered(changed: Assistant) -> None:
    assert "long term" in Talk(changed.url).say("what does marketing focus on?")


def test_new_documents_do_not_answer_what_they_do_not_hold(changed: Assistant) -> None:
    assert "I don't have an answer" in Talk(changed.url).say("how much is an oak table?")


def test_a_document_dropped_in_later_is_answered_without_training_again(project: Path, changed: Assistant) -> None:
    model = project / "models/tandem.tar.gz"
    trained = model.read_bytes()
    (project / "data/documents/delivery.md").write_text(LATER)
    train(project)
    assert model.read_bytes() == trained
    with Assistant(database=project / "later.db", log=project / "log", root=project) as later:
        reply = Talk(later.url).say("how long does delivery of a table take?")
    assert "nineteen days" in reply
    assert "Source: Delivery, Delivery times" in reply
