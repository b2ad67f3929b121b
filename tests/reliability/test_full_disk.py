"""The disk with the conversations is full for a while."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.reliability.checks import SHOW_PLAN, assert_refused_with_words, check, difference
from tests.reliability.checks import wrong_plan as wrong
from tests.reliability.disk import filled, small_disk
from tests.reliability.load import SCRIPT, Load
from tests.reliability.people import Outcome, OverRest
from tests.reliability.server import start
from tests.reliability.stored import read

EXPORT = "export my plan"
REFUSALS, MOST_TRIES = 20, 100
TIPS, ADD, _, ADD_ANOTHER, *_ = SCRIPT


@dataclass
class Scenario:
    """What was done while the disk was full, and where what came of it is."""

    database: Path
    files: Path
    load: Load
    exporting: list[OverRest]
    left: list[set[str]] = field(default_factory=list)  # files after each refused export


@pytest.fixture(scope="module")
def scenario(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Scenario]:
    """Twenty people write, three have plans exported; the server still runs."""
    folder = tmp_path_factory.mktemp("full")
    with small_disk(folder / "disk") as disk:
        database, files = disk / "conversations.db", folder / "files"
        with start(folder, database) as assistant:
            exporting = [_planned(assistant.url) for _ in range(3)]
            with Load(assistant.url) as load:
                ran = Scenario(database, files, load, exporting)
                _fill_for_a_while(ran, disk)
            assert not assistant.ended()
            yield ran


def test_what_was_acknowledged_is_kept_and_nothing_else(scenario: Scenario) -> None:
    assert scenario.load.refusals() >= REFUSALS
    assert scenario.load.count(Outcome.BROKEN) == 0
    check(scenario.load, scenario.database, broken_may_be_stored=False)


def test_a_plan_holds_what_was_acknowledged(scenario: Scenario) -> None:
    told = [talk.say(SHOW_PLAN) for talk in scenario.exporting]
    assert [sent.outcome for sent in told] == [Outcome.ANSWERED] * len(told)
    assert [wrong(talk.sent) for talk in scenario.exporting] == [""] * len(told)
    stored = read(scenario.database)
    assert [difference(talk.sent, talk.turns(stored)) for talk in scenario.exporting] == [""] * 3


def test_no_file_stays_of_an_export_that_was_refused(scenario: Scenario) -> None:
    assert_refused_with_words(scenario.exporting)
    refused = [sent for talk in scenario.exporting for sent in talk.sent if not sent.told]
    assert {sent.text for sent in refused} >= {EXPORT}
    assert scenario.left
    assert all(not left for left in scenario.left)
    assert _on_disk(scenario.files) == _named(scenario.exporting)


def _planned(url: str) -> OverRest:
    talk = OverRest(url)
    for text in (TIPS, ADD, ADD_ANOTHER):
        assert talk.say(text).outcome is Outcome.ANSWERED
    return talk


def _fill_for_a_while(ran: Scenario, disk: Path) -> None:
    load = ran.load
    load.goes_on()
    with filled(disk):
        load.wait(lambda: load.refusals() >= REFUSALS)
        for talk in ran.exporting:
            _export_until(Outcome.REFUSED, talk)
            ran.left.append(_on_disk(ran.files) - _named(ran.exporting))
    load.goes_on()
    for talk in ran.exporting:
        _export_until(Outcome.ANSWERED, talk)


def _export_until(outcome: Outcome, talk: OverRest) -> None:
    tries = (talk.say(EXPORT).outcome for _ in range(MOST_TRIES))
    assert outcome in tries, f"no export is {outcome.value}"


def _on_disk(files: Path) -> set[str]:
    return {path.name for path in files.glob("*")}


def _named(talks: list[OverRest]) -> set[str]:
    """The folders of files that replies name."""
    told = " ".join(text for talk in talks for sent in talk.sent for text in sent.told)
    return set(re.findall(r"/files/([\w-]+)/", told))
