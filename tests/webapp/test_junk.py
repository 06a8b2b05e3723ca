"""Whatever is sent to whatever address is answered: refused or shown as text, and no accident.

The site has no interface that takes JSON; its routes take forms and files, and each is asked here
with what no browser would send.
"""

import re
from io import BytesIO
from pathlib import Path

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.routing import Rule, UnicodeConverter

import webapp
from tests.webapp.test_policy import ARGUMENTS

TEMPLATES = Path(webapp.__file__).parent / "templates"
FIELDS = sorted(
    {
        name
        for page in TEMPLATES.rglob("*.html")
        for name in re.findall(r'name="([\w-]+)"', page.read_text(encoding="utf-8"))
    }
    | {"line-0", "line-1", "sealed", "share-1", "csrf_token", "next", "lang", "_method"}
)
SCRIPT = "<script>alert(1)</script>"
HARD = [
    *("", " ", "0", "-1", "1", "2", "9" * 30, "1e9", "NaN", "٣", "²", "yes", "true", "null"),
    *(SCRIPT, "'; DROP TABLE ballot; --", "{{ 7 * 7 }}", "%s%n", "{0}", "\\", "../../etc/passwd"),
    *("\x00", "a\x00b", "\u202e", "\ufeff", "a\r\nSet-Cookie: x=1", "\n" * 50),
    *("=1+1", "x" * 5000, "sealed", "irv", "stv", "2 of 2", "a1", "v-a1-open", "=HYPERLINK(1)"),
]
"""Texts at which programs have stumbled: of numbers, of languages, of databases, of headers."""

FILES = [
    b"",
    b"id,gender\n1,woman\n",
    b"feature,value,min,max\ngender,woman,1,1\n",
    b"\xff\xfe\x00",
    b"\x00" * 100,
    b"PK\x03\x04 damaged",
    b"%PDF-1.4",
    ",".join(map(str, range(10_000))).encode() + b"\n",
    "id,gender\n=1+1,<script>\n".encode("utf-16"),
]
RAW = [
    b"",
    b"{}",
    b"title=%ed%a0%80&question=%ff&line-0=%00",
    b"a" * 100 + b"&" * 2000,
    b"--x\r\nContent-Disposition: form-data; name=people; filename=x\r\n",
]
KINDS = [
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
]
KINDS += ["application/json", "text/plain; charset=utf-16", ""]
ODD_PATHS = [
    *(
        "/votes/%ff",
        "/%00",
        "/x//evil.example",
        "/votes/" + "x" * 3000,
        "/join/%0d%0aSet-Cookie:x=1",
    ),
    *("/.%2e/%2e%2e/etc/passwd", "/static/..%2f..%2fsecurity.py", "/static/%2e%2e/auth.py"),
]
HEADERS = ["Accept-Language", "Host", "Range", "If-None-Match", "Referer", "X-HTTP-Method-Override"]
EXAMPLES = 60  # on each database
WHO = ("anna", "member", "stranger")
LEAVES = ("static", "facilitator.sign_out", "participant.leave")

texts = st.sampled_from(HARD) | st.text(st.characters(codec="utf-8"), max_size=20)


def routes(app: Flask) -> list[tuple[Rule, str]]:
    """Every route with each of its methods, but those that end a session."""
    found = [rule for rule in app.url_map.iter_rules() if rule.endpoint not in LEAVES]
    return [(rule, method) for rule in found for method in sorted(rule.methods or ())]


@st.composite
def addressed(draw, app: Flask) -> tuple[str, str]:
    """A method and an address; where that holds an id, perhaps one that is none."""
    rule, method = draw(st.sampled_from(routes(app)))
    if draw(st.integers(0, 9)) == 0:
        return method, draw(st.sampled_from(ODD_PATHS))
    odd = draw(st.none() | st.none() | texts.filter(lambda text: text and "/" not in text))
    values = {
        name: odd if odd and type(rule._converters[name]) is UnicodeConverter else ARGUMENTS[name]
        for name in rule.arguments
    }
    return method, app.url_map.bind("").build(rule.endpoint, values, method=method)


bodies = st.fixed_dictionaries(
    {"data": st.sampled_from(RAW), "content_type": st.sampled_from(KINDS)}
) | st.builds(
    lambda form, files: {"data": form | {name: (BytesIO(f), "f.csv") for name, f in files.items()}},
    st.dictionaries(st.sampled_from(FIELDS), texts, max_size=6),
    st.dictionaries(st.sampled_from(["people", "quotas"]), st.sampled_from(FILES)),
)
latin = st.text(st.characters(codec="latin-1", exclude_categories=["Cc"]), max_size=20)
headers = st.dictionaries(st.sampled_from(HEADERS), latin, max_size=1)
queries = st.dictionaries(st.sampled_from(FIELDS), texts, max_size=2)


def test_no_request_however_odd_is_an_accident(app, request, assembly, member) -> None:
    visitors = {who: request.getfixturevalue(who) for who in WHO}

    @settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.sampled_from(WHO), addressed(app), bodies, headers, queries)
    def ask(who, address, body, extra, query) -> None:
        (method, path), visitor = address, visitors[who]
        token = {"X-CSRFToken": visitor.token()}
        sent = body if method == "POST" else {}
        answer = visitor.client.open(
            path, method=method, headers={**extra, **token}, query_string=query, **sent
        )
        assert answer.status_code < 500, answer.data
        assert SCRIPT.encode() not in answer.data
        assert "evil.example" not in answer.headers.get("Location", "")
        assert "x=1" not in answer.headers.get("Set-Cookie", "")
        answer.close()

    ask()
