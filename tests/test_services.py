"""The servers that other tests count on."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import psycopg2
import pytest

from tests import services
from tests.services import Postgres, running_postgres


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Postgres]:
    with running_postgres(tmp_path_factory.mktemp("postgres")) as running:
        yield running


def ask(server: Postgres, query: str) -> list[tuple]:
    connection = server.connect(connect_timeout=10)
    with closing(connection), connection, connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall() if cursor.description else []


def test_it_answers_in_unicode_whoever_runs_the_tests(server: Postgres) -> None:
    assert ask(server, "SELECT current_user, '€'::text, current_setting('server_encoding')") == [
        (server.username, "€", "UTF8")
    ]


def test_a_row_outlives_a_restart_and_connections_do_not(server: Postgres) -> None:
    ask(server, "CREATE TABLE kept (what text)")
    ask(server, "INSERT INTO kept VALUES ('a row')")
    port = server.port
    with closing(server.connect()) as connection, connection.cursor() as cursor:
        server.restart()
        with pytest.raises(psycopg2.OperationalError):
            cursor.execute("SELECT 1")
    assert server.port == port
    assert ask(server, "SELECT what FROM kept") == [("a row",)]


def test_it_can_be_away_for_a_while(server: Postgres) -> None:
    server.stop()
    with pytest.raises(psycopg2.OperationalError, match="refused"):
        server.connect()
    server.stop()
    server.start()
    assert ask(server, "SELECT 1") == [(1,)]


def test_paused_it_answers_nobody_and_resumed_all(server: Postgres) -> None:
    with closing(server.connect()) as connection, connection.cursor() as cursor:
        server.pause()
        with pytest.raises(psycopg2.OperationalError, match="timeout"):
            server.connect(connect_timeout=2)
        server.resume()
        cursor.execute("SELECT 2")
        assert cursor.fetchall() == [(2,)]
    assert ask(server, "SELECT 1") == [(1,)]


def test_it_ends_while_paused_and_leaves_no_files(tmp_path: Path) -> None:
    with running_postgres(tmp_path) as server:
        assert server._place.is_dir()
        server.pause()
    assert not server._place.exists()
    with pytest.raises(psycopg2.OperationalError):
        server.connect()


def test_a_missing_server_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    monkeypatch.setattr(services.Path, "glob", lambda *arguments: iter(()))
    to_do = "apt-get install postgresql"
    with pytest.raises(AssertionError, match=to_do), running_postgres(tmp_path):
        pass


def test_it_runs_as_somebody_else_than_root(server: Postgres) -> None:
    assert server._process is not None
    assert Path(f"/proc/{server._process.pid}").stat().st_uid != 0
