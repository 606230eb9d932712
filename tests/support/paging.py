"""Answers to list requests."""

from urllib.parse import parse_qs, urlsplit

from tests.support.faulty import Answer
from tests.support.records import page


def serve_pages(ids):
    """A step for the faulty server: the asked-for page of these ids."""

    def answer(request):
        query = parse_qs(urlsplit(request.target).query)
        number, size = int(query["page"][0]), int(query["perPage"][0])
        part = ids[(number - 1) * size : number * size]
        return Answer(200, page(part, number, total=len(ids), per_page=size))

    return answer
