from __future__ import annotations

from pathlib import Path

import pytest

from tandem.files import Files


def test_a_file_is_kept_at_an_address_of_its_own_and_removed_by_it(tmp_path: Path) -> None:
    files = Files(tmp_path, url="http://here")
    one, other = (files.keep("plan.md", content) for content in (b"1", b"2"))
    assert Path(one.path).read_bytes() == b"1"
    files.remove(one.url)
    assert not Path(one.path).exists()
    assert Path(other.path).exists()


@pytest.mark.parametrize("address", ["", "/files/", "/files/../x", "/files/../../etc/passwd", "http://here/plan.md"])
def test_an_address_of_nothing_removes_nothing(tmp_path: Path, address: str) -> None:
    folder = tmp_path / "files"
    kept = Files(folder).keep("plan.md", b"1")
    (tmp_path / "x").mkdir()
    Files(folder).remove(address)
    assert Path(kept.path).exists()
    assert (tmp_path / "x").exists()
