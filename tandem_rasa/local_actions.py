"""Actions that run in the server's own process instead of an action server."""

from __future__ import annotations

import asyncio
import functools
import inspect
import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from json import dumps
from typing import Any

from rasa.core.actions.action import RemoteAction
from rasa.utils.endpoints import ClientResponseError, EndpointConfig
from rasa_sdk.executor import ActionExecutor, CollectingDispatcher
from rasa_sdk.interfaces import ActionExecutionRejection

from tandem.files import Files
from tandem.settings import Settings

THREADS = 4  # a PDF or a chart takes one of them for up to half a second
STUCK_SECONDS = 60.0  # an action that runs longer than this is taken for hung
Run = Callable[..., Any]


class LocalActions(EndpointConfig):
    """Stands in for Rasa's `action_endpoint`: calls the actions of a package directly.

    Plain functions run in threads, so that other conversations go on while a PDF is written;
    coroutines run on the event loop.
    """

    def __init__(self, package: str = "actions", *, files: Files | None = None) -> None:
        super().__init__(url="this process", enable_selective_domain=True)
        self._executor = ActionExecutor()
        self._executor.register_package(package)
        self._files = files or Files(Settings.from_environment().files)
        self._threads = ThreadPoolExecutor(THREADS, "action")
        self._begun: dict[int, float] = {}
        for name, run in self._executor.actions.items():
            if not inspect.iscoroutinefunction(run):
                self._executor.actions[name] = functools.partial(self._in_thread, run)

    async def request(self, *args: Any, json: Any = None, **options: Any) -> Any:
        """Run the action that `json` names, in the format of Rasa's action server."""
        try:
            return await self._executor.run(json)
        except ActionExecutionRejection as rejection:  # as the action server would report it
            told = {"action_name": rejection.action_name, "error": rejection.message}
            raise ClientResponseError(400, rejection.message, dumps(told)) from rejection

    @property
    def all_stuck(self) -> bool:
        """Whether every thread has been busy with one action for longer than any may take."""
        limit = time.monotonic() - STUCK_SECONDS
        return sum(begun < limit for begun in list(self._begun.values())) >= THREADS

    async def _in_thread(self, run: Run, dispatcher: CollectingDispatcher, tracker: Any, domain: Any) -> Any:
        future = self._threads.submit(self._timed, run, dispatcher, tracker, domain)
        try:
            return await asyncio.wrap_future(future)
        except asyncio.CancelledError:  # nobody waits for it any more; what it writes is deleted
            future.add_done_callback(functools.partial(self._clean_up, dispatcher))
            raise

    def _timed(self, run: Run, *arguments: Any) -> Any:
        call = id(arguments)
        self._begun[call] = time.monotonic()
        try:
            return run(*arguments)
        finally:
            del self._begun[call]

    def _clean_up(self, dispatcher: CollectingDispatcher, future: Future[Any]) -> None:
        delete_attachments(dispatcher.messages, self._files)


def delete_attachments(messages: list[dict[str, Any]], files: Files) -> None:
    """Delete the files that come with replies."""
    for message in messages:
        for attachment in (message.get("reply") or {}).get("attachments", ()):
            files.remove(attachment["path"])


class LocalAction(RemoteAction):
    """An action whose result needs no check, as the executor here has made it."""

    def _validate_action_result(self, result: dict[str, Any]) -> bool:
        return True
