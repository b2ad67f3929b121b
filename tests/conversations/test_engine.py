"""Tables that are made where they are missing."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.engine.url import make_url
from sqlalchemy.exc import OperationalError

from conversations.engine import create_engine, make

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
