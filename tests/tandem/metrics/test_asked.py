from __future__ import annotations

import pytest

from tandem.metrics import asked

ASKED = {
    asked.formula: [
        "how do i calculate it",
        "how is that computed?",
        "formula?",
        "whats the formula for that",
        "how to calculate",
        "and how would you work it out",
        "how do i actually figure that out for my company",
    ],
    asked.result: [
        "calculate it for me",
        "ok can you work it out",
        "please compute that",
        "work out ours",
        "let's do it",
    ],
    asked.worth: [
        "what is a good one",
        "whats a good value",
        "and what should it be?",
        "is that good?",
        "what's normal",
        "is 2% good?",
        "so is $500 too high",
    ],
    None: [
        "how do you measure success with customers in europe",
        "how do they measure success?",
        "how do they work this out between them when they disagree",
        "how do you determine it's a good lead",
        "can you do that without a crm?",
        "do that many companies do it?",
        "what should our goal be?",
        "is 5 people ok for a team?",
        "is it normal that sales and marketing fight?",
        "is 10 reps too high?",
        "is that a lot of work",
        "what is marketing",
        "why does it matter",
        "who does it",
    ],
}
JUDGED = ["is that good?", "so is this a lot", "good or bad?", "how bad is that", "isnt that high??", "is 5 % good?"]
NOT_JUDGED = ["that is good, thanks", "what is a good lead?"]
ASIDE = [
    "one moment please",
    "what is a good one",
    "is 2% good",
    "we are 12 people",
    "3 people work in sales",
    "i have 1 question",
]
ANSWERS = ["40", "about 40", "40 people", "we're at 40", "we won 40", "how about 40?", "one", "40 i think"]


@pytest.mark.parametrize(("meant", "text"), [(meant, text) for meant, texts in ASKED.items() for text in texts])
def test_one_thing_is_asked_or_none(meant: object, text: str) -> None:
    found = [ask for ask in (asked.formula, asked.result, asked.worth) if ask(text)]
    assert found == ([meant] if meant else [])


@pytest.mark.parametrize(("text", "judged"), [*((t, True) for t in JUDGED), *((t, False) for t in NOT_JUDGED)])
def test_after_a_figure_it_is_asked_in_any_words_what_to_think_of_it(text: str, judged: bool) -> None:
    assert asked.judges(text) == judged


@pytest.mark.parametrize(("text", "aside"), [*((t, True) for t in ASIDE), *((t, False) for t in ANSWERS)])
def test_a_number_answers_or_is_said_aside(text: str, aside: bool) -> None:
    assert asked.speaks_aside(text) == aside
