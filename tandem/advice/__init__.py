"""Advice: practices of alignment that fit the asker's company, and why they do."""
