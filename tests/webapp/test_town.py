"""A town: several processes on PostgreSQL behind a proxy with HTTPS, and a fall of the server."""

import html
import logging
import os
import re
import shlex
import shutil
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.client import HTTPException, HTTPSConnection
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest

from benchmarks.casts.hall import KEY, VOTE, Hall, fill
from benchmarks.casts.postgres import Postgres, programs
from deliberation.store import open_store
from tests.conftest import absent
from tests.proxy import proxy_before, write_certificate
from webapp import town

ROOT = Path(__file__).parents[2]
PATIENCE = 60
VOTERS = 4
FORM = re.compile(r'<form id="ballot".*?</form>', re.DOTALL)
FIELD = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
GOOD = {
    "DELIBERATION_DATABASE": "sqlite://",
    "DELIBERATION_SECRET_KEY": "0123456789abcdef" * 4,
    "DELIBERATION_BASE_URL": "https://town.example",
}


@dataclass
class Site:
    """A site with HTTPS, as phones reach it."""

    url: str
    trusted: ssl.SSLContext

    def ask(self, method: str, path: str, cookie: str = "", **form: str) -> tuple[int, dict, str]:
        """The status, the headers and the text of an answer."""
        headers = {"Cookie": cookie, "Referer": f"{self.url}/"}
        if method == "POST":
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        connection = HTTPSConnection(
            urlsplit(self.url).netloc, context=self.trusted, timeout=PATIENCE
        )
        connection.request(method, path, urlencode(form) if form else None, headers)
        answer = connection.getresponse()
        found = answer.status, dict(answer.getheaders()), answer.read().decode()
        connection.close()
        return found

    def ballot(self, cookie: str) -> tuple[str, dict[str, str]]:
        """The session and the hidden fields of a member who has the ballot before them."""
        status, headers, page = self.ask("GET", f"/ballots/{VOTE}", cookie)
        assert status == 200
        assert "Secure" in headers["Set-Cookie"], "the cookie of a site with HTTPS"
        form = FORM.search(page)
        assert form
        fields = {name: html.unescape(value) for name, value in FIELD.findall(form[0])}
        return headers["Set-Cookie"].partition(";")[0], fields

    def cast(self, cookie: str, fields: dict[str, str]) -> tuple[int, dict, str]:
        """Send the form, filled in."""
        lines = {f"line-{n}": str(n + 1) for n in range(5)}
        return self.ask("POST", f"/ballots/{VOTE}", cookie, **fields, **lines, do="cast")

    def wait(self) -> None:
        """Wait until it can serve."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            try:
                if self.ask("GET", "/healthz")[0] == 200:
                    return
            except (OSError, HTTPException):
                pass
            time.sleep(0.1)
        pytest.fail("it does not serve")


@pytest.fixture(scope="module")
def cluster() -> Iterator[Postgres]:
    """A PostgreSQL that waits for its disk, and can be killed."""
    try:
        found = programs()
    except FileNotFoundError as error:
        absent(str(error))
    with Postgres(found) as postgres:
        yield postgres


def deployed(port: str) -> list[str]:
    """The words behind ``gunicorn`` in the unit that the page on deploying shows."""
    page = (ROOT / "docs" / "how-to" / "deploy.md").read_text(encoding="utf-8")
    line = next(line for line in page.splitlines() if line.startswith("ExecStart=/opt/delib"))
    words = shlex.split(line)[1:]
    return [word.replace("127.0.0.1:8000", f"127.0.0.1:{port}") for word in words]


@pytest.fixture(params=["serve", "gunicorn"])
def site(request, cluster, tmp_path) -> Iterator[tuple[Site, Hall]]:
    """Two processes on PostgreSQL, behind a proxy, and who may vote there."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = str(free.getsockname()[1])
    words = [sys.executable, "-m", "deliberation.cli", "serve", "--port", port, "--workers", "2"]
    if request.param == "gunicorn":
        found = shutil.which("gunicorn", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
        if found is None:
            absent("needs the package gunicorn (the extra town)")
        words = [str(found), "--chdir", str(ROOT), *deployed(port)]
    hall = fill(cluster.database(f"town_{request.param}"), voters=VOTERS)
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(days=1)
    certificate = write_certificate(tmp_path / "town.pem", until=until)
    trusted = ssl.create_default_context(cafile=str(certificate))
    with proxy_before(f"http://127.0.0.1:{port}", certificate=certificate) as url:
        settings = {**GOOD, "DELIBERATION_DATABASE": hall.url, "DELIBERATION_BASE_URL": url}
        settings |= {"DELIBERATION_SECRET_KEY": KEY, "PYTHONPATH": str(ROOT)}
        with (tmp_path / "log").open("w") as log:
            process = subprocess.Popen(
                words, cwd=tmp_path, env=os.environ | settings, stdout=log, stderr=log
            )
        found_site = Site(url, trusted)
        try:
            found_site.wait()
            yield found_site, hall
            process.terminate()
            assert process.wait(PATIENCE) == 0, (tmp_path / "log").read_text()
            assert "Traceback" not in (tmp_path / "log").read_text()
        finally:
            process.kill()
            process.wait()


@pytest.mark.postgres
def test_a_town_votes_through_a_proxy_and_through_a_fall_of_its_database(cluster, site) -> None:
    """PostgreSQL is killed in the middle of the vote, as by a cut of the power, and comes back."""
    pages, hall = site
    members = [pages.ballot(hall.cookie(n)) for n in range(VOTERS)]
    assert [pages.cast(*member)[0] for member in members[:2]] == [302, 302]

    cluster.kill()
    try:
        status, headers, page = pages.cast(*members[2])
        assert (status, headers["Retry-After"]) == (503, "5")
        assert "Your ballot was not recorded." in page
        assert pages.ask("GET", "/healthz")[::2] == (503, "database\n")
    finally:
        cluster.start()

    assert [pages.cast(*member)[0] for member in members] == [302] * VOTERS, "the same forms"
    with open_store(hall.url) as begin, begin() as store:
        assert store.turnout(VOTE) == VOTERS
    assert pages.ask("GET", "/healthz")[::2] == (200, "ok\n")


@pytest.mark.parametrize(
    ("missing", "said"),
    [
        ({"DELIBERATION_BASE_URL": ""}, "DELIBERATION_BASE_URL"),
        ({"DELIBERATION_BASE_URL": "http://town.example"}, "DELIBERATION_BASE_URL"),
        ({"DELIBERATION_SECRET_KEY": "short"}, "DELIBERATION_SECRET_KEY"),
        ({"DELIBERATION_DATABASE": "mysql://x"}, "no database we know"),
    ],
)
def test_what_a_town_must_not_leave_open_is_told_and_nothing_is_served(
    monkeypatch, caplog, missing, said
) -> None:
    for name, value in (GOOD | missing).items():
        monkeypatch.setenv(name, value)
    with caplog.at_level(logging.ERROR), pytest.raises(SystemExit) as ended:
        town.application()
    assert ended.value.code == town.NOT_LOADED
    assert said in caplog.text


@pytest.mark.postgres
def test_a_town_does_not_serve_from_a_database_that_loses_ballots(
    monkeypatch, caplog, postgres_url
) -> None:
    """The cluster of the tests runs with ``fsync=off``."""
    for name, value in (GOOD | {"DELIBERATION_DATABASE": postgres_url}).items():
        monkeypatch.setenv(name, value)
    with caplog.at_level(logging.ERROR), pytest.raises(SystemExit):
        town.application()
    assert "turn on fsync in it" in caplog.text


def test_a_town_that_left_nothing_open_is_served(monkeypatch) -> None:
    for name, value in GOOD.items():
        monkeypatch.setenv(name, value)
    app = town.application()
    assert app.test_client().get("/healthz").status_code == 200
    app.extensions["begin"].close()
