"""PostgreSQL is restarted, stands still, or is gone for a while."""

from __future__ import annotations

import time
from collections.abc import Iterator
from typing import Any

import pytest

from launch.assistant import Assistant
from tests.reliability.checks import check
from tests.reliability.load import Load
from tests.reliability.server import start
from tests.services import running_postgres

STILL = 6.0  # seconds for which it does nothing
REFUSALS = 5


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    with running_postgres(tmp_path_factory.mktemp("postgres")) as running:
        yield running


@pytest.fixture(scope="module")
def address(postgres: Any) -> str:
    where = f"{postgres.host}:{postgres.port}"
    return f"postgresql://{postgres.username}@{where}/{postgres.database}"


@pytest.fixture(scope="module")
def assistant(address: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    with start(tmp_path_factory.mktemp("server"), address) as running:
        yield running


def test_a_restart_of_the_database(postgres: Any, assistant: Assistant, address: str) -> None:
    with Load(assistant.url) as load:
        load.goes_on()
        postgres.restart()
        load.goes_on()
    check(load, address)


def test_a_database_that_stands_still(postgres: Any, assistant: Assistant, address: str) -> None:
    with Load(assistant.url) as load:
        load.goes_on()
        postgres.pause()
        time.sleep(STILL)
        postgres.resume()
        load.goes_on()
    check(load, address)


def test_a_database_that_is_gone(postgres: Any, assistant: Assistant, address: str) -> None:
    with Load(assistant.url) as load:
        load.goes_on()
        postgres.stop()
        load.wait(lambda: load.refusals() >= REFUSALS)
        postgres.start()
        load.goes_on()
    check(load, address)
