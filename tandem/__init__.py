"""Tandem's core: reads documents, finds passages, builds replies. Imports nothing from Rasa."""
