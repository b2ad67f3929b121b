"""All that is kept of a conversation, as Rasa's slots hold it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from tandem.advice.state import Advice
from tandem.assessment.state import Assessment
from tandem.dialogue.context import Context
from tandem.metrics.state import Figures
from tandem.plan.state import Plan


@dataclass(frozen=True)
class Session:
    """A conversation; each attribute is a slot.

    Attributes:
        context: what was told from documents, and offered.
        advice: the company, and the tips it was given.
        assessment: the answers to the self-assessment.
        figures: the metric that is being worked out.
        plan: the practices that were taken up.
        task: which of these has an open question: "advice", "assessment", "figures", or "" for none.
    """

    context: Context = field(default_factory=Context)
    advice: Advice = field(default_factory=Advice)
    assessment: Assessment = field(default_factory=Assessment)
    figures: Figures = field(default_factory=Figures)
    plan: Plan = field(default_factory=Plan)
    task: str = ""

    @classmethod
    def from_slots(cls, slots: Mapping[str, Any]) -> Session:
        """The conversation as the slots hold it."""
        return cls(
            Context.from_dict(slots.get("context")),
            Advice.from_dict(slots.get("advice")),
            Assessment.from_dict(slots.get("assessment")),
            Figures.from_dict(slots.get("figures")),
            Plan.from_dict(slots.get("plan")),
            slots.get("task") or "",
        )

    def to_slots(self) -> dict[str, Any]:
        """The slots that hold the conversation."""
        values = {slot.name: getattr(self, slot.name) for slot in fields(self)}
        return {name: value if isinstance(value, str) else value.to_dict() for name, value in values.items()}
