from __future__ import annotations

import asyncio
from typing import Any

import pytest
from rasa.core.actions.action import RemoteAction
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SlotSet, UserUttered
from rasa.shared.core.slots import AnySlot
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.exceptions import RasaException
from rasa.utils.endpoints import EndpointConfig
from sanic import Sanic, response

from launch.assistant import free_port
from launch.mends import actions


@pytest.fixture(autouse=True)
def _unmended(monkeypatch: pytest.MonkeyPatch) -> None:
    """Rasa as it was after each test."""
    for owner, name in ((RemoteAction, "_validate_action_result"), (RemoteAction, "_action_call_format")):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    monkeypatch.setattr(EndpointConfig, "session", EndpointConfig.session)


@pytest.mark.parametrize("events", ["none", [{"name": "no kind"}], [{"event": "unheard of"}], [{"event": "slot"}]])
def test_a_malformed_answer_of_the_action_server_is_still_refused(events: Any) -> None:
    actions.check_events_by_their_kind()
    action = RemoteAction("action_answer", None)
    assert action._validate_action_result({"events": [{"event": "restart"}], "responses": []})
    with pytest.raises(RasaException, match="malformed"):
        action._validate_action_result({"events": events, "responses": []})


def test_actions_get_all_slots_and_the_events_since_the_last_message() -> None:
    actions.send_events_of_this_turn()
    slot = AnySlot("context", mappings=[])
    earlier = [UserUttered("hi"), SlotSet("context", "kept"), ActionExecuted("action_listen")]
    tracker = DialogueStateTracker.from_events("me", [*earlier, UserUttered("and now?"), SlotSet("x", 1)], [slot])
    sent = RemoteAction("action_answer", None)._action_call_format(tracker, Domain.empty())["tracker"]
    assert [event["event"] for event in sent["events"]] == ["user", "slot"]
    assert sent["slots"]["context"] == "kept"
    assert sent["latest_message"]["text"] == "and now?"
    assert "parse_data" not in sent["events"][0]
    assert tracker.latest_message.as_dict()["parse_data"]["text"] == "and now?"
    assert len(tracker.events) == 5


def test_many_calls_use_one_connection() -> None:
    actions.keep_connections_open()
    assert len(asyncio.run(_ports_of_three_calls())) == 1


async def _ports_of_three_calls() -> set[int]:
    app = Sanic("kept_connection")

    @app.post("/")
    async def port(request: Any) -> Any:
        return response.json({"port": request.port})

    number = free_port()
    server = await app.create_server(port=number, return_asyncio_server=True)
    await server.startup()
    endpoint = EndpointConfig(f"http://127.0.0.1:{number}/")
    ports = {(await endpoint.request(json={}))["port"] for _ in range(3)}
    await endpoint.kept.close()
    await server.close()
    return ports
