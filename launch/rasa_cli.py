"""Rasa's command line with some of its habits mended: `python -m launch.rasa_cli run ...`."""

from __future__ import annotations

import sys

from launch import quietly
from launch.mends import tensorflow


def main() -> None:
    """Run `rasa` with the arguments given."""
    quietly.hush()
    tensorflow.leave_out()
    mend()
    sys.argv.insert(1, "rasa")
    quietly.main()


def mend() -> None:
    """Put all mends in place."""
    from launch.mends import dialogue, graph, log, shell, spacy, training  # they import Rasa

    graph.run_in_order()
    graph.encode_beside_the_event_loop()
    spacy.take_entities_from_the_document_that_is_there()
    dialogue.ask_rules_for_text_where_they_read_it()
    dialogue.find_rules_of_a_situation_once()
    dialogue.see_once_whether_domain_is_empty()
    dialogue.find_kind_of_event_once()
    log.copy_only_what_is_logged()
    training.tell_examples_apart_by_their_text()
    training.copy_examples_by_their_parts()
    shell.leave_at_end_of_input()


if __name__ == "__main__":
    main()
