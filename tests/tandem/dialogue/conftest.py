"""The whole core, as actions use it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from tandem.advice import questions as advice_questions
from tandem.advice.adviser import Adviser
from tandem.advice.book import Book
from tandem.assessment.assessor import Assessor
from tandem.assessment.questionnaire import Questionnaire
from tandem.assessment.result import Result
from tandem.dialogue import Advisor
from tandem.dialogue.desk import Desk
from tandem.documents.knowledge import Knowledge
from tandem.files import Files
from tandem.metrics.catalog import Catalog
from tandem.metrics.figurer import Figurer
from tandem.metrics.funnelling import FunnelCheck
from tandem.phrases import Phrases
from tandem.plan.document import PlanDocument
from tandem.plan.planner import Planner

MODELS = Path("models")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    phrases = Phrases.load("data/phrases")
    files = Files(tmp_path_factory.mktemp("files"))
    book, knowledge = Book.load(MODELS / "advice.json"), Knowledge.load(MODELS / "knowledge.json")
    questionnaire = Questionnaire.load(MODELS / "assessment.json")
    catalog = Catalog.load(MODELS / "metrics.json")
    document = PlanDocument.load(MODELS / "agreement.json", book, phrases)
    return Desk(
        Advisor(knowledge, phrases, openers=yaml.safe_load(Path("data/openers.yml").read_text())),
        Adviser(book, advice_questions.load(Path("data/advice/questions.yml")), phrases),
        Assessor(questionnaire, Result(questionnaire, book, phrases, files), phrases),
        Figurer(catalog, knowledge, FunnelCheck(catalog, book, phrases, files), phrases),
        Planner(book, document, phrases, files),
        phrases,
    )
