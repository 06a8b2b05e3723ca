"""A script in every field of every form of the pages is refused, or shown as text to everybody.

The forms are found in the pages themselves, so a new field is tried without being named here.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import urljoin

from flask import Flask

from tests.webapp.test_policy import ARGUMENTS
from webapp import policy

SCRIPT = "<script>alert(1)</script>"
TEXTS = {"text", "search", "url", "email", "password"}
GIVEN = {"number": "2", "date": "2026-03-14", "time": "18:00", "datetime-local": "2026-03-14T18:00"}
VOTES = ("v-a1-open", "v-a1-draft", "v-a1-closed")
ENDS = ("/sign-out", "/leave", "/remove", "/lost", "/cancel", "/sign-in")


@dataclass
class Form:
    """Where a form leads, and what a malicious visitor writes into it."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    texts: int = 0


class Forms(HTMLParser):
    """The forms of one page that change something."""

    def __init__(self, page: str, address: str) -> None:
        super().__init__()
        self.found: list[Form] = []
        self._address, self._form, self._menu = address, None, ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._form = None
            if given.get("method") == "post":
                self._form = Form(urljoin(self._address, given.get("action", "")))
                self.found.append(self._form)
        elif self._form is not None and tag in ("input", "textarea", "select", "option", "button"):
            self._fill(self._form, tag, given)

    def _fill(self, form: Form, tag: str, given: dict[str, str]) -> None:
        name, kind = given.get("name", ""), given.get("type", "text")
        if tag == "select":
            self._menu = name
        elif tag == "option" and self._menu:
            if given.get("value"):
                form.fields.setdefault(self._menu, given["value"])
        elif tag == "textarea":
            form.fields[name], form.texts = f"{SCRIPT}\n{SCRIPT[::-1]}x", form.texts + 1
        elif tag == "input" and kind in TEXTS:
            form.fields[name], form.texts = SCRIPT, form.texts + 1
        elif name and name != "csrf_token" and kind != "file":
            value = given.get("value") or GIVEN.get(kind, "yes")
            form.fields.setdefault(name, value)


def addresses(app: Flask) -> Iterator[str]:
    """Every page that can be opened, of votes in each state."""
    for rule in app.url_map.iter_rules():
        if "GET" in (rule.methods or ()) and policy.of(app, rule.endpoint) is not None:
            values = {name: ARGUMENTS[name] for name in rule.arguments}
            for vote in VOTES if "vote_id" in values else [""]:
                named = values | ({"vote_id": vote} if vote else {})
                yield app.url_map.bind("").build(rule.endpoint, named)


def pages(app: Flask, visitor) -> Iterator[tuple[str, str]]:
    """Every page of this visitor, as a browser would show it."""
    for address in [*addresses(app)]:
        answer = visitor.get(address)
        if answer.mimetype == "text/html" and answer.status_code == 200:
            yield address, answer.get_data(as_text=True)
        answer.close()


def test_a_script_in_every_field_of_every_form_is_nowhere_run(kept, visitor_to) -> None:
    member, anna, stranger = (visitor_to(kept) for _ in range(3))
    member.post("/join/a1", code=kept.extensions["codes"][0])
    anna.sign_in("anna")
    tried, shown = 0, set()
    for visitor in (member, anna):
        for address, page in pages(kept, visitor):
            for form in Forms(page, address).found:
                if form.texts and not form.action.endswith(ENDS):
                    answer = visitor.post(form.action, **form.fields)
                    assert answer.status_code < 500, form
                    assert SCRIPT not in answer.get_data(as_text=True), form
                    tried += form.texts
    for visitor in (stranger, member, anna):
        for address, page in pages(kept, visitor):
            assert SCRIPT not in page, address
            if "&lt;script&gt;" in page:
                shown.add(address)
    assert tried > 20, "fields were found"
    assert len(shown) > 3, f"and some of them were kept: {shown}"
