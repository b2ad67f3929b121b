"""An SQLite database that others lock, or that is damaged."""

from __future__ import annotations

import random
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import pytest

from launch.assistant import Assistant
from tests.reliability.checks import assert_refused_with_words, check
from tests.reliability.load import Load
from tests.reliability.people import Conversation, Outcome, OverRest, OverWeb
from tests.reliability.server import start

LOCK = """
import sqlite3, sys
connection = sqlite3.connect(sys.argv[1], timeout=60, isolation_level=None)
connection.execute("BEGIN EXCLUSIVE")
print("locked", flush=True)
sys.stdin.read()
connection.execute("ROLLBACK")
"""
SHORT = 2.0  # seconds of a lock that every server waits for
REFUSALS, PEOPLE = 5, 20
ASKED = ("what is a lead?", "what is churn?", "what is an SLA?")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("sqlite")


@pytest.fixture(scope="module")
def database(folder: Path) -> Path:
    return folder / "conversations.db"


@pytest.fixture(scope="module")
def assistant(folder: Path, database: Path) -> Iterator[Assistant]:
    with start(folder, database) as running:
        yield running


@contextmanager
def locked(database: Path) -> Iterator[None]:
    """Another process writes to the database and does not end."""
    command = [sys.executable, "-c", LOCK, str(database)]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as process:
        assert process.stdout
        assert process.stdout.readline() == "locked\n"
        yield


def test_a_lock_that_ends_soon_is_waited_for(assistant: Assistant, database: Path) -> None:
    with Load(assistant.url) as load:
        load.goes_on()
        with locked(database):
            time.sleep(SHORT)
        load.goes_on()
    assert load.count(Outcome.BROKEN) == load.refusals() == 0
    check(load, database)


def test_a_lock_that_does_not_end_is_told_and_leaves_nothing(
    assistant: Assistant,
    database: Path,
) -> None:
    with Load(assistant.url) as load:
        load.goes_on()
        with locked(database):
            load.wait(lambda: load.refusals() >= REFUSALS)
        load.goes_on()
    assert load.count(Outcome.BROKEN) == 0
    check(load, database)


def test_a_damaged_database_is_told_in_words_and_ends_nothing(
    assistant: Assistant,
    database: Path,
    tmp_path: Path,
) -> None:
    known = [OverRest(assistant.url) for _ in range(PEOPLE)]
    assert _ask(known) == {Outcome.ANSWERED}
    copy = tmp_path / "conversations.db"
    with closing(sqlite3.connect(database)) as source, closing(sqlite3.connect(copy)) as target:
        source.backup(target)
    with start(tmp_path, copy) as damaged:
        before, browser = damaged.pids(), OverWeb(damaged.url, patience=0)
        assert _ask([browser]) == {Outcome.ANSWERED}
        _damage(copy)
        again = [OverRest(damaged.url, person=talk.person) for talk in known]
        assert Outcome.REFUSED in _ask(again)
        assert Outcome.BROKEN not in _ask([*again, browser])
        assert damaged.pids() == before
        assert not damaged.ended()
    assert_refused_with_words([*again, browser])
    assert "Traceback" not in str([talk.sent for talk in (*again, browser)])


def _ask(talks: Sequence[Conversation]) -> set[Outcome]:
    """All that became of a few questions of each."""
    return {talk.say(text).outcome for talk in talks for text in ASKED}


def _damage(database: Path) -> None:
    """Overwrite the middle half of the pages."""
    with database.open("r+b") as file:
        file.seek(16)  # where SQLite keeps how long a page is
        page = int.from_bytes(file.read(2), "big")
        pages = database.stat().st_size // page
        assert pages > 20, pages
        file.seek(pages // 4 * page)
        file.write(random.Random(0).randbytes(pages // 2 * page))
