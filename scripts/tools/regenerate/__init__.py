"""Makes generated/homerun_client from openapi.yaml."""
