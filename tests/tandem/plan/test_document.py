from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from tandem.advice.book import Book
from tandem.advice.profile import Profile
from tandem.advice.read import read
from tandem.phrases import Phrases
from tandem.plan.document import Block, PlanDocument, markdown, pdf


@pytest.fixture(scope="module")
def book() -> Book:
    return read(Path("data/advice"))


@pytest.fixture(scope="module")
def document(book: Book) -> PlanDocument:
    drafts = yaml.safe_load(Path("data/advice/agreement.yml").read_text())
    return PlanDocument(book, json.loads(json.dumps(drafts)), Phrases.load("data/phrases"))


def written(document: PlanDocument, book: Book, profile: Profile) -> str:
    return markdown(document.blocks([book.practices["lead-review"], book.practices["icp"]], profile)).decode()


def test_the_plan_holds_practices_agreement_stages_and_numbers(document: PlanDocument, book: Book) -> None:
    text = written(document, book, Profile(size="mid", people=40, market="b2b", records="crm"))
    assert text.startswith("# Our plan for sales and marketing\n\nMade for: you are 40 people")
    assert "## 1. Monthly look at real leads together" in text
    assert "draft of a service-level agreement" in text
    assert "- MQL (marketing qualified lead)" in text
    assert "## Numbers to watch\n\n- Changes to targeting or criteria per review; acceptance rate." in text


@pytest.mark.parametrize(
    ("profile", "agreement", "stage"),
    [
        (Profile(size="solo"), "A promise to yourself", "Quote: I made a concrete offer."),
        (Profile(size="mid", market="shop"), "Marketing tells shop staff", "Repeat purchase: bought again."),
        (Profile(), "service-level agreement", "SAL (sales accepted lead)"),
    ],
)
def test_drafts_fit_the_company(
    document: PlanDocument, book: Book, profile: Profile, agreement: str, stage: str
) -> None:
    text = written(document, book, profile)
    assert agreement in text
    assert stage in text


def test_the_pdf_takes_any_letters_and_many_pages() -> None:
    blocks = [Block("title", "Żółć, Ωmega, “quotes” and — dashes"), *[Block("point", "word " * 60)] * 60]
    content = pdf(blocks)
    assert content.startswith(b"%PDF-")
    assert content.count(b"/Type /Page\n") > 1
