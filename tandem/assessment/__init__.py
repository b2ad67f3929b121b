"""The self-assessment: how well sales and marketing work together, dimension by dimension."""
