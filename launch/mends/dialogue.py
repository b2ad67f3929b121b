"""What Rasa works out again on each message, though it follows from the model alone."""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from rasa.core.policies.rule_policy import RulePolicy
from rasa.shared.core.constants import USER
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event
from rasa.shared.nlu.constants import TEXT

MOST = 1000  # situations that are kept
Found = tuple[str | None, str | None, bool]


def ask_rules_for_text_where_they_read_it() -> None:
    """Go through the rules once a prediction, by intent, unless a rule names what the person wrote."""
    find = RulePolicy._find_action_from_rules

    def find_action(policy: RulePolicy, *where: Any, use_text_for_last_user_input: bool) -> Found:
        if use_text_for_last_user_input and not _reads_text(policy):
            return None, None, False
        found: Found = find(policy, *where, use_text_for_last_user_input=use_text_for_last_user_input)
        return found

    RulePolicy._find_action_from_rules = find_action


def find_rules_of_a_situation_once() -> None:
    """Rasa goes through all rules on each message; intents and what was done before them are mostly the same."""
    find = RulePolicy._get_possible_keys

    def possible_keys(policy: RulePolicy, rules: dict[str, str], states: list[dict[str, Any]]) -> set[str]:
        kept: dict[tuple[int, int, str], set[str]] = vars(policy).setdefault("_kept", {})
        situation = id(rules), len(rules), json.dumps(states, sort_keys=True)
        if situation not in kept:
            if len(kept) == MOST:
                kept.clear()
            kept[situation] = find(policy, rules, states)
        return kept[situation]

    RulePolicy._get_possible_keys = possible_keys


def see_once_whether_domain_is_empty() -> None:
    """Rasa writes the whole domain out for it on each message."""
    look = Domain.is_empty

    def is_empty(domain: Domain) -> bool:
        if "_empty" not in vars(domain):
            domain._empty = look(domain)
        return bool(domain._empty)

    Domain.is_empty = is_empty


def find_kind_of_event_once() -> None:
    """Rasa looks through all classes of events for each event that it reads."""
    Event.resolve_by_type = staticmethod(cache(Event.resolve_by_type))


@cache
def _reads_text(policy: RulePolicy) -> bool:
    """Whether a rule of a trained policy names a text."""
    keys = [key for rules in policy.lookup.values() if isinstance(rules, dict) for key in rules]
    return any(TEXT in state.get(USER, {}) for key in keys for state in policy._rule_key_to_state(key))
