"""Rasa graph components: thin, they wrap the core."""
