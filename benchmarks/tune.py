"""Fit the gate's model on the development questions: `make tune`; the result goes into `config.yml`.

Never run on the held-out questions.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import yaml
from sklearn.linear_model import LogisticRegression

from benchmarks.understanding import Understanding

SIGNALS = ("covered", "best", "nearer")


def main() -> None:
    """Print the weights for `config.yml`."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--questions", type=Path, default=Path("benchmarks/questions/development.yml"))
    parser.add_argument("--model", type=Path, default=Path("models"))
    options = parser.parse_args()
    questions = yaml.safe_load(options.questions.read_text(encoding="utf-8"))
    understanding = Understanding(options.model)
    rows = [understanding.signals(question["q"]) for question in questions]
    covered = [question["kind"] == "in" for question in questions]
    print(yaml.safe_dump({"gate": fit(np.array(rows), np.array(covered))}, sort_keys=False))


def fit(signals: np.ndarray, covered: np.ndarray) -> dict[str, float]:
    """Weights of a logistic model of `covered` (n,) on `signals` (n, 3), for standardised signals, in raw units."""
    mean, spread = signals.mean(axis=0), signals.std(axis=0)
    model = LogisticRegression(C=1.0).fit((signals - mean) / spread, covered)
    weights = model.coef_[0] / spread
    bias = float(model.intercept_[0] - weights @ mean)
    return {"bias": round(bias, 3), **{name: round(float(w), 3) for name, w in zip(SIGNALS, weights)}}


if __name__ == "__main__":
    main()
