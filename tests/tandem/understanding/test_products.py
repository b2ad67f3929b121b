from __future__ import annotations

import numpy as np
import pytest

from tandem.understanding.products import product


@pytest.mark.parametrize("rows", [0, 1, 3, 40])
def test_is_the_matrix_product(rows: int) -> None:
    random = np.random.default_rng(0)
    few, matrix = random.normal(size=(rows, 5)), random.normal(size=(5, 7))
    assert product(few, matrix).shape == (rows, 7)
    assert np.allclose(product(few, matrix), few @ matrix)
