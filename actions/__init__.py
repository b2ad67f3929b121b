"""Rasa SDK actions: thin, they read the tracker, call the core and send a reply."""
