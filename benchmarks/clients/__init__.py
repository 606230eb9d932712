"""The clients that are measured: each module here lists, decodes and encodes with one of them.

A module has `records(url, per_page=…, limit=…, window=…)`, an iterator (or an async one) over all records of the
listing as the client gives them, and, where it makes sense, three functions for pages: `prepare(body)` wraps the bytes
of an answer as the client gets it from its transport, which is not timed; `decode(prepared)` gives its page;
`encode(page)` gives bytes again. `limit` is None for no rate limit, or how many requests may go out in `window`
seconds, for clients that can be told.

Nothing is imported here: a worker imports only the client that it measures.
"""

from typing import Final

INCLUDE: Final = ("stage", "sources", "questionAnswers")
KEY = "benchmark"
