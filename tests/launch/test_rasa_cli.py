"""What is mended in Rasa's command line."""

from __future__ import annotations

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction

from launch.rasa_cli import check_action_responses_with_one_validator


def test_a_malformed_answer_of_the_action_server_is_still_refused() -> None:
    check_action_responses_with_one_validator()
    action = RemoteAction("action_answer", None)
    assert action._validate_action_result({"events": [{"event": "restart"}], "responses": []})
    with pytest.raises(ValidationError):
        action._validate_action_result({"events": "none"})
