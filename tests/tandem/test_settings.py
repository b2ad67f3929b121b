from __future__ import annotations

from pathlib import Path

import pytest

from tandem.settings import Settings


def test_nothing_needs_to_be_set() -> None:
    settings = Settings.from_environment({})
    assert settings == Settings(files=Path("files"), url="http://127.0.0.1:5005")


def test_what_is_set_counts() -> None:
    given = {
        "TANDEM_FILES": "/data/files",
        "TANDEM_URL": "https://tandem.example/",
        "TANDEM_SECRET": "s" * 40,
        "TANDEM_ORIGINS": "https://one.example, https://two.example,",
        "PORT": "7000",
    }
    settings = Settings.from_environment(given)
    assert settings.files == Path("/data/files")
    assert settings.url == "https://tandem.example"
    assert settings.secret == "s" * 40
    assert settings.origins == ("https://one.example", "https://two.example")


def test_the_port_is_part_of_the_local_address() -> None:
    assert Settings.from_environment({"PORT": "7000"}).url == "http://127.0.0.1:7000"


def test_a_secret_is_made_once_if_none_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    secret = Settings.from_environment({}).secret
    assert len(secret) >= 32
    assert Settings.from_environment({}).secret == secret
