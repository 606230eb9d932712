"""Fixtures for pytest: an application's own tests run against the sandbox.

pytest finds them by itself where the package is installed; see `homerun_helpers.testing.plugin`. They
need the extra: ``homerun-helpers[testing]``.
"""
