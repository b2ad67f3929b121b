from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import rasa.core.processor
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.engine.runner.dask import DaskGraphRunner

from benchmarks.understanding import Understanding
from launch.mends import graph
from launch.mends.graph import OrderedGraphRunner
from tandem.encoder import Encoded, Encoder

QUESTION = "what is churn? and what is market research for?"


@pytest.fixture
def mended(monkeypatch: pytest.MonkeyPatch) -> Iterator[Understanding]:
    monkeypatch.setattr(rasa.core.processor, "DaskGraphRunner", OrderedGraphRunner)
    monkeypatch.setattr(MessageProcessor, "parse_message", MessageProcessor.parse_message)
    interval = sys.getswitchinterval()
    graph.encode_beside_the_event_loop()
    yield Understanding(Path("models"))
    sys.setswitchinterval(interval)


def test_the_same_is_understood_as_with_rasas_runner(monkeypatch: pytest.MonkeyPatch) -> None:
    parses = []
    for runner in (DaskGraphRunner, OrderedGraphRunner):
        monkeypatch.setattr(rasa.core.processor, "DaskGraphRunner", runner)
        parses.append(Understanding(Path("models")).parse(QUESTION))
    assert parses[0] == parses[1]


def test_messages_at_the_same_time_are_understood_as_each_by_itself(mended: Understanding) -> None:
    texts = [QUESTION, "what is a lead", "who does marketing talk to", "hi"]
    assert asyncio.run(_parse(mended, *texts)) == [mended.parse(text) for text in texts]


def test_a_message_is_encoded_once_and_others_are_served_meanwhile(
    mended: Understanding, monkeypatch: pytest.MonkeyPatch
) -> None:
    served, read, waited = threading.Event(), Encoder.read, []

    def slow(encoder: Encoder, texts: Sequence[str], **options: Any) -> Encoded:
        waited.append(served.wait(timeout=10))
        return read(encoder, texts, **options)

    async def ask() -> dict[str, Any]:
        parse = asyncio.create_task(mended.processor.parse_message(UserMessage(QUESTION)))
        await asyncio.sleep(0)
        served.set()
        return dict(await parse)

    monkeypatch.setattr(Encoder, "read", slow)
    assert asyncio.run(ask())["intent"]["name"]
    assert waited == [True]


async def _parse(understanding: Understanding, *texts: str) -> list[dict[str, Any]]:
    return await asyncio.gather(*(understanding.processor.parse_message(UserMessage(text)) for text in texts))
