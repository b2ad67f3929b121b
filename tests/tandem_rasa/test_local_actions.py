"""Actions in the server's own process."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from typing import Any

import pytest
from rasa.utils.endpoints import ClientResponseError
from rasa_sdk.interfaces import ActionExecutionRejection, ActionNotFoundException

from tandem_rasa import local_actions
from tandem_rasa.local_actions import LocalActions


@pytest.fixture
def actions() -> LocalActions:
    return LocalActions()


def call(name: str) -> dict[str, Any]:
    return {"next_action": name, "sender_id": "me", "tracker": {"sender_id": "me"}, "domain": {}}


def use(actions: LocalActions, name: str, run: Any) -> None:
    """Let an action be a plain function, as the ones of the package are."""
    in_thread = actions._executor.actions["action_answer"].func
    actions._executor.actions[name] = lambda *told: in_thread(run, *told)


def test_the_projects_actions_are_there(actions: LocalActions) -> None:
    names = {"action_answer", "action_advise", "action_assess", "action_compute", "action_plan"}
    assert names <= set(actions._executor.actions)


def test_an_action_says_and_sets(actions: LocalActions) -> None:
    def run(dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        dispatcher.utter_message(text=f"hello {tracker.sender_id}")
        return [{"event": "slot", "name": "context", "value": 1}]

    use(actions, "action_hello", run)
    told = asyncio.run(actions.request(json=call("action_hello")))
    assert told["responses"][0]["text"] == "hello me"
    assert told["events"] == [{"event": "slot", "name": "context", "value": 1}]


def test_others_go_on_while_an_action_computes(actions: LocalActions) -> None:
    release = threading.Event()
    use(actions, "action_slow", lambda *told: release.wait(10) and [])
    use(actions, "action_quick", lambda *told: [])

    async def both() -> bool:
        slow = asyncio.create_task(actions.request(json=call("action_slow")))
        await asyncio.sleep(0)
        await actions.request(json=call("action_quick"))
        done_first = not slow.done()
        release.set()
        await slow
        return done_first

    assert asyncio.run(both())


def test_a_coroutine_runs_on_the_event_loop(actions: LocalActions) -> None:
    async def run(dispatcher: Any, tracker: Any, domain: Any) -> list[dict[str, Any]]:
        await asyncio.sleep(0)
        dispatcher.utter_message(text=threading.current_thread().name)
        return []

    actions._executor.actions["action_async"] = run
    told = asyncio.run(actions.request(json=call("action_async")))
    assert told["responses"][0]["text"] == "MainThread"


def test_a_rejection_is_told_as_the_action_server_tells_it(actions: LocalActions) -> None:
    def run(*told: Any) -> None:
        raise ActionExecutionRejection("action_form", "not now")

    use(actions, "action_form", run)
    with pytest.raises(ClientResponseError) as refused:
        asyncio.run(actions.request(json=call("action_form")))
    assert refused.value.status == 400
    assert json.loads(refused.value.text) == {"action_name": "action_form", "error": "not now"}


def test_an_action_that_is_not_there_is_an_error(actions: LocalActions) -> None:
    with pytest.raises(ActionNotFoundException):
        asyncio.run(actions.request(json=call("action_nothing")))


def test_it_is_known_when_all_threads_hang(actions: LocalActions, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(local_actions, "STUCK_SECONDS", 0.05)
    release = threading.Event()
    use(actions, "action_hang", lambda *told: release.wait(10) and [])

    async def hang(count: int) -> bool:
        hanging = [asyncio.create_task(actions.request(json=call("action_hang"))) for _ in range(count)]
        await asyncio.sleep(0.2)
        stuck = actions.all_stuck
        release.set()
        await asyncio.gather(*hanging)
        release.clear()
        return stuck

    assert not asyncio.run(hang(local_actions.THREADS - 1))
    assert asyncio.run(hang(local_actions.THREADS))
    time.sleep(0.1)
    assert not actions.all_stuck
