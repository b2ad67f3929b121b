"""One server a database."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy.engine import URL
from sqlalchemy.engine.url import make_url

from conversations.claim import Claim, DatabaseInUse
from tests.services import Postgres, running_postgres

HOLD = """
import sys, time
from sqlalchemy.engine.url import make_url
from conversations.claim import Claim
claim = Claim(make_url(sys.argv[1]), shared=False)
claim.take()
print("held", flush=True)
time.sleep(60)
"""


@pytest.fixture(scope="module")
def postgres(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    with running_postgres(tmp_path_factory.mktemp("postgres")) as running:
        yield running


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> URL:
    if request.param == "sqlite":
        return make_url(f"sqlite:///{tmp_path}/c.db")
    return make_url(request.getfixturevalue("postgres").url)


def test_a_second_server_is_refused_until_the_first_lets_go(url: URL) -> None:
    first, second = Claim(url, shared=False), Claim(url, shared=False)
    first.take()
    with pytest.raises(DatabaseInUse, match=r"Another Tandem uses .*TANDEM_DB.*TANDEM_REDIS"):
        second.take(seconds=0.3)
    first.release()
    second.take(seconds=0)
    second.release()


def test_servers_that_share_a_redis_share_the_database_with_nobody_else(url: URL) -> None:
    one, other, alone = Claim(url, shared=True), Claim(url, shared=True), Claim(url, shared=False)
    one.take()
    other.take(seconds=0)
    with pytest.raises(DatabaseInUse):
        alone.take(seconds=0.3)
    one.release()
    other.release()


def test_a_killed_server_holds_nothing(url: URL) -> None:
    command = [sys.executable, "-W", "ignore", "-c", HOLD, url.render_as_string(hide_password=False)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(DatabaseInUse):
            Claim(url, shared=False).take(seconds=0)
        holder.kill()
    claim = Claim(url, shared=False)
    claim.take()
    claim.release()


def test_it_is_taken_again_after_the_database_was_restarted(postgres: Postgres) -> None:
    claim = Claim(make_url(postgres.url), shared=False)
    claim.take()
    postgres.restart()
    claim.check()
    with pytest.raises(DatabaseInUse):
        Claim(make_url(postgres.url), shared=False).take(seconds=0.3)
    claim.release()
