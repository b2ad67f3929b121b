from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from launch.assistant import Assistant

IMPORT = """
import sys
from pathlib import Path
from launch.mends import tensorflow
tensorflow.leave_out(Path(sys.argv[1]))
import rasa.core.agent
import rasa.engine.recipes.default_components
print("tensorflow" in sys.modules)
"""


@pytest.mark.parametrize(("component", "needed"), [("KeywordIntentClassifier", False), ("DIETClassifier", True)])
def test_it_is_imported_only_where_a_component_needs_it(tmp_path: Path, component: str, needed: bool) -> None:
    config = tmp_path / "config.yml"
    config.write_text(f"pipeline: [{{name: {component}}}]\npolicies: [{{name: RulePolicy}}]\n")
    command = [sys.executable, "-W", "ignore", "-c", IMPORT, str(config)]
    told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert told.split()[-1] == str(needed)


def test_the_running_assistant_does_without_it(assistant: Assistant) -> None:
    loaded = Path(f"/proc/{assistant.pids()['server']}/maps").read_text()
    assert "onnxruntime" in loaded
    assert "tensorflow" not in loaded
