"""Runs openapi-python-client with what our templates call: `python -m tools.regenerate.run_generator ARGUMENTS`."""

import openapi_python_client
from openapi_python_client.cli import app

from tools.regenerate.model_code import FILTERS

if __name__ == "__main__":
    openapi_python_client.TEMPLATE_FILTERS.update(FILTERS)
    app()
