"""Who answers, and which question stays open."""

from __future__ import annotations

from tandem.dialogue import Message
from tandem.dialogue.desk import Desk
from tandem.dialogue.session import Session


def test_a_request_for_another_figure_that_names_none_drops_the_open_question(desk: Desk) -> None:
    _, session = desk.respond(Message("compute cac", "compute_metric", ()), Session(), to="figures")
    assert session.figures.is_open
    message = Message("can you work something else out?", "compute_metric", ())
    [reply], session = desk.respond(message, session, to="figures")
    assert reply.kind == "notice"
    assert session.task == ""
    assert not session.figures.is_open
