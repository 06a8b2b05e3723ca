"""``deliberation serve``: the pages, on this computer or for the whole room."""

from __future__ import annotations

import argparse
import socket
import sys
from contextlib import suppress
from pathlib import Path

import segno

from deliberation.cli.arguments import Subparsers, add_command, text, within
from deliberation.cli.listening import leave, porch, server_at, stop_on_request, wind_up
from deliberation.cli.passphrases import let_in, told
from deliberation.cli.workers import beside
from deliberation.errors import InvalidInputError, NotFoundError
from deliberation.procedures.accounts import facilitator_named
from deliberation.store import Begin

HOST, PORT = "127.0.0.1", 8000
FACILITATOR = "facilitator"
EVERYWHERE = ("0.0.0.0", "::")  # noqa: S104 - asked for with --host, to let the room's phones in
MOST_WORKERS = 64
MEMORY = ("sqlite://", "sqlite:///:memory:")


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "serve",
        "Serve the pages: for facilitators, for members with a card, and for the public. "
        "Only this computer can reach them, unless --host says otherwise.",
        "deliberation serve --host 0.0.0.0",
    )
    parser.add_argument(
        "--database",
        metavar="WHERE",
        type=text,
        help="an SQLite file, or postgresql://... (default: deliberation.db in this folder)",
    )
    parser.add_argument(
        "--host",
        metavar="HOST",
        type=text,
        default=HOST,
        help=f"whom to serve: 0.0.0.0 for everybody in the network (default: {HOST})",
    )
    parser.add_argument(
        "--port", metavar="N", type=_port, default=PORT, help=f"the port (default: {PORT})"
    )
    parser.add_argument(
        "--base-url",
        metavar="URL",
        type=text,
        help="the address that phones reach it at, where that is not the one printed",
    )
    parser.add_argument(
        "--facilitator",
        metavar="NAME",
        type=text,
        help="make a facilitator of this name, if there is none yet, and print the passphrase",
    )
    parser.add_argument(
        "--workers",
        metavar="N",
        type=within(1, MOST_WORKERS),
        default=1,
        help="how many processes share the work, for a crowd: one for each core (default: 1)",
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until somebody stops it."""
    serve(
        arguments.database and database_url(arguments.database),
        host=arguments.host,
        port=arguments.port,
        base_url=arguments.base_url,
        facilitator=arguments.facilitator,
        workers=arguments.workers,
    )
    return 0


def serve(
    database: str | None = None,
    *,
    host: str = HOST,
    port: int = PORT,
    base_url: str | None = None,
    facilitator: str | None = None,
    workers: int = 1,
) -> None:
    """Serve the pages until Ctrl-C or a request to terminate, after printing where they are.

    Args:
        database: its URL; by default the one in ``DELIBERATION_DATABASE``, or ``deliberation.db``.
        port: 0 for any that is free.
        base_url: the address that phones reach the pages at, where it is not the one served.
        facilitator: the name of a facilitator to make if there is none of this name; by default
            one is made only where there is none at all.
        workers: how many processes share the work.

    Raises:
        InvalidInputError: the pages are not installed, or cannot be served there, or the database
            may lose ballots that were acknowledged.
    """
    stop_on_request()
    app = porch()({"DATABASE": database} if database else None)
    if workers > 1 and app.config["DATABASE"] in MEMORY:
        raise InvalidInputError(["a database in memory is one process's own; serve it by one"])
    _require_durable(app.extensions["begin"])
    app.extensions["warm"]()
    server = server_at(app, host, port)
    made = _first_facilitator(app.extensions["begin"], facilitator)
    address = f"http://{reachable(host)}:{server.effective_port}"
    app.config["BASE_URL"] = base_url or app.config["BASE_URL"] or address
    kept = {name: app.config[name] for name in ("DATABASE", "SECRET_KEY", "BASE_URL")}
    with beside(server.socket, kept, count=workers - 1):
        with suppress(KeyboardInterrupt):
            _announce(address, app.config["BASE_URL"], host, made)
            server.run()  # returns at Ctrl-C
        interrupted = wind_up(app, server)
    print("\nStopped.", flush=True)
    if interrupted:
        print("A lottery was being computed; start it again next time.", flush=True)
    leave(app)


def database_url(where: str) -> str:
    """The URL of a database that is named as a file or as a URL already.

    >>> database_url("postgresql://localhost/town")
    'postgresql://localhost/town'
    """
    return where if "://" in where else f"sqlite:///{Path(where).absolute()}"


def _require_durable(begin: Begin) -> None:
    """Pass on if the database keeps what it acknowledged when the power is cut.

    Raises:
        InvalidInputError: it does not, by how it is set up.
    """
    if off := begin.turned_off():
        raise InvalidInputError(
            [
                "this database may lose ballots that were acknowledged when the power is cut; "
                f"turn on {', '.join(off)} in it"
            ]
        )


def _first_facilitator(begin: Begin, wanted: str | None) -> tuple[str, str] | None:
    """The name and the passphrase of a facilitator, where one had to be made."""
    with begin() as store:
        if wanted is None and store.facilitators():
            return None
        name = wanted or FACILITATOR
        try:
            facilitator_named(store, name)
        except NotFoundError:
            return let_in(store, name)
    return None


def reachable(host: str) -> str:
    """The address that others reach *host* at, as far as this computer can tell."""
    if host not in EVERYWHERE:
        return f"[{host}]" if ":" in host else host
    with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        try:
            probe.connect(("192.0.2.1", 9))  # sends nothing; the system picks its own address
            return str(probe.getsockname()[0])
        except OSError:
            return socket.gethostname()


def _announce(address: str, base_url: str, host: str, made: tuple[str, str] | None) -> None:
    """Say where the pages are, and how to get in for the first time."""
    print(f"\nServing at {address} (Ctrl-C stops)")
    if base_url != address:
        print(f"Phones reach it at {base_url}")
    elif host not in EVERYWHERE:
        print("Only this computer can reach it; phones in the room can with --host 0.0.0.0")
    segno.make(base_url, error="l").terminal(out=sys.stdout, border=2, compact=True)
    if made:
        print(f"Facilitators sign in at {base_url}/sign-in\n{told(*made)}")
    sys.stdout.flush()


def _port(word: str) -> int:
    """A port number; 0 for any that is free."""
    if not (word.isascii() and word.isdigit() and int(word[:6]) < 65536):
        raise argparse.ArgumentTypeError(f"{word!r} is not a port from 0 to 65535")
    return int(word)
