from __future__ import annotations

import copy
from unittest.mock import patch

import numpy as np
import pytest
from rasa.shared.nlu.training_data.features import Features
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


def test_what_is_set_on_a_copy_of_an_example_is_not_on_the_example(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Message, "__deepcopy__", None, raising=False)
    training.copy_examples_by_their_parts()
    example = Message.build("hi", "greet")
    other = copy.deepcopy(example)
    assert (other, other.fingerprint()) == (example, example.fingerprint())
    other.set("text", "hello", add_to_output=True)
    other.set("tokens", ["hello"], add_to_output=True)
    other.add_features(Features(np.zeros((1, 2)), "sentence", "text", "encoder"))
    assert (example.get("text"), example.get("tokens"), example.features) == ("hi", None, [])
    assert example.output_properties == {"text"}
    assert other.fingerprint() != example.fingerprint()
