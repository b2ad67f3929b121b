"""What is built replaces what was there only when all of it is built."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from tandem import atomic, build


@pytest.fixture
def models(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of what was built from copies of the project's documents and advice."""
    for name in ("documents", "advice"):
        shutil.copytree(Path("data") / name, tmp_path / name)
    options = {name: str(tmp_path / name) for name in ("documents", "advice", "models")}
    arguments = [f"--{name}={place}" for name, place in options.items()]
    monkeypatch.setattr("sys.argv", ["tandem.build", *arguments])
    assert build.main() == 0
    return tmp_path / "models"


def content(folder: Path) -> dict[Path, bytes]:
    return {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_a_build_is_the_same_each_time_and_one_that_fails_late_changes_nothing(models: Path) -> None:
    first = content(models)
    assert atomic.find_damaged(models) is None
    assert {models / "knowledge.json", models / "index/vectors.npz"} < set(first)
    assert build.main() == 0
    assert content(models) == first
    (models.parent / "documents/new.md").write_text("# New\n\n## Thing\n\nA thing is new here.\n")
    (models.parent / "advice/metrics.yml").write_text("nonsense: true\n")
    assert build.main() == 1
    assert content(models) == first
