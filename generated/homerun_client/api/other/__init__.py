# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
"""Contains endpoint functions for accessing the API"""
