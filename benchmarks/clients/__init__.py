"""The clients that are measured: each module here lists, decodes and encodes with one of them.

A module has `records(url, per_page=…, limit=…, window=…)`, an iterator or async iterator over all records of the
listing, of the client's own type. `limit` is the number of requests that may be sent in `window` seconds, for clients
that can be told; None: no limit. Where it makes sense, a module has three functions for pages, too: `prepare(body)`
wraps the bytes of an answer as the client's transport would, which is not timed; `decode(prepared)` returns the page;
`encode(page)` returns bytes.

Nothing is imported here: a worker imports only the client that it measures.
"""

from typing import Final

INCLUDE: Final = ("stage", "sources", "questionAnswers")
KEY = "benchmark"
