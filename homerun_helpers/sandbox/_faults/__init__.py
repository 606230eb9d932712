"""How faults that were injected meet their requests."""
