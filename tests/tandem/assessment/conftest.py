from __future__ import annotations

from pathlib import Path

import pytest

from tandem import checked
from tandem.advice.read import read as read_advice
from tandem.assessment.questionnaire import Questionnaire, read


@pytest.fixture(scope="session")
def questionnaire() -> Questionnaire:
    """The project's own questionnaire."""
    folder = Path("data/advice")
    return read(folder / "assessment.yml", checked.schemas(folder / "schema.yml"), read_advice(folder).practices)
