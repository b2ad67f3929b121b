"""The database: who may read it, what is said if it can't be used, what deleting leaves."""

from __future__ import annotations

import sqlite3
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import URL, Engine
from sqlalchemy.engine.url import make_url
from sqlalchemy.exc import OperationalError

from conversations.engine import UnusableDatabase, create_engine, make, prepare, purge

TABLE = sa.Table("things", sa.MetaData(), sa.Column("id", sa.Integer, primary_key=True))


@pytest.fixture
def engine(tmp_path: Path) -> Engine:
    return create_engine(make_url(f"sqlite:///{tmp_path}/c.db"))


def test_a_table_that_another_server_makes_at_the_same_time_is_no_error(engine: Engine, tmp_path: Path) -> None:
    other = create_engine(make_url(f"sqlite:///{tmp_path}/c.db"))

    @sa.event.listens_for(engine, "before_cursor_execute")
    def other_is_first(connection: Any, cursor: Any, statement: str, *rest: Any) -> None:
        if "CREATE TABLE" in statement:
            TABLE.create(other, checkfirst=True)

    make(engine, TABLE)
    assert sa.inspect(engine).has_table("things")


def test_a_table_that_cannot_be_made_is_an_error(engine: Engine, tmp_path: Path) -> None:
    engine.connect().close()
    read_only = sa.create_engine(f"sqlite:///file:{tmp_path}/c.db?mode=ro&uri=true")
    with pytest.raises(OperationalError, match="readonly"):
        make(read_only, TABLE)


def url(file: Path) -> URL:
    return make_url(f"sqlite:///{file}")


def test_nobody_else_on_the_machine_can_read_it(tmp_path: Path) -> None:
    file = tmp_path / "c.db"
    with sqlite3.connect(file) as older:  # one that was made before, readable by all
        older.execute("PRAGMA journal_mode = WAL")
        older.execute("CREATE TABLE said (text)")
        prepare(url(file))
        kept = sorted(tmp_path.iterdir())
        assert [path.name for path in kept] == ["c.db", "c.db-shm", "c.db-wal"]
        assert [path.stat().st_mode & 0o077 for path in kept] == [0, 0, 0]
    prepare(url(tmp_path / "new.db"))
    assert (tmp_path / "new.db").stat().st_mode & 0o077 == 0


def test_a_damaged_database_is_told_with_the_remedy(tmp_path: Path) -> None:
    file = tmp_path / "c.db"
    file.write_bytes(b"no database " * 1000)
    with pytest.raises(UnusableDatabase) as problem:
        prepare(url(file))
    told = str(problem.value)
    assert "not a database" in told
    assert f"mv {file} {file}.damaged" in told
    assert "\n" not in told


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnusableDatabase, match=r"can't be written .*TANDEM_DB"):
        prepare(url(tmp_path / "nowhere/c.db"))


def test_a_locked_database_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(create_engine, "__kwdefaults__", {"wait": 0.1})
    prepare(url(tmp_path / "c.db"))
    holder = sqlite3.connect(tmp_path / "c.db", isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(UnusableDatabase, match="stop the program that holds it"):
        prepare(url(tmp_path / "c.db"))
    holder.close()


def test_what_was_deleted_is_in_none_of_its_files(engine: Engine, tmp_path: Path) -> None:
    secret = "my-secret-words " * 500  # more than a page
    with engine.begin() as connection:
        connection.execute(sa.text("CREATE TABLE said (text)"))
        connection.execute(sa.text("INSERT INTO said VALUES (:text)"), {"text": secret})
    with engine.begin() as connection:
        connection.execute(sa.text("DELETE FROM said"))
    assert any(b"my-secret" in path.read_bytes() for path in tmp_path.iterdir())
    purge(engine)
    assert [path for path in tmp_path.iterdir() if b"my-secret" in path.read_bytes()] == []


def test_errors_quote_no_messages(engine: Engine) -> None:
    with engine.connect() as connection, pytest.raises(OperationalError) as problem:
        connection.execute(sa.text("INSERT INTO nothing VALUES (:text)"), {"text": "my-secret"})
    assert "my-secret" not in str(problem.value)
