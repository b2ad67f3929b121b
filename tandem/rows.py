"""Rows of JSON and YAML as arguments of frozen dataclasses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any


def frozen(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row with tuples in place of its lists, and of the lists in these."""
    return {key: _frozen(value) for key, value in row.items()}


def _frozen(value: Any) -> Any:
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
