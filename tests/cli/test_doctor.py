"""The doctor finds what was planted, says what to do, and changes nothing."""

import json
import os
import secrets
import threading
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from sqlalchemy import text
from werkzeug.serving import make_server

from deliberation.cli import main
from deliberation.cli.checkup import disk, site, software
from deliberation.cli.checkup.clock import beside, of_this_computer
from deliberation.cli.checkup.secrets import SHORTEST, session_key
from deliberation.cli.checkup.settings import of_environment
from deliberation.store import open_store
from tests.proxy import Faults, proxy_before, write_certificate
from webapp import create_app, security

NOW = datetime(2026, 3, 14, 10, 0, tzinfo=UTC)


@pytest.fixture
def hall(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the database of a hall, and an environment that says nothing."""
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("DELIBERATION_")]:
        monkeypatch.delenv(name)
    open_store("sqlite:///deliberation.db").close()
    return tmp_path


@pytest.fixture
def findings(hall: Path, capsys: pytest.CaptureFixture[str]):
    """What the command finds: by topic, the state and what is said."""

    def find(*words: str) -> tuple[int, dict[str, list[tuple[str, str]]]]:
        code = main(["doctor", "--json", *words])
        found: dict[str, list[tuple[str, str]]] = {}
        for one in json.loads(capsys.readouterr().out):
            assert one["do"] or one["state"] == "ok" or one["topic"] == "database"
            found.setdefault(one["topic"], []).append((one["state"], one["said"] + one["do"]))
        return code, found

    return find


def files(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def test_where_all_is_well_the_doctor_says_so_and_leaves_everything_as_it_was(hall, capsys) -> None:
    before = files(hall)

    assert main(["doctor", "--backups", "."]) == 0

    said = capsys.readouterr().out
    assert "wrong" not in said
    assert "ok     migration    00" in said
    assert "nobody else may use" in said
    assert files(hall) == before


def test_what_is_wrong_with_a_file_is_told_and_the_command_ends_with_one(hall, findings) -> None:
    (hall / "deliberation.db").chmod(0o644)
    (hall / "deliberation.db.key").write_text("short")
    (hall / "deliberation.db.key").chmod(0o600)
    os.utime(hall / "deliberation.db", (4e9, 4e9))  # in 2096

    code, found = findings("--backups", "nowhere")

    assert code == 1
    assert f"chmod go= {hall}/deliberation.db" in "".join(said for _, said in found["files"])
    assert found["secret key"][0][0] == "wrong"
    assert [state for state, said in found["clock"] if "still to come" in said] == ["wrong"]
    assert [state for state, _ in found["disk"]] == ["ok", "wrong"]


@pytest.mark.parametrize(
    ("revision", "state", "said"),
    [
        ("9999", "wrong", "newer program"),
        ("0005", "look", "make a backup"),
    ],
)
def test_tables_of_another_version_are_told(hall, findings, revision, state, said) -> None:
    with open_store("sqlite:///deliberation.db") as begin, begin() as store:
        store._session.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'"))

    code, found = findings()

    assert code == (state == "wrong")
    assert found["migration"][0][0] == state
    assert said in found["migration"][0][1]


def test_a_damaged_file_and_one_that_is_none_are_told(hall, findings) -> None:
    file = hall / "deliberation.db"
    data = bytearray(file.read_bytes())
    data[8192:16384] = secrets.token_bytes(8192)  # two of its pages
    file.write_bytes(data)
    code, found = findings()
    assert code == 1
    assert any(state == "wrong" for state, _ in found["database"])

    file.write_text("no database" * 1000)
    code, found = findings()
    assert code == 1
    assert found["database"] == [("wrong", "the database refuses this: file is not a database")]


def test_a_database_that_is_not_there_is_not_made(hall, findings) -> None:
    code, found = findings("--database", "other.db")
    assert code == 1
    assert "there is no database" in found["database"][0][1]
    assert not (hall / "other.db").exists()


@pytest.mark.postgres
def test_a_server_of_postgresql_is_looked_at(postgres_url, findings, monkeypatch) -> None:
    """The cluster of the tests runs with ``fsync=off``; both clocks are one."""
    open_store(postgres_url).close()
    code, found = findings("--database", postgres_url)
    assert code == 1
    assert found["durable"][0] == (
        "wrong",
        "fsync are off, so a cut of the power loses ballotsturn them on in postgresql.conf, and "
        "reload it",
    )
    assert ("ok", "as that of the database") in found["clock"]
    assert found["secret key"][0][0] == "wrong"
    assert found["migration"][0][0] == "ok"
    assert "password" not in json.dumps(found)

    monkeypatch.setenv("DELIBERATION_SECRET_KEY", secrets.token_hex(32))
    assert findings("--database", postgres_url)[1]["secret key"][0][0] == "ok"


@pytest.mark.parametrize(
    ("seconds", "state", "said"),
    [
        (0, "ok", "as that of the site"),
        (-5, "ok", "as that of the site"),
        (6, "look", "6 s before that of the site"),
        (-60, "look", "60 s behind that of the site"),
        (3600, "wrong", "3600 s before that of the site"),
    ],
)
def test_a_clock_that_is_wrong_is_told_by_how_much(seconds, state, said) -> None:
    found = beside(NOW + timedelta(seconds=seconds), NOW, "the site")
    assert (found.state, found.said) == (state, said)


def test_the_time_zone_is_told() -> None:
    (found,) = of_this_computer(NOW, None)
    assert found.said.startswith("2026-03-14 10:00:00 here (UTC, UTC+0000)")


@pytest.mark.parametrize(
    ("free", "state"), [(199 * 10**6, "wrong"), (999 * 10**6, "look"), (10**9, "ok")]
)
def test_a_disk_with_little_room_is_told(tmp_path, monkeypatch, free, state) -> None:
    monkeypatch.setattr(disk.shutil, "disk_usage", lambda _: type("Usage", (), {"free": free}))
    assert disk.room_in(tmp_path, "the database").state == state


def test_a_disk_of_the_network_is_told() -> None:
    """The longest place that holds the file is the one where it lies."""
    mounts = "/dev/sda1 / ext4 rw 0 0\nserver:/x /srv nfs4 rw 0 0\n/dev/sdb1 /srv/own xfs rw 0 0\n"
    (found,) = disk.distance(Path("/srv/town.db"), mounts)
    assert "nfs4" in found.said
    assert not [*disk.distance(Path("/srv/own/town.db"), mounts)]
    assert not [*disk.distance(Path("/srvother/town.db"), mounts)]


@pytest.mark.parametrize(
    ("key", "state"),
    [("", "wrong"), ("x" * 31, "wrong"), ("ab" * 40, "wrong"), ("0123456789abcdef" * 2, "ok")],
)
def test_a_key_that_is_short_or_could_be_guessed_is_told_and_never_shown(key, state) -> None:
    found = session_key({"DELIBERATION_SECRET_KEY": key}, None)
    assert found.state == state
    assert not key or key not in str(found)
    assert SHORTEST == security.SHORTEST_KEY


@pytest.mark.parametrize(
    ("address", "url", "state"),
    [
        ("https://town.example", "https://town.example/", "ok"),
        ("https://town.example", "https://other.example", "wrong"),
        ("https://town.example/assembly", None, "wrong"),
        ("town.example", None, "wrong"),
        ("", "https://town.example", "look"),
    ],
)
def test_an_address_where_cards_would_lead_elsewhere_is_told(address, url, state) -> None:
    said = {"DELIBERATION_BASE_URL": address, "DELIBERATION_CONTACT": "clerk@town.example"}
    assert [found.state for found in of_environment(said, url)] == [state]


def test_libraries_that_are_missing_or_too_old_are_told() -> None:
    needed = [
        "sqlalchemy>=2.1",
        "numpy>=9999",
        "nothing-of-this-name>=1",
        'of-an-extra[x]>=1; extra == "postgres"',
    ]
    old, missing = software.unfit(needed)
    assert old.startswith("numpy ")
    assert old.endswith("is there, and >=9999 is needed")
    assert missing == "nothing-of-this-name is missing"


def test_a_computer_without_fonts_is_told(monkeypatch, tmp_path) -> None:
    for families, state in (("", "look"), ("Noto Naskh Arabic,x\n", "ok")):
        program = tmp_path / "fc-list"
        program.write_text(f"#!/bin/sh\nprintf '%s' '{families}'\n")
        program.chmod(0o700)
        monkeypatch.setenv("PATH", str(tmp_path))
        assert [found.state for found in software.of_fonts()] == [state, state]
    monkeypatch.setenv("PATH", "")
    assert [found.state for found in software.of_fonts()] == ["look"]


@pytest.fixture
def pages(hall: Path) -> Iterator[tuple[dict[str, str], str]]:
    """The configuration of the pages, and the address that only a proxy knows."""
    app = create_app({"DATABASE": "sqlite:///deliberation.db", "SECRET_KEY": "of a hall " * 4})
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    yield app.config, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()
    app.extensions["jobs"].close()
    app.extensions["begin"].close()


def states(url: str, now: datetime | None = None) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in site.of_site(url, now=now or datetime.now(UTC)):
        found.setdefault(one.topic, []).append(one.state)
    return found


def test_a_site_behind_a_proxy_with_https_is_looked_at(pages, tmp_path, monkeypatch) -> None:
    config, inner = pages
    until = datetime.now(UTC).replace(microsecond=0) + timedelta(days=60)
    certificate = write_certificate(tmp_path / "town.pem", until=until)
    monkeypatch.setattr(site, "PLAIN", 9)  # where nothing answers
    with proxy_before(inner, certificate=certificate) as url:
        assert states(url) == {"TLS": ["wrong"], "site": ["wrong"]}, "nobody knows who signed it"

        monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
        assert states(url)["proxy"] == ["wrong"], "the cookie may travel in the clear"

        config["BASE_URL"] = url
        good = {name: ["ok"] for name in ("TLS", "site", "clock", "proxy", "uploads", "HTTP")}
        assert states(url) == good
        monkeypatch.setattr(site, "PLAIN", urlsplit(inner).port)
        assert states(url)["HTTP"] == ["look"]
        assert states(url, until - timedelta(days=20))["TLS"] == ["look"]
        assert states(url, until + timedelta(days=1))["clock"] == ["wrong"]


@pytest.mark.parametrize(
    ("faults", "topic"),
    [
        (Faults(compresses=True), "proxy"),
        (Faults(drops="content-security-policy"), "proxy"),
        (Faults(largest=1_000_000), "uploads"),
    ],
)
def test_what_a_proxy_does_wrong_is_told(pages, faults, topic) -> None:
    _, inner = pages
    with proxy_before(inner, faults=faults) as url:
        assert states(url)[topic] == ["wrong"]


def test_another_site_and_none_are_told(pages, tmp_path) -> None:
    _, inner = pages
    assert states("http://127.0.0.1:9") == {"site": ["wrong"]}
    assert states(inner)["TLS"] == ["look"], "without HTTPS"
    (tmp_path / "deliberation.db").unlink()
    assert main(["doctor", "--url", "town.example"]) == 1
