"""The metrics of marketing and sales: formulas, the numbers they need, and what a result means."""
