"""Habits of Rasa 3.6.21 mended. It gets no more releases, and none of these has an extension point."""
