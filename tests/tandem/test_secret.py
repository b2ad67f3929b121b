from __future__ import annotations

from pathlib import Path

from tandem import secret


def test_it_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    made = secret.load_or_create(tmp_path)
    assert len(made) >= 32
    assert secret.load_or_create(tmp_path) == made
    assert (tmp_path / secret.NAME).stat().st_mode & 0o077 == 0
