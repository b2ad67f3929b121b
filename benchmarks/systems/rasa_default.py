"""Rasa's default pipeline (DIET, ResponseSelector, FallbackClassifier) on the same training questions."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from pathlib import Path
from typing import Any

import yaml

from benchmarks.scoring import Answer
from benchmarks.understanding import Understanding
from tandem.documents.knowledge import Knowledge

INTENT = "faq"


class RasaDefault:
    """Questions become one retrieval intent, passages its responses; what `rasa init` writes is its configuration.

    Args:
        results: where the project is made and trained, in a folder named by its data; a model in it is used again.
        epochs: of DIET and of ResponseSelector. Rasa's default of 100 takes hours on this much data.
    """

    def __init__(self, results: Path, knowledge: Knowledge, *, epochs: int) -> None:
        self._knowledge = knowledge
        data = "".join(path.read_text() for path in _files()) + knowledge.version
        folder = results / f"rasa-default-{epochs}-{hashlib.sha256(data.encode()).hexdigest()[:8]}"
        if not list(folder.glob("models/*.tar.gz")):
            self._write(folder, epochs)
            command = [sys.executable, "-m", "launch.quietly", "rasa", "train", "nlu", "--quiet"]
            files = ["--nlu", str(folder / "nlu.yml"), "--config", str(folder / "config.yml")]
            target = ["--domain", str(folder / "domain.yml"), "--out", str(folder / "models")]
            subprocess.run([*command, *files, *target], check=True)
        self._understanding = Understanding(folder / "models")

    def answer(self, text: str) -> Answer:
        """The response that was selected, unless the intent is the fallback's or one of what is declined."""
        parse = self._understanding.parse(text)
        if parse["intent"]["name"] != INTENT:
            return Answer("", False)
        selected = parse["response_selector"][INTENT]["response"]["responses"]
        return Answer(selected[0]["text"], True)

    def _write(self, folder: Path, epochs: int) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        blocks, responses = [], {}
        for row in _training():
            answer = (row.get("metadata") or {}).get("answer")
            unit = answer if answer in self._knowledge.units else ""  # what tells a trouble has no passage
            name = f"{INTENT}/{unit.replace('/', '_')}" if unit else row["intent"]
            blocks.append({"intent": name, "examples": row["examples"]})
            if unit:
                told = " ".join(p.text for p in self._knowledge.units[unit])
                responses[f"utter_{name}"] = [{"text": told}]
        dump(folder / "nlu.yml", {"version": "3.1", "nlu": blocks, "responses": responses})
        intents = sorted({block["intent"].split("/")[0] for block in blocks})
        dump(folder / "domain.yml", {"version": "3.1", "intents": intents, "responses": responses})
        dump(folder / "config.yml", _config(epochs))


def _files() -> list[Path]:
    return sorted(Path("data/nlu").glob("*.yml"))


def _training() -> list[dict[str, Any]]:
    return [row for file in _files() for row in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]]


def classifier_config(epochs: int) -> dict[str, Any]:
    """Rasa's default pipeline up to its intent classifier."""
    pipeline: list[dict[str, Any]] = [
        {"name": "WhitespaceTokenizer"},
        {"name": "RegexFeaturizer"},
        {"name": "LexicalSyntacticFeaturizer"},
        {"name": "CountVectorsFeaturizer"},
        {"name": "CountVectorsFeaturizer", "analyzer": "char_wb", "min_ngram": 1, "max_ngram": 4},
        {"name": "DIETClassifier", "epochs": epochs, "constrain_similarities": True},
    ]
    return {"recipe": "default.v1", "language": "en", "assistant_id": "baseline", "pipeline": pipeline}


def _config(epochs: int) -> dict[str, Any]:
    config = classifier_config(epochs)
    config["pipeline"] += [
        {"name": "EntitySynonymMapper"},
        {"name": "ResponseSelector", "retrieval_intent": INTENT, "epochs": epochs, "constrain_similarities": True},
        {"name": "FallbackClassifier", "threshold": 0.3, "ambiguity_threshold": 0.1},
    ]
    return config


def dump(path: Path, data: dict[str, Any]) -> None:
    """Write `data` as YAML."""
    path.write_text(yaml.safe_dump(data, sort_keys=False, allow_unicode=True, width=10_000), encoding="utf-8")
