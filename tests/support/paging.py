"""Answers for list requests."""

from urllib.parse import parse_qs, urlsplit

from tests.support.faulty import Answer
from tests.support.records import page


def serve_pages(ids):
    """A step of the faulty server that answers with the requested page of these ids."""

    def answer(request):
        query = parse_qs(urlsplit(request.target).query)
        number, size = int(query["page"][0]), int(query["perPage"][0])
        part = ids[(number - 1) * size : number * size]
        return Answer(200, page(part, number, total=len(ids), per_page=size))

    return answer
