"""How well questions are answered and declined: Tandem beside Rasa's default pipeline and nearest-passage retrieval.

.venv/bin/python -m benchmarks.answers                          the held-out questions and the 93 facts
.venv/bin/python -m benchmarks.answers --questions development  while developing; never report these
  ... --questions development --only tandem --errors            also list what went wrong
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.results import RESULTS, Row, keep
from benchmarks.scoring import KINDS, Answer, Scoring, coverage, questions, shares
from launch.assistant import Assistant
from tandem.documents.knowledge import Knowledge
from tandem.encoder import Encoder

Ask = Callable[[str], Answer]
Results = dict[str, dict[str, tuple[int, int]]]
SYSTEMS = ("tandem", "nearest", "rasa-default")
NAMES = {"tandem": "Tandem", "nearest": "nearest passage", "rasa-default": "Rasa default"}


def main() -> None:
    """Ask every system every question and print a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--questions", default="heldout", choices=["heldout", "development"])
    parser.add_argument("--only", choices=SYSTEMS, action="append")
    parser.add_argument("--epochs", type=int, default=10, help="training epochs of Rasa's default pipeline")
    parser.add_argument("--errors", action="store_true")
    options = parser.parse_args()
    if options.errors and options.questions == "heldout":
        parser.error("the errors of held-out questions are not to be looked at; add --questions development")
    asked = {options.questions: questions(f"{options.questions}.yml"), "facts": coverage()}
    scoring = Scoring(Knowledge.load("models/knowledge.json"))
    results: Results = {}
    for name in options.only or SYSTEMS:
        with _system(name, options.epochs) as ask:
            for label, rows in asked.items():
                judged = [(row, scoring.right(row, ask(row["q"]))) for row in rows]
                results[f"{NAMES[name]}, {label}"] = shares(judged)
                if options.errors:
                    print(*(f"{name}: {row}" for row, right in judged if not right), sep="\n")
    keep(f"answers-{options.questions}", _rows(results))


@contextmanager
def _system(name: str, epochs: int) -> Iterator[Ask]:
    knowledge = Knowledge.load("models/knowledge.json")
    if name == "tandem":
        from benchmarks.systems import tandem

        with tempfile.TemporaryDirectory() as folder, Assistant.keeping_all_in(Path(folder)) as assistant:
            yield lambda text: tandem.answer(assistant.url, text)
    elif name == "nearest":
        from benchmarks.systems.nearest import Nearest

        nearest = Nearest(knowledge, Encoder("models/encoder"))
        nearest.tune(questions("development.yml"))
        yield nearest.answer
    else:
        from benchmarks.systems.rasa_default import RasaDefault

        yield RasaDefault(RESULTS, knowledge, epochs=epochs).answer


def _rows(results: Results) -> list[Row]:
    heads = {"in": "answered right", "near": "near topic declined", "far": "far declined"}
    return [
        {"system, questions": label, **{heads[kind]: _cell(counts[kind]) for kind in KINDS}}
        for label, counts in results.items()
    ]


def _cell(count: tuple[int, int]) -> str:
    good, total = count
    return f"{100 * good / total:.1f} % of {total}" if total else "-"


if __name__ == "__main__":
    main()
