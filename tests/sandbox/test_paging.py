import pytest


@pytest.fixture
def meta(api):
    """Reads the `meta` of a page of applications; there are 40."""

    def read(**params):
        return api.get("/job-applications", params=params).raise_for_status().json()["meta"]

    return read


def labels(meta):
    return [link["label"] for link in meta["links"]]


def test_default_page_has_fifteen_records(api):
    """Without parameters the answer is the first page of 15."""
    body = api.get("/job-applications").json()
    assert len(body["data"]) == body["meta"]["per_page"] == 15
    assert body["meta"]["current_page"] == 1


def test_meta_counts(meta):
    """`meta` has the numbers of a page in the middle."""
    page = meta(page=2, perPage=15)
    assert (page["from"], page["to"], page["last_page"], page["total"]) == (16, 30, 3, 40)


def test_pages_make_up_the_whole(sandbox, api):
    """All pages together have every record once, in order."""
    seen = []
    for page in range(1, 8):
        body = api.get("/job-applications", params={"page": page, "perPage": 7}).json()
        seen += [record["id"] for record in body["data"]]
    assert seen == sandbox.application_ids()


@pytest.mark.parametrize("page", [4, 10**17, 10**40])
def test_page_past_the_end_is_empty(api, page):
    """A page past the end is empty, also for a very large number."""
    body = api.get("/job-applications", params={"page": page}).json()
    assert body["data"] == []
    assert (body["meta"]["from"], body["meta"]["to"], body["meta"]["last_page"]) == (None, None, 3)


def test_nothing_found_is_one_empty_page(meta):
    """Without records the last page is the first."""
    page = meta(**{"filter[stage]": "nowhere"})
    assert (page["total"], page["last_page"], page["from"], page["to"]) == (0, 1, None, None)


@pytest.mark.parametrize("name", ["page", "perPage"])
@pytest.mark.parametrize("value", ["0", "-1", "", "x", "1.5", " 1", "1_0", "٣", "9" * 5000])
def test_bad_number_is_refused(api, problems, name, value):
    """Only whole numbers from 1 are pages or sizes."""
    assert problems(api.get("/job-applications", params={name: value})) == [name]


def test_page_has_at_most_a_hundred_records(api, problems):
    """A `perPage` over 100 is refused."""
    assert api.get("/job-applications", params={"perPage": 100}).status_code == 200
    assert problems(api.get("/job-applications", params={"perPage": 101})) == ["perPage"]


def test_all_problems_are_named_at_once(api, problems):
    """One answer names everything that is wrong with the query."""
    params = {"page": 0, "perPage": 101, "include[]": "x", "filter[status]": "y"}
    found = problems(api.get("/vacancies", params=params))
    assert found == ["page", "perPage", "include", "filter.status"]


def test_links_are_laravels(sandbox, meta):
    """The links of `meta` are absolute, one is active, and they carry nothing but the page."""
    page = meta(page=1, perPage=20)
    path = f"{sandbox.url}/job-applications"
    assert page["path"] == path
    assert page["links"] == [
        {"url": None, "label": "« Previous", "active": False},
        {"url": f"{path}?page=1", "label": "1", "active": True},
        {"url": f"{path}?page=2", "label": "2", "active": False},
        {"url": f"{path}?page=2", "label": "Next »", "active": False},
    ]


@pytest.mark.parametrize(
    ("page", "numbers"),
    [
        (1, "1 2 3 4 5 6 7 8 9 10 ... 39 40"),
        (20, "1 2 ... 17 18 19 20 21 22 23 ... 39 40"),
        (40, "1 2 ... 31 32 33 34 35 36 37 38 39 40"),
    ],
)
def test_links_leave_out_the_middle_of_many_pages(meta, page, numbers):
    """From 14 pages on the links have gaps, as Laravel makes them."""
    assert labels(meta(page=page, perPage=1))[1:-1] == numbers.split()


def test_unknown_parameters_are_ignored(meta):
    """A parameter that is neither a filter nor an include changes nothing."""
    assert meta(vacancy_id="x", colour="red", **{"include_": "x", "filter[stage": "x"})["total"] == 40
