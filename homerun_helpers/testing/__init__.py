"""What an application's own tests need. All of it needs the extra: ``homerun-helpers[testing]``.

- Fixtures for pytest, with which tests run against the sandbox: pytest finds them by itself where the package is
  installed; see `homerun_helpers.testing.plugin`.
- Strategies for hypothesis, of whatever the API may send and take: see `homerun_helpers.testing.strategies`.
"""
