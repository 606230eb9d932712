"""The web view: read-only pages of what a sandbox holds, for people.

They are rendered on the server, without JavaScript and without a build step. They show no key's secret, cost no
budget and are not in the journal. jinja2 is imported for the first page that is asked for.
"""

from homerun_helpers.sandbox._web.pages import not_found, routes

__all__ = ["not_found", "routes"]
