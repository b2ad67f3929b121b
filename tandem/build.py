"""Build what is read from documents, term lists and advice: `python -m tandem.build`.

Writes the knowledge base, its search index and the language pipeline, which the running assistant reads. Problems of
single documents are printed; the rest is built. Nothing is replaced before all of it is built.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from tandem import atomic, checked, language
from tandem.advice.read import read
from tandem.assessment import questionnaire
from tandem.documents.folder import read_folder
from tandem.documents.knowledge import Knowledge
from tandem.documents.reader import Reader
from tandem.encoder import Encoder
from tandem.errors import DataProblem, TandemError
from tandem.metrics import catalog
from tandem.understanding.index import PassageIndex

KNOWLEDGE = "knowledge.json"


def main() -> int:
    """Build, and say what was built; 1 when nothing could be, 130 after Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--documents", type=Path, default=Path("data/documents"))
    parser.add_argument("--terms", type=Path, default=Path("data/terms/terms.yml"))
    parser.add_argument("--advice", type=Path, default=Path("data/advice"))
    parser.add_argument("--models", type=Path, default=Path("models"))
    parser.add_argument("--encoder", type=Path, default=Path("models/encoder"))
    options = parser.parse_args()
    try:
        with atomic.staging_folder(options.models) as built:
            knowledge = build(options.documents, options.terms, built, Encoder(options.encoder))
            build_advice(options.advice, built, knowledge)
            atomic.publish(built, options.models, last=KNOWLEDGE)
    except KeyboardInterrupt:
        return 130
    except TandemError as error:
        print(f"error: {error}", file=sys.stderr)
        return 1
    print(f"{len(knowledge)} passages from {len({p.file for p in knowledge.passages})} documents")
    return 0


def build(documents: Path, terms_file: Path, models: Path, encoder: Encoder) -> Knowledge:
    """Write `language/`, `index/` and `knowledge.json` into `models`.

    Raises:
        DataProblem: no document can be used, or the term lists are not as they must be.
    """
    terms = language.load_terms(terms_file)
    knowledge, problems = read_folder(documents, Reader(language.build(terms)))
    for problem in problems:
        print(f"problem: {problem}", file=sys.stderr)
    if not knowledge.passages:
        raise DataProblem(documents, "no document can be read", remedy="put a Markdown file there")
    language.build({**terms, "topic": knowledge.topics()}).to_disk(models / "language")
    PassageIndex.build(knowledge, encoder.encode).save(models / "index")
    knowledge.save(models / KNOWLEDGE)
    return knowledge


def build_advice(folder: Path, models: Path, knowledge: Knowledge) -> None:
    """Write `advice.json`, `assessment.json`, `agreement.json` and `metrics.json` into `models`.

    Raises:
        DataProblem: something in them is not as it must be; names file and line.
    """
    schemas = checked.schemas(folder / "schema.yml")
    book = read(folder)
    book.save(models / "advice.json")
    questionnaire.read(folder / "assessment.yml", schemas, book.practices).save(models / "assessment.json")
    drafts = checked.read(folder / "agreement.yml", schemas["agreement"])
    (models / "agreement.json").write_text(json.dumps(drafts), encoding="utf-8")
    catalog.read(folder / "metrics.yml", schemas, knowledge, book.practices).save(models / "metrics.json")


if __name__ == "__main__":
    sys.exit(main())
