"""What changed between two OpenAPI documents."""
