"""Run a model's components one after the other, without a task scheduler, and the encoder beside the event loop.

Measured: Rasa's own runner builds and schedules a Dask graph for each message and each prediction, 2 ms a turn.
"""

from __future__ import annotations

import asyncio
import sys
from concurrent.futures import ThreadPoolExecutor
from contextvars import ContextVar
from functools import cached_property
from typing import Any

import rasa.core.processor
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.engine.constants import PLACEHOLDER_MESSAGE
from rasa.engine.runner.dask import DaskGraphRunner

Results = dict[str, Any]
SWITCH = 0.0005  # seconds a thread keeps the interpreter that another wants; the usual 0.005 is half a turn
_ahead: ContextVar[Results | None] = ContextVar("what was run for the message at hand", default=None)


class OrderedGraphRunner(DaskGraphRunner):
    """The same components and the same results; what is needed for a target runs right before it."""

    def run(self, inputs: Results | None = None, targets: list[str] | None = None) -> Results:
        done = {**(_ahead.get() or {}), **(inputs or {})}
        return {name: self._result(name, done) for name in targets or self._graph_schema.target_names}

    @cached_property
    def apart(self) -> list[str]:
        """The components that hold up nobody when run in a thread of their own (they say `APART`)."""
        nodes = self._graph_schema.nodes.items()
        return [name for name, node in nodes if node.fn == "process" and getattr(node.uses, "APART", False)]

    def _result(self, name: str, done: Results) -> Any:
        if name not in done:
            needs = self._graph_schema.nodes[name].needs.values()
            done[name] = self._instantiated_nodes[name](*((need, self._result(need, done)) for need in needs))[1]
        return done[name]


def run_in_order() -> None:
    """Let Rasa's server run its model so."""
    rasa.core.processor.DaskGraphRunner = OrderedGraphRunner


def encode_beside_the_event_loop() -> None:
    """Serve other conversations while a message is encoded, which is a third of the work and needs no interpreter."""
    sys.setswitchinterval(SWITCH)
    thread = ThreadPoolExecutor(1, "encoder")
    parse = MessageProcessor.parse_message

    async def parse_message(processor: MessageProcessor, message: UserMessage, *rest: Any, **more: Any) -> Results:
        runner = processor.graph_runner
        encode = asyncio.get_running_loop().run_in_executor
        _ahead.set(await encode(thread, runner.run, {PLACEHOLDER_MESSAGE: [message]}, runner.apart))
        try:
            return dict(await parse(processor, message, *rest, **more))
        finally:
            _ahead.set(None)

    MessageProcessor.parse_message = parse_message
