"""Small payloads of V1's "create an application"."""

import base64

NOTE = {"body": "Call on Monday.", "name": "Ted"}
RESUME = {"name": "cv.pdf", "type": "resume", "content": base64.b64encode(b"%PDF-1.7").decode()}


def payload(number, **more):
    """The payload of one candidate."""
    candidate = {"first_name": "Ada", "last_name": "Lovelace", "email": f"{number}@example.com"}
    return {"candidate": candidate, **more}
