"""Further processes that serve the same pages at the same port, for a crowd that wants more cores.

Nothing that one of them keeps is needed by another: sessions are in the cookie, everything else is
in the database, and each listens on the one socket, so that whoever is free takes the next phone.
They are started anew, not forked, so no connection to the database is shared.
"""

from __future__ import annotations

import os
import signal
import socket
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from multiprocessing import get_context, parent_process
from multiprocessing.connection import Connection
from multiprocessing.context import SpawnProcess
from threading import Thread
from typing import Any

from deliberation.cli.listening import (
    leave,
    porch,
    server_on,
    stop_on_request,
    wind_up,
)
from deliberation.errors import InvalidInputError

PATIENCE = 10.0  # seconds that a worker has to end by itself


@contextmanager
def beside(listening: socket.socket, config: Mapping[str, str], *, count: int) -> Iterator[None]:
    """Let *count* processes serve on the socket *listening* beside this one, to the block's end.

    The block begins when all of them answer.

    Args:
        config: of the application, for all alike.

    Raises:
        InvalidInputError: one of them did not start.
    """
    started: list[SpawnProcess] = []
    try:
        readies = []
        for _ in range(count):
            process, ready = _started(listening, config)
            started.append(process)
            readies.append(ready)
        for ready in readies:
            _await(ready)
        yield
    finally:
        for process in started:
            process.terminate()
        for process in started:
            process.join(PATIENCE)
            process.kill()


def _started(
    listening: socket.socket, config: Mapping[str, str]
) -> tuple[SpawnProcess, Connection]:
    """A process that begins to serve, and where it says that it does."""
    context = get_context("spawn")
    ready, says = context.Pipe(duplex=False)
    process = context.Process(target=_serve, args=(listening, dict(config), says), daemon=True)
    process.start()
    says.close()  # so that the other end hears where it ends without a word
    return process, ready


def _await(ready: Connection) -> None:
    """Wait until a process serves."""
    try:
        ready.recv()
    except EOFError:
        raise InvalidInputError(
            ["a worker did not start; why, it has said above, or serve with fewer --workers"]
        ) from None


def _serve(listening: socket.socket, config: dict[str, str], says: Connection) -> None:
    """Serve in this process, until it is asked to end or the one that started it is gone."""
    with suppress(KeyboardInterrupt, BrokenPipeError):  # either may come before it serves
        stop_on_request()
        Thread(target=_end_with_parent, daemon=True).start()
        app = porch()(config)
        app.extensions["warm"]()
        server = server_on(app, listening)
        says.send(True)
        _run(app, server)


def _run(app: Any, server: Any) -> None:
    """Answer until this process is asked to end, and leave nothing open."""
    with suppress(KeyboardInterrupt):
        server.run()
    for request in (signal.SIGINT, signal.SIGTERM):
        signal.signal(request, signal.SIG_IGN)  # once is enough
    if wind_up(app, server):
        print("A lottery was being computed; start it again next time.", flush=True)
    leave(app)


def _end_with_parent() -> None:
    """Ask this process to end once the one that started it is gone."""
    parent = parent_process()
    assert parent is not None, "only a worker calls this"
    parent.join()
    os.kill(os.getpid(), signal.SIGTERM)
