from __future__ import annotations

from typing import Any
from unittest.mock import patch

import pytest
from rasa.core.policies.rule_policy import RulePolicy
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet, UserUttered

from launch.mends import dialogue


@pytest.mark.parametrize(("state", "looked"), [({"intent": "greet"}, False), ({"text": "hi"}, True)])
def test_rules_are_asked_for_text_only_where_one_reads_it(
    monkeypatch: pytest.MonkeyPatch, state: dict[str, Any], looked: bool
) -> None:
    def find(policy: RulePolicy, *where: Any, use_text_for_last_user_input: bool) -> tuple[str, str, bool]:
        return "action_answer", "found", False

    monkeypatch.setattr(RulePolicy, "_find_action_from_rules", find)
    dialogue.ask_rules_for_text_where_they_read_it()
    context = ExecutionContext(GraphSchema({}))
    policy = RulePolicy(RulePolicy.get_default_config(), None, None, context)
    key = RulePolicy._create_feature_key(policy, [{"user": state}])
    policy.lookup = {"rules": {key: "action_answer"}}
    assert policy._find_action_from_rules(use_text_for_last_user_input=False)[0] == "action_answer"
    assert (policy._find_action_from_rules(use_text_for_last_user_input=True)[0] is not None) == looked


def test_rules_are_gone_through_once_for_a_situation(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(RulePolicy, "_get_possible_keys", RulePolicy._get_possible_keys)
    dialogue.find_rules_of_a_situation_once()
    policy = RulePolicy(RulePolicy.get_default_config(), None, None, ExecutionContext(GraphSchema({})))
    waited = {"prev_action": {"action_name": "action_listen"}}
    asked, greeted = ([{**waited, "user": {"intent": name}}] for name in ("ask", "greet"))
    rules = {policy._create_feature_key(asked): "action_answer"}
    look = RulePolicy._is_rule_applicable
    with patch.object(RulePolicy, "_is_rule_applicable", autospec=True, side_effect=look) as looked:
        found = [policy._get_possible_keys(rules, states) for states in (asked, greeted, asked, greeted)]
    assert looked.call_count == 2
    assert found == [set(rules), set(), set(rules), set()]


def test_a_domain_is_looked_through_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Domain, "is_empty", Domain.is_empty)
    dialogue.see_once_whether_domain_is_empty()
    empty, full = Domain.empty(), Domain.from_dict({"intents": ["greet"]})
    with patch.object(Domain, "as_dict", autospec=True, side_effect=Domain.as_dict) as written:
        assert [d.is_empty() for d in (empty, full, empty, full)] == [True, False, True, False]
    assert written.call_count == 4


def test_kinds_of_events_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Event, "resolve_by_type", Event.resolve_by_type)
    dialogue.find_kind_of_event_once()
    assert Event.resolve_by_type("slot") is SlotSet
    with patch("rasa.shared.utils.common.all_subclasses") as looked:
        assert Event.resolve_by_type("slot") is SlotSet
    assert not looked.called
    assert Event.resolve_by_type("user") is UserUttered
    with pytest.raises(ValueError, match="Unknown event"):
        Event.resolve_by_type("never-heard-of")
