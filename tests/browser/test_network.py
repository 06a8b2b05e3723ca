"""No page asks anybody else for anything: the browser's own log of the network says so."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

import pytest
from flask import Flask

from tests.webapp.conftest import make_assembly
from tests.webapp.test_policy import ARGUMENTS
from webapp import policy

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("quick_cards")]

OTHER_VALUES = {"vote_id": ("v-a1-closed", "v-a1-draft")}
KINDS = {"document", "stylesheet", "script", "image", "fetch", "other"}
"""What a page may ask its own site for, its icon last; a font, for one, is not among them."""

LISTEN = """
globalThis.refused = [];
addEventListener("securitypolicyviolation", (event) => refused.push(
  `${event.violatedDirective}: ${event.blockedURI}`));
"""


@pytest.fixture
def watched(house: Flask, site: str, browser: Any) -> Iterator[tuple[Any, list[tuple[str, str]]]]:
    """A page of somebody who is facilitator and member, and everything that it asks for."""
    make_assembly(house, "a1", by="f-anna")
    context = browser.new_context(viewport={"width": 390, "height": 844})
    asked: list[tuple[str, str]] = []
    context.on("request", lambda request: asked.append((request.resource_type, request.url)))
    context.add_init_script(LISTEN)
    page = context.new_page()
    page.on("websocket", lambda socket: asked.append(("websocket", socket.url)))
    _sign_in(page, site, house.extensions["codes"][0])
    yield page, asked
    context.close()


def _sign_in(page: Any, site: str, code: str) -> None:
    """As facilitator, and then with a card."""
    page.goto(f"{site}/sign-in")
    page.locator("[name=name]").fill("anna")
    page.locator("[name=password]").fill("tram bus bike")
    page.get_by_role("button", name="Sign in").click()
    page.goto(f"{site}/join/a1")
    page.locator("[name=code]").fill(code)
    page.get_by_role("button", name="Join").click()
    page.wait_for_url("**/ballots*")


def addresses(app: Flask) -> Iterator[str]:
    """Every page that can be opened, of every vote."""
    adapter = app.url_map.bind("")
    for rule in app.url_map.iter_rules():
        if "GET" not in (rule.methods or set()) or policy.of(app, rule.endpoint) is None:
            continue
        values = {name: ARGUMENTS[name] for name in rule.arguments}
        yield adapter.build(rule.endpoint, values)
        for name in rule.arguments & OTHER_VALUES.keys():
            for value in OTHER_VALUES[name]:
                yield adapter.build(rule.endpoint, values | {name: value})


def test_no_page_asks_another_host_for_anything(house, site, watched) -> None:
    page, asked = watched
    opened: defaultdict[str, list[str]] = defaultdict(list)
    for address in addresses(house):
        answer = page.request.get(site + address, max_redirects=0)
        is_kept = "content-disposition" in answer.headers  # which a browser only stores
        is_page = answer.headers["content-type"].startswith("text/html") and not is_kept
        if answer.status == 200 and is_page:
            page.goto(site + address)
            assert page.evaluate("refused") == [], address
            opened[answer.headers["content-security-policy"]].append(address)

    framed, *usual = sorted(opened.values(), key=len)
    assert all(address.partition("?")[0].endswith("/widget") for address in framed)
    assert len(usual) == 1, "one policy for all but what other sites may frame"
    assert len(usual[0]) > 25, opened
    assert [url for _, url in asked if not url.startswith((f"{site}/", "data:"))] == []
    assert {kind for kind, _ in asked} <= KINDS


PLANTED = {
    "connect-src": "fetch('http://192.0.2.1/').catch(() => 0)",
    "connect-src ": "new WebSocket('ws://192.0.2.1/')",
    "img-src": "new Image().src = 'http://192.0.2.1/x.png'",
    "font-src": "new FontFace('x', 'url(http://192.0.2.1/x.woff2)').load().catch(() => 0)",
    "script-src": "plant('script', {src: 'http://192.0.2.1/x.js'})",
    "style-src": "plant('link', {rel: 'stylesheet', href: 'http://192.0.2.1/x.css'})",
}
PLANT = """const plant = (tag, as) =>
  document.head.append(Object.assign(document.createElement(tag), as))"""


def test_a_call_that_somebody_planted_in_a_page_is_refused_by_the_browser(site, browser) -> None:
    """So the log would be empty too if a page were changed on its way, to call elsewhere."""
    context = browser.new_context()
    context.add_init_script(LISTEN)
    page = context.new_page()
    for refused, planted in PLANTED.items():
        page.goto(f"{site}/join")
        page.evaluate(f"() => {{ {PLANT}; {planted}; }}")
        page.wait_for_function("refused.length > 0")
        assert page.evaluate("refused[0]").startswith(refused.strip())
    context.close()
