"""Made-up handbooks of a company's offices: as many passages as wanted, much alike, with a question for each.

A question names an office and a subject; every other passage about the same office or the same subject is a wrong one.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import product
from pathlib import Path

SIZES = {100: (10, 10), 1_000: (32, 32), 10_000: (100, 100)}
THINGS = (
    "parking permit",
    "locker key",
    "visitor badge",
    "first aid kit",
    "spare laptop",
    "train ticket",
    "projector",
    "bicycle repair",
    "meeting room",
    "lunch voucher",
)
ACTIONS = ("lost", "broken", "late", "urgent", "new", "returned", "shared", "old", "expensive", "second")
PLACES = (
    "Lisbon Oslo Nairobi Quito Hanoi Dublin Lima Cairo Perth Zagreb Turin Bergen Accra Bogota Seoul Cork Cusco Luxor "
    "Darwin Split Genoa Malmo Lagos Cali Busan Galway Tacna Aswan Hobart Zadar Siena Umea Kumasi Medellin Daegu Sligo "
    "Piura Giza Cairns Osijek Parma Lund Tema Pasto Ulsan Kerry Ica Minya Albury Pula"
)


@dataclass(frozen=True)
class Planted:
    """A question and what only the right answer says."""

    question: str
    says: str


def write(folder: Path, passages: int) -> list[Planted]:
    """Write handbooks of so many passages (a key of `SIZES`) into `folder`; gives a question for the first hundred."""
    offices, subjects = SIZES[passages]
    for place in _offices()[:offices]:
        sections = (f"## {subject.capitalize()}\n\n{_text(place, subject)}\n" for subject in _subjects()[:subjects])
        name = place.lower().replace(" ", "-")
        (folder / f"handbook-{name}.md").write_text(f"# Handbook of the {place} office\n\n" + "\n".join(sections))
    return [_planted(place, subject) for place, subject in product(_offices()[:10], _subjects()[:10])]


def _offices() -> list[str]:
    places = PLACES.split()
    return [*places, *(f"North {place}" for place in places)]


def _subjects() -> list[str]:
    """A hundred subjects; the first ten differ in the thing, and in how it is meant."""
    return [f"{ACTIONS[(turn + number) % 10]} {thing}" for turn in range(10) for number, thing in enumerate(THINGS)]


def _text(place: str, subject: str) -> str:
    room, days = _room(place, subject), 3 + (7 * len(subject) + 5 * len(place)) % 60
    return (
        f"In the {place} office, a matter of a {subject} goes to room {room}. "
        f"It is settled there within {days} days, and nobody has to write a letter for it."
    )


def _room(place: str, subject: str) -> str:
    office, number = _offices().index(place), _subjects().index(subject)
    return f"{place[0]}{100 + 10 * office + number % 10}-{number}"


def _planted(place: str, subject: str) -> Planted:
    return Planted(f"which room do i go to in {place.lower()} about a {subject}", f"room {_room(place, subject)}.")
