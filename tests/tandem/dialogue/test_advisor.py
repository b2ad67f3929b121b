"""The conversation without Rasa: understood messages in, replies out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from tandem.dialogue import Advisor, Context, Hit, Message, Question
from tandem.documents.knowledge import Knowledge
from tandem.phrases import Phrases
from tandem.reply import Reply, Suggestion


@pytest.fixture(scope="module")
def advisor(knowledge: Knowledge) -> Advisor:
    return Advisor(knowledge, Phrases.load("data/phrases"), openers=["how-to-align/the-first-steps"])


def asked(
    *units: str, decision: str = "answer", sides: str = "", intent: str = "ask_document", text: str = "some question"
) -> Message:
    hits = tuple(Hit(unit, 0.5) for unit in units)
    return Message(text, intent, (Question(text, decision, hits, frozenset(sides.split())),))


def only(advisor: Advisor, message: Message, context: Context | None = None) -> Reply:
    (reply,), _ = advisor.respond(message, context or Context())
    return reply


def test_one_side_when_one_is_named(advisor: Advisor) -> None:
    reply = only(advisor, asked("focus", sides="sales"))
    assert (reply.kind, reply.sources[0].section) == ("answer", "Focus > Sales")


@pytest.mark.parametrize("sides", ["", "marketing sales"])
def test_both_sides_else(advisor: Advisor, sides: str) -> None:
    reply = only(advisor, asked("focus", sides=sides))
    assert [column.title for column in reply.columns] == ["Marketing", "Sales"]


def test_suggestions_lead_on_and_are_not_what_was_just_told(advisor: Advisor) -> None:
    reply = only(advisor, asked("focus", sides="sales"))
    titles = [s.title for s in reply.suggestions]
    assert titles[0] == "What does marketing focus on?"
    assert "What does sales focus on?" not in titles


def test_several_readings_are_offered(advisor: Advisor) -> None:
    message = asked(
        "what-marketing-is/lead-generation", "lead-stages/lead", "how-to-align/the-first-steps", decision="ask"
    )
    reply = only(advisor, message)
    assert (reply.kind, len(reply.suggestions), reply.sources) == ("choice", 3, ())


def test_declining_names_no_source_and_offers_openers(advisor: Advisor) -> None:
    reply = only(advisor, asked("focus", decision="decline"))
    assert (reply.kind, reply.sources) == ("decline", ())
    assert [s.title for s in reply.suggestions] == ["How do I align sales and marketing?"]


def test_an_offer_is_taken_up_by_its_words_its_number_or_its_place(advisor: Advisor) -> None:
    offers = (
        Suggestion("What is a lead?", "lead-stages/lead"),
        Suggestion("What is churn?", "metrics-explained/churn"),
    )
    for text in ("what is churn", "2", "the second one"):
        reply = only(advisor, asked(decision="decline", text=text), Context(offered=offers))
        assert reply.sources[0].passage == "metrics-explained/churn"


def test_yes_takes_up_the_only_offer(advisor: Advisor) -> None:
    offered = (Suggestion("What is a lead?", "lead-stages/lead"),)
    reply = only(advisor, Message("yes", "affirm", ()), Context(offered=offered))
    assert reply.sources[0].passage == "lead-stages/lead"


def test_more_ends_when_all_of_a_document_was_told(advisor: Advisor, knowledge: Knowledge) -> None:
    seen = tuple(p.id for p in knowledge.passages if p.file == "lead-stages.md")
    reply = only(advisor, Message("more", "follow_up_more", ()), Context(shown=seen[:1], seen=seen))
    assert (reply.kind, reply.sources) == ("notice", ())


def test_a_context_of_another_shape_is_a_new_conversation() -> None:
    assert Context.from_dict("nonsense") == Context()
    assert Context.from_dict({"offered": [{"title": "a"}]}) == Context()
    told = Context(("a",), ("a", "b"), (Suggestion("Q?", "c"),), ("d",))
    assert Context.from_dict(told.to_dict()) == told


def test_hits_in_another_version_of_the_documents_are_not_answered_from(advisor: Advisor) -> None:
    reply = only(advisor, replace(asked("gone/for-good", "metrics-explained/churn"), version="another"))
    assert (reply.kind, reply.sources) == ("notice", ())
    assert "changed while I was running" in reply.text


def both(*decisions: str) -> Message:
    units = ("lead-stages/lead", "metrics-explained/churn")
    rows = (Question("some question", d, (Hit(u, 0.5),)) for u, d in zip(units, decisions))
    return Message("some question", "ask_document", tuple(rows))


def test_a_second_reading_is_not_offered_again_and_is_not_what_follow_ups_mean(advisor: Advisor) -> None:
    (_, second), context = advisor.respond(both("answer", "also"), Context())
    assert second.text.startswith("You may also mean")
    assert "metrics-explained/churn" not in [s.passage for s in second.suggestions]
    assert (context.shown, "metrics-explained/churn" in context.seen) == (("lead-stages/lead",), True)


@pytest.mark.parametrize("decisions", [("answer", "decline"), ("decline", "answer")])
def test_the_source_of_what_was_answered_beside_a_decline(advisor: Advisor, decisions: tuple[str, str]) -> None:
    replies, context = advisor.respond(both(*decisions), Context())
    assert [bool(r.suggestions) for r in replies] == [False, True]
    assert only(advisor, Message("source?", "follow_up_source", ()), context).kind == "source"


def test_after_a_decline_a_place_means_an_offer(advisor: Advisor) -> None:
    _, listed = advisor.respond(asked("why-work-together/the-four-reasons"), Context())
    _, declined = advisor.respond(asked(decision="decline"), listed)
    reply = only(advisor, Message("the first one", "follow_up_pick", ()), declined)
    assert reply.sources[0].passage == declined.offered[0].passage


def test_suggestions_never_run_dry_nor_repeat_what_was_told(advisor: Advisor, knowledge: Knowledge) -> None:
    context, told = Context(), ["lead-stages/lead"]
    for _ in range(20):
        passage = knowledge.get(told[-1])
        assert passage
        replies, context = advisor.respond(asked(knowledge.unit_of(passage)), context)
        told += context.shown
        offered = [s.passage for s in replies[-1].suggestions]
        assert offered
        assert not set(offered) & set(told)
        told.append(offered[0])
