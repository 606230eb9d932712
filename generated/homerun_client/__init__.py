# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.

"""A client library for accessing Homerun API"""

from .client import AuthenticatedClient, Client

__all__ = (
    "AuthenticatedClient",
    "Client",
)
