"""The board: a read-only web view of what a sandbox holds, for people.

It is made on the server, without a build step or JavaScript. It shows no key, costs no budget and
stays out of the journal. Its templates need jinja2, which is imported with the first page.
"""

from homerun_helpers.sandbox._board.pages import missing, routes

__all__ = ["missing", "routes"]
