"""What is asked of the company, and which answer was meant."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from tandem.advice.listen import facts
from tandem.dialogue import pick
from tandem.dialogue.message import Message

SYMPTOMS = "symptoms"
FILLERS = frozenset(
    {"we", "our", "its", "it", "is", "a", "an", "the", "about", "in", "to", "use", "have", "sell", "mostly"}
)


@dataclass(frozen=True)
class Choice:
    """An answer to choose: what it means, how it is offered, and other ways to say it."""

    value: str
    title: str
    says: tuple[str, ...] = ()


@dataclass(frozen=True)
class Asked:
    """A question about a fact of the company."""

    fact: str
    ask: str
    choices: tuple[Choice, ...]

    def answer(self, message: Message) -> dict[str, Any]:
        """The facts that `message` gives as an answer to this question; empty where it gives none."""
        if value := self._chosen(message.text):
            return {self.fact: (value,) if self.fact == SYMPTOMS else value}
        return facts(message, asked=self.fact)

    def _chosen(self, text: str) -> str:
        """The value whose title or another way to say it is all that `text` says; or the one named by its number."""
        said = bare(text)
        for choice in self.choices:
            if said in map(bare, (choice.title, *choice.says)):
                return choice.value
        place = pick.place(text) if self.fact != "size" else None
        index = place.among(len(self.choices)) if place else None
        return "" if index is None else self.choices[index].value


def load(file: Path) -> Mapping[str, Asked]:
    """The questions by fact."""
    rows = yaml.safe_load(file.read_text(encoding="utf-8"))
    return {fact: Asked(fact, row["ask"], tuple(_choice(c) for c in row["choices"])) for fact, row in rows.items()}


def _choice(row: Mapping[str, Any]) -> Choice:
    return Choice(row["value"], row["title"], tuple(row.get("says", ())))


def bare(text: str) -> str:
    """The words of `text` alone, in lower case, without a leading article or "it's"."""
    words = re.findall(r"\w+", text.lower().replace("'", ""))
    first = next((place for place, word in enumerate(words[:-1]) if word not in FILLERS), -1)
    return " ".join(words[first:])
