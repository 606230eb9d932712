"""Excerpts of the scanner: the code around a finding, without secrets and personal data."""

import pytest

from homerun_helpers.migration.scanning import scan_text

USE = 'BASE = "https://api.homerun.co/v1"\n'


KEYS = [
    ("a.py", 'requests.get("https://api.homerun.co/v1/jobs", auth=("{key}", ""))'),
    ("a.py", 'requests.get("https://{key}:@api.homerun.co/v1/jobs")'),
    ("a.py", 'requests.get("https://api.homerun.co/v1/jobs?key={key}")'),
    ("a.py", 'HEAD = {{"Authorization": "Basic {key}"}}; BASE = "https://api.homerun.co/v1"'),
    ("a.js", 'const HOMERUN_KEY = "{key}", BASE = "https://api.homerun.co/v1"'),
    ("a.js", 'axios.get("https://api.homerun.co/v1/jobs", {{ auth: {{ username: "{key}" }} }})'),
    ("a.php", '<?php curl_setopt($c, CURLOPT_USERPWD, "{key}:"); $b = "https://api.homerun.co/v1";'),
    ("a.sh", "curl -u {key}: https://api.homerun.co/v1/jobs"),
    ("a.sh", 'curl -u "{key}:" "https://api.homerun.co/v1/jobs"'),
    ("a.json", '{{"url": "https://api.homerun.co/v1/jobs", "auth": {{"type": "basic", "user": "{key}"}}}}'),
]


@pytest.mark.parametrize(
    "key", ["jM5G1NlcvwA6hjjRJL5SqPoHt1cVmtZ1", "deadbeefdeadbeefdeadbeefdeadbeef", "hunter", "secret_key"]
)
@pytest.mark.parametrize(("path", "code"), KEYS)
def test_an_excerpt_shows_no_key(path, code, key):
    """Whatever the key looks like, and wherever it stands."""
    found = scan_text(code.format(key=key), path)
    assert found
    assert not [finding.excerpt for finding in found if key in finding.excerpt + str(finding) + repr(finding)]


def test_an_excerpt_shows_no_personal_data():
    """Neither from stored records nor from code that contains some."""
    record = (
        '{"candidate": {"first_name": "Ada", "email": "ada@example.com"}, "job": "Countess", "content": "Born 1815"}'
    )
    code = USE + 'post(BASE + "/applications", {"candidate": {"first_name": "Ada", "email": "ada@example.com"}})'
    shown = " ".join(
        finding.excerpt for text, path in [(record, "a.json"), (code, "a.py")] for finding in scan_text(text, path)
    )
    assert '"candidate"' in shown
    assert not [word for word in ("Ada", "ada@", "Countess", "1815") if word in shown]


def test_an_excerpt_shows_the_code():
    """Names, addresses and fields are shown."""
    code = 'jobs = requests.get("https://api.homerun.co/v1/jobs", auth=(KEY, ""))["data"]'
    assert {finding.excerpt for finding in scan_text(code, "a.py")} == {code}


def test_an_excerpt_of_a_long_line_is_short():
    """It shows the code around the place."""
    code = "a = 1;" * 300 + 'b = "https://api.homerun.co/v1";' + "c = 2;" * 300
    (finding,) = scan_text(code, "a.js")
    assert "https://api.homerun.co/v1" in finding.excerpt
    assert len(finding.excerpt) < 120


@pytest.mark.parametrize(
    ("path", "code", "hidden"),
    [
        ("a.py", 'get("https://api.homerun.co/v1/candidates/ada@example.com/notes")', "ada"),
        ("a.py", 'get("https://api.homerun.co/v1/candidates/ada-lovelace/notes")', "lovelace"),
        ("a.js", "new Client('https://api.homerun.co/v1', 'mysecretapikey')", "mysecretapikey"),
        ("a.js", "x = {mysecret: 1, 'mysecretapikey': 'https://api.homerun.co/v1'}", "mysecretapikey"),
        ("a.js", "x('https://api.homerun.co/v1', 'https://hooks.example.com/mysecretapikey')", "mysecretapikey"),
        ("a.sh", "curl -umysecretapikey: https://api.homerun.co/v1/jobs", "mysecretapikey"),
        ("a.sh", "curl https://api.homerun.co/v1/jobs -H Authorization:Basic mysecretapikey==", "mysecretapikey"),
        ("a.py", 'x = "https://api.homerun.co/v1"; y = \'mysecretapikey', "mysecretapikey"),
    ],
)
def test_an_excerpt_shows_only_known_words(path, code, hidden):
    """A word may be a key, and a part of a path the name of a person."""
    found = scan_text(code, path)
    assert found
    assert not [finding.excerpt for finding in found if hidden in finding.excerpt]


def test_control_characters_are_escaped():
    """Those of a file and those of its name: a terminal would obey them."""
    found = scan_text('x = "https://api.homerun.co/v1" \x1b \x07 \u202e', "a\x1b]0;\n.py")
    assert [str(finding).isprintable() and finding.excerpt.isprintable() for finding in found] == [True]
    assert r"\x1b" in found[0].excerpt
