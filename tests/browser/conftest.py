"""The application, served as in the room, and phones that watch what a page does."""

from __future__ import annotations

import secrets
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from argon2 import PasswordHasher
from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server

import webapp
from deliberation.procedures.accounts import add_facilitator
from webapp import create_app

WCAG = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
WIDTHS = (390, 320)
PASSWORD = "tram bus bike"
END = "scrollTo(0, document.scrollingElement.scrollHeight)"
FOLDERS = (Path(webapp.__file__).parent / "static", Path(__file__).parent)


class Quiet(WSGIRequestHandler):
    """Serves without a line for each request."""

    def log(self, *args: Any) -> None:
        pass


@dataclass
class Phone:
    """A browser's window of its own, and everything that it did wrong."""

    page: Any
    base: str
    scripts: bool = True
    looks: bool = True
    faults: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        page, faults = self.page, self.faults
        page.set_default_timeout(20_000)
        page.on("pageerror", lambda error: faults.append(f"script: {error}"))
        page.on("console", lambda m: m.type == "error" and faults.append(f"console: {m.text}"))
        page.on("request", lambda request: self._note_if_foreign(request.url))

    def open(self, path: str) -> None:
        self.page.goto(self.base + path)
        self.check()

    def press(self, name: str) -> None:
        """Press the button or link of this name, wait for the next page, and look at it."""
        button = self.page.get_by_role("button", name=name, exact=True)
        link = self.page.get_by_role("link", name=name, exact=True)
        with self.page.expect_navigation():
            button.or_(link).first.click()
        self.check()

    def press_twice(self, name: str) -> None:
        """Press a button again before the answer has come, as the impatient do."""
        button = self.page.get_by_role("button", name=name, exact=True)
        with self.page.expect_navigation():
            button.evaluate("button => { button.click(); setTimeout(() => button.click(), 100); }")
        self.check()

    def fill(self, **fields: str) -> None:
        for name, text in fields.items():
            self.page.locator(f"[name={name}]").fill(text)

    def reads(self, text: str) -> None:
        """Wait until the page says *text*."""
        self.page.get_by_text(text).first.wait_for()

    def check(self) -> None:
        """The page is accessible, fits on a phone, and has done nothing wrong."""
        assert not self.faults, f"{self.page.url}: {self.faults}"
        if not self.looks:
            return
        size = self.page.viewport_size
        for width in WIDTHS:
            self.page.set_viewport_size({"width": width, "height": 844})
            wide = self.page.evaluate("[document.scrollingElement.scrollWidth, innerWidth]")
            assert wide[0] == wide[1], f"{self.page.url} is {wide[0]} wide on {wide[1]}"
        self.page.set_viewport_size(size)
        if self.scripts:
            from axe_playwright_python.sync_playwright import Axe

            self.page.evaluate(END)  # where a bar that stays in sight covers nothing
            found = Axe().run(self.page, options={"runOnly": WCAG})
            assert found.violations_count == 0, f"{self.page.url}: {found.generate_report()}"

    def _note_if_foreign(self, url: str) -> None:
        if urlsplit(url).scheme != "data" and not url.startswith(self.base + "/"):
            self.faults.append(f"asked another host: {url}")


@pytest.fixture
def house(tmp_path: Path) -> Iterator[Flask]:
    """The application on a database in a file, with the facilitator anna."""
    app = create_app(
        {"DATABASE": f"sqlite:///{tmp_path / 'room.db'}", "SECRET_KEY": secrets.token_hex()}
    )
    with app.extensions["begin"]() as store:
        add_facilitator(
            store, name="anna", password_hash=PasswordHasher().hash(PASSWORD), id="f-anna"
        )
    yield app
    app.extensions["jobs"].finish()
    app.extensions["jobs"].close()
    app.extensions["begin"].close()


@pytest.fixture
def site(house: Flask) -> Iterator[str]:
    """The address that the application is served at."""
    server = make_server("127.0.0.1", 0, house, threaded=True, request_handler=Quiet)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def phone(browser: Any, site: str) -> Iterator[Callable[..., Phone]]:
    """Makes a phone of 390 by 844; ``looks=False`` trusts pages that another one has looked at."""
    contexts = []

    def make(*, language: str = "en", scripts: bool = True, looks: bool = True) -> Phone:
        context = browser.new_context(
            viewport={"width": 390, "height": 844},
            is_mobile=True,
            has_touch=True,
            locale=language,
            java_script_enabled=scripts,
        )
        contexts.append(context)
        return Phone(context.new_page(), site, scripts, looks)

    yield make
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def loaded(browser: Any) -> Iterator[Callable[..., Any]]:
    """Makes an empty page with our modules in it, at an address where browsers seal.

    Whatever the modules export can be called by its name.
    """
    context = browser.new_context()

    def load(*names: str) -> Any:
        page = context.new_page()
        page.route("http://localhost/", lambda route: route.fulfill(body=""))
        page.route("http://localhost/*.js", _send)
        page.goto("http://localhost/")
        for name in names:
            taken = f'import * as it from "/{name}"; Object.assign(globalThis, it);'
            page.add_script_tag(content=f"{taken} globalThis.loaded = '{name}';", type="module")
            page.wait_for_function(f"globalThis.loaded === '{name}'")
        return page

    yield load
    context.close()


def _send(route: Any) -> None:
    """Answer with the script that is asked for."""
    name = urlsplit(route.request.url).path.removeprefix("/")
    path = next(folder / name for folder in FOLDERS if (folder / name).exists())
    route.fulfill(path=path, content_type="text/javascript")
