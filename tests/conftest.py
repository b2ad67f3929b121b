"""What all tests share: the project's own knowledge, and one running assistant for the whole suite."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from launch.assistant import ROOT, Assistant
from tandem import language
from tandem.documents.folder import read_folder
from tandem.documents.knowledge import Knowledge
from tandem.documents.reader import Reader
from tandem.language import Terms
from tests.talk import Talk


@pytest.fixture(scope="session", autouse=True)
def _in_project() -> None:
    os.chdir(ROOT)


@pytest.fixture(scope="session")
def terms() -> Terms:
    return language.load_terms("data/terms/terms.yml")


@pytest.fixture(scope="session")
def reader(terms: Terms) -> Reader:
    return Reader(language.build(terms))


@pytest.fixture(scope="session")
def knowledge(reader: Reader) -> Knowledge:
    """What the project's documents say, read for this run."""
    found, problems = read_folder(Path("data/documents"), reader)
    assert problems == []
    return found


@pytest.fixture(scope="session")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    """The trained assistant, both processes, on free ports with a database of its own."""
    with Assistant.keeping_all_in(tmp_path_factory.mktemp("assistant")) as running:
        yield running


@pytest.fixture
def talk(assistant: Assistant) -> Talk:
    """A new conversation over REST."""
    return Talk(assistant.url)
