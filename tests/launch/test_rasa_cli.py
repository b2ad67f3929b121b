"""What `python -m launch.rasa_cli` mends is really in place."""

from __future__ import annotations

import subprocess
import sys

MENDED = """
from launch import rasa_cli
from launch.mends import tensorflow
tensorflow.leave_out()
rasa_cli.mend()
import rasa.core.processor
from rasa.core.channels import console
for mended in (rasa.core.processor.DaskGraphRunner, console._get_user_input):
    print(mended.__module__)
"""


def test_every_mend_is_in_place() -> None:
    command = [sys.executable, "-W", "ignore", "-c", MENDED]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    mends = "graph", "shell"
    assert told.split() == [f"launch.mends.{name}" for name in mends]
