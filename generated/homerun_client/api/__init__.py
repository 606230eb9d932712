# Generated from openapi.yaml by scripts/regenerate. Changes made here are lost.
"""Contains methods for accessing the API"""
