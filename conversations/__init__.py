"""How conversations are kept: a tracker store for Rasa."""
