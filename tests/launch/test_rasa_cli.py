"""What `python -m launch.rasa_cli` mends is really in place."""

from __future__ import annotations

import subprocess
import sys

MENDED = """
from launch import rasa_cli
from launch.mends import tensorflow
tensorflow.leave_out()
rasa_cli._mend()
import rasa.core.processor
from rasa.core.actions.action import RemoteAction
from rasa.core.channels import console
from rasa.utils.endpoints import EndpointConfig
for mended in (
    rasa.core.processor.DaskGraphRunner,
    RemoteAction._validate_action_result,
    RemoteAction._action_call_format,
    EndpointConfig.session,
    console._get_user_input,
):
    print(mended.__module__)
"""


def test_every_mend_is_in_place() -> None:
    command = [sys.executable, "-W", "ignore", "-c", MENDED]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    mends = "graph", "actions", "actions", "actions", "shell"
    assert told.split() == [f"launch.mends.{name}" for name in mends]
