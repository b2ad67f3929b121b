"""Files are in their places whole or not at all."""

from __future__ import annotations

import contextlib
import subprocess
import sys
from pathlib import Path

import pytest

from tandem import atomic

HOLDS = """
import pathlib, sys
from tandem import atomic
with atomic.staging_folder(pathlib.Path(sys.argv[1])) as folder:
    print(folder, flush=True)
    sys.stdin.read()
"""


def put(folder: Path, **files: str) -> None:
    with atomic.staging_folder(folder) as built:
        for name, text in files.items():
            path = built / name.replace("_", "/")
            path.parent.mkdir(exist_ok=True)
            path.write_text(text)
        atomic.publish(built, folder, last="b")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_what_is_built_aside_is_put_in_place(tmp_path: Path) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "a/x").write_text("old")
    put(tmp_path, a_x="new", b="1")
    assert (tmp_path / "a/x").read_text() == "new"
    assert (tmp_path / "b").read_text() == "1"
    assert names(tmp_path) == ["a", "b", atomic.DIGESTS]
    assert atomic.find_damaged(tmp_path) is None


def test_the_last_comes_last(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    order: list[str] = []
    monkeypatch.setattr(atomic, "move", lambda file, place: order.append(place.name))
    put(tmp_path, a="1", b="2", c="3")
    assert order == ["a", "c", atomic.DIGESTS, "b"]


def test_nothing_changes_when_the_work_fails(tmp_path: Path) -> None:
    put(tmp_path, b="old")
    with contextlib.suppress(KeyboardInterrupt), atomic.staging_folder(tmp_path) as built:
        (built / "b").write_text("ne")
        raise KeyboardInterrupt
    assert (tmp_path / "b").read_text() == "old"
    assert names(tmp_path) == ["b", atomic.DIGESTS]


def test_files_get_the_rights_of_any_new_file(tmp_path: Path) -> None:
    put(tmp_path, a_x="1", b="2")
    (tmp_path / "usual").touch()
    assert (tmp_path / "b").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("change", ["", "12", "2"])
def test_a_change_is_noticed(tmp_path: Path, change: str) -> None:
    put(tmp_path, a_x="1", b="1")
    (tmp_path / "a/x").write_text(change)
    assert atomic.find_damaged(tmp_path) == tmp_path / "a/x"


def test_a_missing_file_is_noticed(tmp_path: Path) -> None:
    put(tmp_path, b="1")
    (tmp_path / "b").unlink()
    assert atomic.find_damaged(tmp_path) == tmp_path / "b"


@pytest.mark.parametrize("content", [b"", b"ab", b"\xff\xfe\n", b"\0"])
def test_damaged_digests_are_noticed(tmp_path: Path, content: bytes) -> None:
    put(tmp_path, b="1")
    (tmp_path / atomic.DIGESTS).write_bytes(content)
    assert atomic.find_damaged(tmp_path) == tmp_path / atomic.DIGESTS


def test_what_a_killed_process_left_is_removed_but_not_what_one_works_in(tmp_path: Path) -> None:
    command, pipe = [sys.executable, "-c", HOLDS, str(tmp_path)], subprocess.PIPE
    with subprocess.Popen(command, stdin=pipe, stdout=pipe, text=True) as other:
        assert other.stdout
        used = Path(other.stdout.readline().strip())
        with atomic.staging_folder(tmp_path):
            assert used.is_dir()
        other.kill()
        other.wait()
        assert used.is_dir()
        with atomic.staging_folder(tmp_path) as folder:
            assert sorted(tmp_path.iterdir()) == [folder]
    assert list(tmp_path.iterdir()) == []
