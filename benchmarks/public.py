"""Intent classification on public data sets, by this project's own pipeline and by Rasa's default one.

.venv/bin/python -m benchmarks.public --data FOLDER                 both systems on all data sets: an hour
.venv/bin/python -m benchmarks.public --data FOLDER --peer none     this project's pipeline only: five minutes
.venv/bin/python -m benchmarks.public --data FOLDER --epochs 100    Rasa's pipeline as it is by default: hours

FOLDER holds `banking77_train.csv`, `banking77_test.csv` (Casanueva et al. 2020, CC BY 4.0: text, category) and
`clinc150_full.json`, `clinc150_oos_plus.json` (Larson et al. 2019, CC BY 3.0).
"""

from __future__ import annotations

import argparse
import resource
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import yaml
from sklearn.metrics import roc_auc_score

from benchmarks.datasets import OUT, SETS, Dataset, load
from benchmarks.project import run
from benchmarks.results import Row, keep
from benchmarks.systems.rasa_default import classifier_config, dump
from benchmarks.understanding import Understanding
from launch.assistant import ROOT

EPOCHS = {"banking77-10": 100}  # of Rasa's default pipeline, which names 100; those would take hours on the others
FEW_EPOCHS = 10
LOSS = 0.002  # of in-scope accuracy on the validation questions that the threshold may cost


def main() -> None:
    """Train and test each system on each data set, print a table, keep the figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--set", choices=SETS, action="append", dest="sets")
    parser.add_argument("--peer", choices=[*SETS, "none"], action="append", help="sets for Rasa's default pipeline")
    parser.add_argument(
        "--epochs", type=int, help="training epochs of Rasa's default pipeline (100, and 10 on large sets)"
    )
    options = parser.parse_args()
    rows: list[Row] = []
    for data in load(options.data, options.sets):
        for name, config in _systems(data, options):
            rows.append({"data": f"{data.name}, {name}", **measure(data, config)})
            keep("public", rows)  # each at once: who stops it after half an hour keeps what is there


def _systems(data: Dataset, options: argparse.Namespace) -> Iterator[tuple[str, dict[str, Any]]]:
    yield "Tandem", own_config()
    if data.name in (options.peer or SETS):
        epochs = options.epochs or EPOCHS.get(data.name, FEW_EPOCHS)
        yield f"Rasa default, {epochs} epochs", classifier_config(epochs)


def own_config() -> dict[str, Any]:
    """This project's pipeline up to its classifier; what follows needs Tandem's documents."""
    config = yaml.safe_load(Path("config.yml").read_text(encoding="utf-8"))
    names = [component["name"] for component in config["pipeline"]]
    config["pipeline"] = config["pipeline"][: names.index("tandem_rasa.components.classifier.QuestionClassifier") + 1]
    return dict(config)


def measure(data: Dataset, config: dict[str, Any]) -> dict[str, float]:
    """Accuracy, what is known of out-of-scope questions, and processor time of training of a pipeline on a data set."""
    with tempfile.TemporaryDirectory() as folder:
        before = _processor_seconds()
        _train(Path(folder), data.train, config)
        seconds = _processor_seconds() - before
        understanding = Understanding(Path(folder) / "models")
        threshold = _threshold(_answers(understanding, data.validation), data.validation)
        answers = _answers(understanding, data.test)
    told = _refused(answers, threshold)
    return {**_shares(told, data.test), **_separation(answers, data.test), "training, processor s": round(seconds)}


def _processor_seconds() -> float:
    """What processes that this one started and saw end have used; other work on the machine leaves it as it is."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _train(folder: Path, rows: list[tuple[str, str]], config: dict[str, Any]) -> None:
    intents = sorted({label for _, label in rows})
    texts: dict[str, list[str]] = {label: [] for label in intents}
    for text, label in rows:
        texts[label].append(" ".join(text.split()))
    nlu = [{"intent": label, "examples": "".join(f"- {t}\n" for t in told)} for label, told in texts.items()]
    dump(folder / "nlu.yml", {"version": "3.1", "nlu": nlu})
    dump(folder / "domain.yml", {"version": "3.1", "intents": intents})
    dump(folder / "config.yml", config)
    (folder / "models").mkdir()
    (folder / "models/encoder").symlink_to(ROOT / "models/encoder")
    run(folder, "launch.rasa_cli", "train", "nlu", "--quiet", "--nlu", "nlu.yml", "--domain", "domain.yml")


def _answers(understanding: Understanding, rows: list[tuple[str, str]]) -> list[tuple[str, float]]:
    """The intent of each question, and how sure the system is of it."""
    intents = (understanding.parse(text)["intent"] for text, _ in rows)
    return [(intent["name"] or OUT, intent["confidence"]) for intent in intents]


def _refused(told: list[tuple[str, float]], threshold: float) -> list[str]:
    return [intent if sure >= threshold else OUT for intent, sure in told]


def _threshold(told: list[tuple[str, float]], rows: list[tuple[str, str]]) -> float:
    """The highest confidence to ask for that costs at most LOSS of in-scope accuracy; 0 without out-of-scope rows."""
    if OUT not in {label for _, label in rows}:
        return 0.0
    accuracy = [_shares(_refused(told, t), rows)["accuracy"] for t in np.linspace(0, 1, 201)]
    return float(np.linspace(0, 1, 201)[np.array(accuracy) >= accuracy[0] - LOSS].max())


def _separation(answers: list[tuple[str, float]], rows: list[tuple[str, str]]) -> dict[str, float]:
    """How well the confidence tells in-scope from out-of-scope questions at any threshold (area under the curve)."""
    known = [label != OUT for _, label in rows]
    surely_known = [-sure if intent == OUT else sure for intent, sure in answers]
    return {} if all(known) else {"out-of-scope AUC": round(float(roc_auc_score(known, surely_known)), 4)}


def _shares(told: list[str], rows: list[tuple[str, str]]) -> dict[str, float]:
    """Accuracy on in-scope questions, and share of out-of-scope ones that were refused (recall)."""
    right = [(label, intent == label) for intent, (_, label) in zip(told, rows)]
    known = [good for label, good in right if label != OUT]
    out = [good for label, good in right if label == OUT]
    shares = {"accuracy": round(float(np.mean(known)), 4)}
    return {**shares, "out-of-scope recall": round(float(np.mean(out)), 4)} if out else shares


if __name__ == "__main__":
    main()
