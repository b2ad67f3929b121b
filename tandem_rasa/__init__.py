"""Everything that imports Rasa: its graph components, and how Tandem runs in its server."""
