from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks import handbook
from tandem.documents.folder import read_folder
from tandem.documents.reader import Reader


def test_it_is_read_as_so_many_passages(tmp_path: Path, reader: Reader) -> None:
    handbook.write(tmp_path, 100)
    found, problems = read_folder(tmp_path, reader)
    assert (len(found), problems) == (100, [])


@pytest.mark.parametrize("size", [100, 1_000])
def test_each_question_has_one_answer(tmp_path: Path, size: int) -> None:
    planted = handbook.write(tmp_path, size)
    told = "".join(path.read_text() for path in tmp_path.iterdir())
    assert len(planted) == 100
    assert [told.count(question.says) for question in planted] == [1] * 100
