"""Documents come and go: what is dropped in is answered after `make train`, what is taken away is not."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from benchmarks.project import Project
from launch.assistant import Assistant
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


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Project:
    """A copy of the project with two more documents, a broken one, and one less."""
    copied = Project(tmp_path_factory.mktemp("project") / "tandem")
    (copied.documents / "showroom.md").write_text(DOCUMENT)
    (copied.documents / "warranty.txt").write_text(PLAIN)
    (copied.documents / "broken.md").write_bytes(b"# Broken\n\n\xff\n")
    (copied.documents / "metrics-explained.md").unlink()
    return copied


@pytest.fixture(scope="module")
def built(project: Project) -> str:
    """What was said while it was built and trained."""
    return project.train()


@pytest.fixture(scope="module")
def changed(project: Project, built: str) -> Iterator[Assistant]:
    with project.assistant() as assistant:
        yield assistant


def test_a_document_that_cannot_be_read_is_named_and_the_rest_is_built(built: str) -> None:
    assert "broken.md:3: not UTF-8; save it as UTF-8" in built
    assert "passages from 10 documents" in built


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


def test_a_document_dropped_in_later_is_answered_without_training_again(project: Project, changed: Assistant) -> None:
    model = project.folder / "models/tandem.tar.gz"
    trained = model.read_bytes()
    (project.documents / "delivery.md").write_text(LATER)
    project.train()
    assert model.read_bytes() == trained
    assert "long term" in Talk(changed.url).say("what does marketing focus on?")  # of what it began with
    changed.restart()
    reply = Talk(changed.url).say("how long does delivery of a table take?")
    assert "nineteen days" in reply
    assert "Source: Delivery, Delivery times" in reply
