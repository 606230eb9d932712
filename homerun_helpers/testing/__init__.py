"""Tools for the tests of an application. They need the extra ``homerun-helpers[testing]``.

- `homerun_helpers.testing.plugin`: pytest fixtures that run tests against the sandbox. pytest loads them wherever the
  package is installed.
- `homerun_helpers.testing.strategies`: Hypothesis strategies of everything that the API may send and accept.
"""
