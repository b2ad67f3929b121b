"""What Rasa copies to log it."""

from __future__ import annotations

import copy
import logging
from types import SimpleNamespace
from typing import Any

import rasa.core.policies.rule_policy
import rasa.core.processor

logger = logging.getLogger("rasa")


def copy_only_what_is_logged() -> None:
    """Copy events, slots and states for messages of the level "debug" where these are shown."""
    for module in (rasa.core.processor, rasa.core.policies.rule_policy):  # neither copies anything else
        module.copy = SimpleNamespace(deepcopy=_copied)


def _copied(value: Any) -> Any:
    return copy.deepcopy(value) if logger.isEnabledFor(logging.DEBUG) else value
