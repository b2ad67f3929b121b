from __future__ import annotations

from unittest.mock import patch

import pytest
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from launch.mends import training


def test_only_examples_that_are_the_same_are_dropped_and_others_are_not_written_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(Message, "__hash__", Message.__hash__)
    training.tell_examples_apart_by_their_text()
    told = [("hi", "greet"), ("what is a lead", "ask_stages"), ("hi", "ask_metrics"), ("hi", "greet")]
    with patch.object(Message, "fingerprint", autospec=True, side_effect=Message.fingerprint) as written:
        kept = TrainingData([Message.build(text, intent) for text, intent in told]).training_examples
    assert [(example.get("text"), example.get("intent")) for example in kept] == told[:3]
    assert all(call.args[0].get("text") == "hi" for call in written.call_args_list)
