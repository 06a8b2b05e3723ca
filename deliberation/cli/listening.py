"""What answers at a port: the pages, behind a server with settings for a hall full of phones."""

from __future__ import annotations

import errno
import gc
import os
import resource
import signal
import socket
from collections.abc import Callable
from importlib.metadata import entry_points
from typing import Any, Final

from deliberation.cli.watching import watching_server
from deliberation.errors import InvalidInputError

THREADS: Final = 12
PATIENCE: Final = 3.0  # seconds for work that is called off to come to its end
CONNECTIONS: Final = 4000  # a hall full of phones, each of which keeps one or more open
FILES: Final = 200  # that the program itself may have open beside them
IDLE: Final = 15  # seconds after which a connection without a request is closed
LARGEST_BODY: Final = 64 * 1024 * 1024  # above the application's own limit, so that gets a page
SETTINGS: Final = {
    "threads": THREADS,
    "connection_limit": CONNECTIONS,
    "channel_timeout": IDLE,
    "cleanup_interval": IDLE,
    "max_request_body_size": LARGEST_BODY,
    "asyncore_use_poll": True,  # where watching_server leaves the waiting to waitress
    "ident": None,
    "clear_untrusted_proxy_headers": True,
}


def porch() -> Callable[..., Any]:
    """What makes the application, found by its entry point: nothing here imports the pages.

    Raises:
        InvalidInputError: the pages are not installed.
    """
    for point in entry_points(group="deliberation.porch", name="web"):
        make: Callable[..., Any] = point.load()
        return make
    raise InvalidInputError(
        ["the pages are not installed; install the project with `pip install .` and try again"]
    )


def server_at(app: Any, host: str, port: int) -> Any:
    """The server of *app*, listening already.

    Raises:
        InvalidInputError: it cannot listen there.
    """
    causes = {
        errno.EADDRINUSE: f"port {port} is in use; choose another with --port",
        errno.EACCES: f"port {port} is not open to you; choose one above 1023 with --port",
        errno.EADDRNOTAVAIL: f"this computer has no address {host}; choose another with --host",
    }
    _make_ready()
    try:
        return watching_server(app, host=_one_address(host), port=port, **SETTINGS)
    except (ValueError, socket.gaierror):
        raise InvalidInputError([causes[errno.EADDRNOTAVAIL]]) from None
    except OSError as error:
        cause = causes.get(error.errno or 0, f"cannot serve at {host}, port {port}: {error}")
        raise InvalidInputError([cause]) from None


def _one_address(host: str) -> str:
    """The address of a *host*, of several one that every phone can reach: workers share a socket.

    Raises:
        OSError: there is none.
    """
    found = socket.getaddrinfo(host, None, type=socket.SOCK_STREAM)
    found.sort(key=lambda each: each[0] != socket.AF_INET)
    return str(found[0][4][0])


def server_on(app: Any, listening: socket.socket) -> Any:
    """The server of *app* on a socket that others listen on too: whoever is free answers."""
    _make_ready()
    return watching_server(app, sockets=[listening], **SETTINGS)


def stop_on_request() -> None:
    """Let Ctrl-C and a request to terminate end the program, also where a shell had it ignored."""
    for request in (signal.SIGINT, signal.SIGTERM):
        signal.signal(request, signal.default_int_handler)


def wind_up(app: Any, server: Any) -> bool:
    """Answer nobody any more, and call off what is computed; whether there was anything."""
    server.close()
    jobs = app.extensions["jobs"]
    interrupted: bool = jobs.busy
    jobs.close(patience=PATIENCE)
    return interrupted


def leave(app: Any) -> None:
    """Disconnect, or end at once where something is still computed: nobody waits for its answer."""
    if app.extensions["jobs"].busy:
        os._exit(0)
    app.extensions["begin"].close()


def _make_ready() -> None:
    """Let this process open enough files, and spare it going through what stays to its end.

    The collector would stop all threads for some 80 ms, each time, to find that what was imported
    is still in use.
    """
    _allow_files(CONNECTIONS + FILES)
    gc.collect()
    gc.freeze()


def _allow_files(wanted: int) -> None:
    """Let this process have so many connections and files open, or as many as it may."""
    now, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    if resource.RLIM_INFINITY in (now, most):
        most = max(wanted, now)
    resource.setrlimit(resource.RLIMIT_NOFILE, (max(now, min(wanted, most)), most))
