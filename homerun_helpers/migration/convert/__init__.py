"""Converts data of V1 into V2's, with pure functions: no file is opened, and nothing is sent."""
