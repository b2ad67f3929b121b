"""Measurements; each module is a command that says what it measured and beside what."""
