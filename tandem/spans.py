"""Spans of time behind a number: "3 months", "6-week"."""

from __future__ import annotations

import re

SPAN = re.compile(r"\s*(?:-\s*)?(minute|hour|day|week|month|quarter|year)s?\b", re.IGNORECASE)
