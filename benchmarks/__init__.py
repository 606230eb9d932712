"""How fast homerun-helpers is, beside its peers and what is possible. `scripts/bench` runs it."""
