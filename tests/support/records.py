"""Small answers of the API."""

APPLICATION = {"id": "ap_1", "personal_info": {"first_name": "Ada", "email": "ada@example.com"}}
CREATED = {"data": APPLICATION}


def page(ids, number=1, total=None, per_page=100, **meta):
    """A page of job applications with these ids."""
    ids = list(ids)
    total = len(ids) if total is None else total
    known = {"current_page": number, "last_page": max(1, -(-total // per_page)), "per_page": per_page, "total": total}
    return {"data": [{"id": name} for name in ids], "meta": known | meta}
