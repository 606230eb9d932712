"""V1's data as V2's: pure functions, no file is opened and nothing is sent."""
