"""The plan: practices that a company took up, and what it takes away in writing."""
