"""The kinds of intents: questions, those that no passage answers, troubles, and what steers the conversation."""

from __future__ import annotations

QUESTION = "ask_"
UNCOVERED = frozenset({"ask_uncovered", "out_of_scope"})
TROUBLE = "tell_problem"
SYMPTOM = "symptom/"  # before the id, in the labels of what is told with the intent TROUBLE


def is_question(intent: str) -> bool:
    """Whether passages answer questions of this intent."""
    return intent.startswith(QUESTION) and intent not in UNCOVERED


def steers(intent: str) -> bool:
    """Whether messages of this intent ask nothing of the documents: greetings, follow-ups, yes and no."""
    return not is_question(intent) and intent not in UNCOVERED and intent != TROUBLE
