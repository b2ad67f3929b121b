"""From files to passages: what the advisor knows, with where it stands."""
