"""Faults on demand: which requests meet one, and how it is done to them."""
