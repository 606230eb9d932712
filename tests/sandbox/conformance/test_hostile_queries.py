"""Hostile paths, queries and headers: the answer is never a 500, and always of the API's shape."""

import pytest

from tests.support.conform_raw import check, request, send


@pytest.fixture
def get(sandbox):
    """Sends a GET with a key for everything, byte by byte."""
    key = f"Authorization: Bearer {sandbox.key()}".encode()

    def raw(target, *headers):
        return send(sandbox.url, request(b"GET /v2" + target + b" HTTP/1.1", key, *headers))

    return raw


@pytest.mark.parametrize("id", [b"%00", b"%ff%fe", b"%ed%a0%80", b"%2e%2e", b"%", b"a" * 10_000, b"%F0%9F%98%80"])
def test_odd_id_is_not_found(get, id):
    """An id with NUL, bytes that are no UTF-8, half a surrogate pair, a folder or great length is a 404."""
    check(get(b"/vacancies/" + id), 404)
    check(get(b"/job-applications/" + id), 404)


REFUSED = [
    (b"page=-1", "page"),
    (b"page=1%00", "page"),
    (b"page=" + b"9" * 5000, "page"),
    (b"page[]=1", "page"),
    (b"page=1&page=x", "page"),
    (b"page=%D9%A3", "page"),
    (b"perPage=" + b"9" * 5000, "perPage"),
    (b"perPage=-9223372036854775809", "perPage"),
    (b"include=stage", "include"),
    (b"include=&include[]=stage", "include"),
    (b"include[][]=stage", "include"),
    (b"include[]=%ed%a0%80", "include"),
    (b"include[]=%00", "include"),
    (b"include[]=stage&include[9]=stage", "include"),
    (b"filter=x", "filter"),
    (b"filter[]=x", "filter"),
    (b"filter[%ff]=x", "filter"),
    (b"filter[stage][]=x", "filter.stage"),
    (b"filter[stage][a][b]=x", "filter.stage"),
    (b"filter[stage]=", "filter.stage"),
    (b"filter[hired_after]=%ff", "filter.hired_after"),
    (b"filter[hired_after]=0000-00-00", "filter.hired_after"),
]


@pytest.mark.parametrize(("query", "param"), REFUSED)
def test_odd_query_is_refused(get, query, param):
    """A parameter that makes no sense is named in a 400."""
    answer = get(b"/job-applications?" + query)
    check(answer, 400)
    assert {detail["param"] for detail in answer.body["details"]} == {param}


@pytest.mark.parametrize(
    "query",
    [
        b"include[0]=stage&include[x]=sources",
        b"filter[stage]=%ed%a0%80",
        b"filter[stage]=%00",
        b"filter[vacancy_id]=" + b"," * 50_000,
        b"filter[vacancy_id]=" + b",".join(b"%x" % number for number in range(10_000)),
        b"filter[hired_after]=0500-01-01T00:00:00Z",
        b"page=" + b"9" * 100,
        b"&&=&%=&[=1&]=2&a[b=c&filter[stage=x",
        b"=" * 10_000,
    ],
)
def test_odd_query_is_answered(get, query):
    """A query that PHP would accept is answered."""
    check(get(b"/job-applications?" + query), 200)


def test_last_of_repeated_filters_counts(get):
    """Of repeated filters the last counts, as in PHP."""
    stage = b"filter[stage]=nowhere&filter[stage]=Offer"
    assert get(b"/job-applications?" + stage).body["meta"]["total"] > 0


def test_filter_of_a_very_early_time_finds_all_who_are_hired(get):
    """A year of three digits compares correctly with years of four."""
    early, earlier = (
        get(b"/job-applications?filter[hired_after]=" + text).body for text in (b"0500-01-01", b"0500-01-01T00:00")
    )
    assert early["meta"]["total"] == earlier["meta"]["total"] > 0


@pytest.mark.parametrize("header", [b"Accept: \xff", b"X-A: " + b"a" * 10_000, b"Cookie: =;=", b"Range: bytes=9-"])
def test_odd_header_changes_nothing(get, header):
    """Headers that the API does not read change nothing."""
    check(get(b"/ping", header), 200)


@pytest.mark.parametrize("value", [b"Bearer \xff\xfe", b"Bearer " + b"x" * 20_000, b"Bearer\tx", b"\xe9", b"Bearer  "])
def test_odd_authorization_is_unauthenticated(sandbox, value):
    """A malformed Authorization header is a 401."""
    check(send(sandbox.url, request(b"GET /v2/ping HTTP/1.1", b"Authorization: " + value)), 401)


@pytest.mark.parametrize("host", [b"", b"[", b"\xff", b"a/b?c#d", b"x:99999999"])
def test_odd_host_is_not_repeated(sandbox, host):
    """The links of a page have the sandbox's own address, whatever Host the client sent."""
    key = f"Authorization: Bearer {sandbox.key()}".encode()
    lines = [b"GET /v2/vacancies HTTP/1.1", b"Host: " + host, key, b"Connection: close", b"", b""]
    answer = send(sandbox.url, b"\r\n".join(lines))
    check(answer, 200)
    assert answer.body["meta"]["path"] == f"{sandbox.url}/vacancies"


@pytest.mark.parametrize(
    "target", [b"*", b"x:443", b"http://sandbox/v2/ping", b"//v2//ping", b"/v2/ping?" + b"a" * 60_000]
)
def test_odd_target_is_answered(sandbox, target):
    """Unusual forms of a request's target are answered in the API's shape."""
    answer = send(sandbox.url, request(b"OPTIONS " + target + b" HTTP/1.1"))
    check(answer, 200 if b"?" in target else 404)


@pytest.mark.parametrize(
    "content",
    [
        b"\x16\x03\x01\x02\x00garbage\r\n\r\n",
        b"GET /v2/ping HTTP/1.1\r\n\r\n",
        b"GET /v2/\xff HTTP/1.1\r\nHost: x\r\n\r\n",
        b"GET /v2/ping HTTP/1.1\r\nHost: x\r\nno colon\r\n\r\n",
        b"GET /v2/ping HTTP/1.1\r\nHost: x\r\nX-A: a\x00b\r\n\r\n",
        b"POST /v2/job-applications HTTP/1.1\r\nHost: x\r\nContent-Length: -2\r\n\r\n{}",
        b"POST /v2/job-applications HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n{}",
        b"POST /v2/job-applications HTTP/1.1\r\nHost: x\r\nContent-Length: " + b"9" * 30 + b"\r\n\r\n{}",
    ],
)
def test_what_is_no_http_is_refused(sandbox, content):
    """Bytes that are no HTTP are refused in the API's shape."""
    check(send(sandbox.url, content), 400)
