"""The trained NLU pipeline in this process, without a server."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.shared.core.trackers import DialogueStateTracker


class Understanding:
    """Parses messages as Rasa's server does."""

    def __init__(self, model: Path) -> None:
        os.environ.setdefault("RASA_TELEMETRY_ENABLED", "false")
        processor = Agent.load(str(model)).processor
        if processor is None:
            raise SystemExit(f"{model}: no trained model; run `make train`")
        self.processor = processor

    def parse(self, text: str) -> dict[str, Any]:
        """What the pipeline makes of `text`."""
        tracker = DialogueStateTracker("benchmark", [])
        return self.processor._parse_message_with_graph(UserMessage(text), tracker)

    def signals(self, text: str) -> list[float]:
        """What the gate saw of the message as a whole or its first question."""
        return list(self.parse(text)["understanding"]["questions"][0]["signals"])
