"""Documents, domain, rules and training data agree; no list is kept by hand in two places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from tandem.advice.profile import FACTS
from tandem.documents.knowledge import Knowledge
from tandem.language import Terms
from tandem.understanding.intents import SYMPTOM, TROUBLE


def load(path: str) -> Any:
    return yaml.safe_load(Path(path).read_text(encoding="utf-8"))


def training() -> list[dict[str, Any]]:
    return [row for path in sorted(Path("data/nlu").glob("*.yml")) for row in load(str(path))["nlu"]]


def test_intents_of_documents_training_data_rules_and_domain_are_the_same(knowledge: Knowledge) -> None:
    declared = set(load("domain.yml")["intents"])
    in_rules = {
        either["intent"]
        for rule in load("data/rules/conversation.yml")["rules"]
        for either in rule["steps"][0].get("or", rule["steps"][:1])
    }
    assert {row["intent"] for row in training()} == declared
    assert in_rules == declared
    assert {p.intent for p in knowledge.passages} <= declared


def test_each_question_intent_is_named_by_a_document_or_declined(knowledge: Knowledge) -> None:
    asked = {row["intent"] for row in training() if (row.get("metadata") or {}).get("answer")}
    assert asked - {TROUBLE} == {p.intent for p in knowledge.passages}


def test_every_training_answer_is_a_passage_or_topic_with_the_same_intent(knowledge: Knowledge) -> None:
    for row in training():
        if (answer := (row.get("metadata") or {}).get("answer")) and row["intent"] != TROUBLE:
            assert answer in knowledge.units, answer
            assert row["intent"] == knowledge.units[answer][0].intent, answer


def test_every_passage_has_training_questions(knowledge: Knowledge) -> None:
    asked = {(row.get("metadata") or {}).get("answer") for row in training()}
    assert set(knowledge.units) <= asked


def test_every_symptom_has_training_examples_and_none_is_unknown() -> None:
    told = {row["metadata"]["answer"] for row in training() if row["intent"] == TROUBLE}
    assert told == {SYMPTOM + symptom["id"] for symptom in load("data/advice/symptoms.yml")}


def test_what_is_asked_of_a_company_are_the_facts_that_advice_knows() -> None:
    questions = load("data/advice/questions.yml")
    values = {fact: tuple(choice["value"] for choice in row["choices"]) for fact, row in questions.items()}
    symptoms = {symptom["id"] for symptom in load("data/advice/symptoms.yml")}
    assert set(values.pop("symptoms")) <= symptoms
    assert {fact: set(given) for fact, given in values.items()} == {fact: set(known) for fact, known in FACTS.items()}


def test_every_metric_that_is_computed_is_defined_by_a_document(knowledge: Knowledge) -> None:
    for metric in load("data/advice/metrics.yml")["metrics"]:
        assert knowledge.get(f"metrics-explained/{metric['passage']}"), metric["id"]


def test_entities_of_terms_and_domain_are_the_same(terms: Terms) -> None:
    quantities = {"size", "amount", "percent", "duration"}
    declared = set(load("domain.yml")["entities"])
    assert declared == (set(terms) - {"facet"}) | quantities | {"topic"}
    extractor = next(c for c in load("config.yml")["pipeline"] if c["name"] == "SpacyEntityExtractor")
    assert set(extractor["dimensions"]) == declared


def test_reported_questions_are_not_trained_on() -> None:
    def bare(text: str) -> str:
        return " ".join("".join(c for c in text.lower() if c.isalnum() or c == " ").split()) or text

    trained = {bare(line[2:]) for row in training() for line in row["examples"].splitlines()}
    sets = ("", "troubles-")
    heldout, developed = (
        {bare(row["q"]) for name in sets for row in load(f"benchmarks/questions/{name}{kind}.yml")}
        for kind in ("heldout", "development")
    )
    assert heldout & trained == set()
    assert heldout & developed == set()


def test_the_held_out_set_is_large_enough() -> None:
    kinds = [row["kind"] for row in load("benchmarks/questions/heldout.yml")]
    assert len(kinds) >= 850
    assert kinds.count("near") >= 190
    assert kinds.count("far") >= 110
