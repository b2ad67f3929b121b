"""The web channel held against its OpenAPI file by requests made from it, right and wrong ones."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from launch.assistant import ROOT, Assistant
from tests.browser import Browser

TOOL = ROOT / ".venv-interface" / "bin" / "schemathesis"
CONFIG = Path(__file__).with_name("schemathesis.toml")


def test_what_is_answered_is_what_is_described(tmp_path: Path) -> None:
    if not TOOL.exists():
        pytest.fail("no schemathesis: run `sh launch/setup.sh tests`, as `make test` does")
    with Assistant.keeping_all_in(tmp_path, TANDEM_PER_MINUTE="100000") as assistant:
        browser = Browser(assistant.url).begin()
        who = ["-H", f"Authorization: Bearer {browser.token}", "-H", f"X-Tandem-Key: {browser.key}"]
        how = [
            "--url",
            browser.url,
            "--mode",
            "all",
            "--max-examples",
            "30",
            "--no-color",
            "--generation-database",
            "none",
        ]
        command = [TOOL, "--config-file", CONFIG, "run", f"{browser.url}/openapi.json", *how, *who]
        run = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path, check=False)
    assert run.returncode == 0, run.stdout[-4000:] + run.stderr[-1000:]
    log = (tmp_path / "server.log").read_text(encoding="utf-8")
    assert "Traceback" not in log
