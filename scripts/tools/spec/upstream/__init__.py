"""The OpenAPI document that Homerun publishes."""
