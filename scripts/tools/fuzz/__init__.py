"""Runs the properties of the tests for a long time, guided by coverage."""
