from __future__ import annotations

import logging

import pytest
import rasa.core.policies.rule_policy
import rasa.core.processor

from launch.mends import log


@pytest.mark.parametrize(("level", "copied"), [("DEBUG", True), ("WARNING", False)])
def test_what_is_not_logged_is_not_copied(monkeypatch: pytest.MonkeyPatch, level: str, copied: bool) -> None:
    for module in (rasa.core.processor, rasa.core.policies.rule_policy):
        monkeypatch.setattr(module, "copy", module.copy)
    before = logging.getLogger("rasa").level
    log.copy_only_what_is_logged()
    logging.getLogger("rasa").setLevel(level)
    events = [{"event": "slot"}]
    for module in (rasa.core.processor, rasa.core.policies.rule_policy):
        assert module.copy.deepcopy(events) == events
        assert (module.copy.deepcopy(events) is events) == (not copied)
    logging.getLogger("rasa").setLevel(before)
