"""Data that looks real and is the same for the same seed."""
