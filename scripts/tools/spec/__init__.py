"""Tools for OpenAPI documents."""
