"""Which models are noticed as ones that can't be used."""

from __future__ import annotations

import gzip
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from launch import model_archive
from launch.assistant import ROOT
from launch.model_archive import DamagedModel, check
from tests.launch.archives import archive, cut, packed


@pytest.fixture
def model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    Path("config.yml").write_text("assistant_id: tandem\n")
    return archive(Path("a.tar.gz"))


def test_a_whole_model_passes(model: Path) -> None:
    check(model)


def test_the_trained_model_passes_in_no_time() -> None:
    check(Path("models/tandem.tar.gz"))
    begun = time.process_time()
    check(Path("models/tandem.tar.gz"))
    assert time.process_time() - begun < 0.6  # 0.25 where nothing else runs


@pytest.mark.parametrize("share", [0, 0.0001, 0.01, 0.3, 0.6, 0.9, 0.99, 0.9999])
def test_a_truncated_model_is_noticed(model: Path, share: float) -> None:
    cut(model, share)
    with pytest.raises(DamagedModel, match=r"^a\.tar\.gz is damaged \(it ends too early\)$"):
        check(model)


@pytest.mark.parametrize("lost", range(1, 9))
def test_every_byte_at_the_end_counts(model: Path, lost: int) -> None:
    model.write_bytes(model.read_bytes()[:-lost])
    with pytest.raises(DamagedModel, match="it ends too early"):
        check(model)


def test_random_bytes_are_no_model(model: Path) -> None:
    model.write_bytes(random.Random(1).randbytes(10_000))
    with pytest.raises(DamagedModel, match="it can't be unpacked"):
        check(model)


@pytest.mark.parametrize("place", [0.2, 0.5, 0.8, 0.9999])
def test_a_changed_byte_is_noticed(model: Path, place: float) -> None:
    data = bytearray(model.read_bytes())
    data[int(len(data) * place)] ^= 0x55
    model.write_bytes(data)
    with pytest.raises(DamagedModel, match="is damaged"):
        check(model)


def test_a_whole_archive_of_something_else_is_no_model(model: Path) -> None:
    packed(model, {"README.md": b"hello"})
    with pytest.raises(DamagedModel, match=r"it holds no metadata\.json"):
        check(model)
    model.write_bytes(gzip.compress(b"hello"))
    with pytest.raises(DamagedModel, match="is damaged"):
        check(model)


@pytest.mark.parametrize("content", [b"{", b"\xff\xfe", b"[]", b"", b"null"])
def test_metadata_that_is_none_is_noticed(model: Path, content: bytes) -> None:
    packed(model, {"metadata.json": content})
    with pytest.raises(DamagedModel, match=r"metadata\.json"):
        check(model)


@pytest.mark.parametrize("other", ["starter", None])
def test_another_assistants_model_is_noticed(model: Path, other: str | None) -> None:
    archive(model, assistant_id=other)
    said = r"is another assistant's \(its assistant_id is .*, not 'tandem'\)$"
    with pytest.raises(DamagedModel, match=said):
        check(model)


def test_another_rasas_model_is_noticed(model: Path) -> None:
    archive(model, rasa_open_source_version="3.5.17")
    said = r"was trained by Rasa 3\.5\.17 \(3\.6\.21 is installed\)$"
    with pytest.raises(DamagedModel, match=said):
        check(model)


def test_a_missing_model_is_said_to_be_missing(model: Path) -> None:
    with pytest.raises(DamagedModel, match=r"^b\.tar\.gz isn't there$"):
        check(Path("b.tar.gz"))


def test_a_folder_in_its_place_is_noticed(model: Path) -> None:
    Path("c.tar.gz").mkdir()
    with pytest.raises(DamagedModel, match="Is a directory"):
        check(Path("c.tar.gz"))


def test_rasa_is_not_imported_for_it() -> None:
    heavy = {"rasa", "tensorflow", "numpy"}
    code = f"import {model_archive.__name__}, sys; print(sorted({heavy} & set(sys.modules)))"
    assert subprocess.check_output([sys.executable, "-c", code], cwd=ROOT, text=True) == "[]\n"
