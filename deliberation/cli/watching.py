"""Waiting for a hall full of phones without asking each of them before each wait.

waitress goes through all open connections before it waits for any, several times a request: with
five hundred phones that keep theirs open, that is as much work as answering them. Here the system
is told whom to wait for (``epoll``), and a connection is looked at again only where something has
happened to it: something came, or its answer is done. Once a second all are looked at, for those
that were idle for too long.
"""

from __future__ import annotations

import select
import sys
from threading import Lock
from time import monotonic
from types import SimpleNamespace
from typing import Any, Final

from waitress.channel import HTTPChannel
from waitress.server import BaseWSGIServer, create_server
from waitress.wasyncore import readwrite

ROUND: Final = 1.0  # seconds after which all connections are looked at


def watching_server(app: Any, **settings: Any) -> Any:
    """What ``waitress.create_server`` makes; where the system can, it waits as said above."""
    if sys.platform != "linux":
        return create_server(app, **settings)
    watched = Watched()
    server = create_server(app, map=watched, **settings)
    server.asyncore = SimpleNamespace(loop=_loop)
    for each in watched.values():
        if isinstance(each, BaseWSGIServer):  # one for each address that it listens at
            each.channel_class = _Channel
            each.pull_trigger = _nothing  # nobody has to be woken to look at a connection
    return server


class Watched(dict[int, Any]):
    """The open connections by their numbers, and whom of them the system waits for.

    Whatever happens to one is told once (``EPOLLONESHOT``); then it is looked at before it is
    waited for again. Any thread may look.
    """

    def __init__(self) -> None:
        super().__init__()
        self._epoll = select.epoll()
        self._lock = Lock()
        self._new: list[Any] = []
        self._round = 0.0

    def __setitem__(self, number: int, connection: Any) -> None:
        with self._lock:
            super().__setitem__(number, connection)
            self._epoll.register(number, select.EPOLLONESHOT)
        self._new.append(connection)  # it is not made yet

    def __delitem__(self, number: int) -> None:
        with self._lock:
            super().__delitem__(number)
            self._epoll.unregister(number)

    def look(self, number: int, connection: Any) -> None:
        """Wait for what the *connection* wants by now, unless it is closed."""
        with self._lock:
            if number not in self or self[number] is not connection:
                return
            wanted = 0
            if connection.readable():
                wanted |= select.EPOLLIN | select.EPOLLPRI
            if connection.writable() and not connection.accepting:
                wanted |= select.EPOLLOUT
            if wanted:
                self._epoll.modify(number, wanted | select.EPOLLONESHOT)

    def wait(self) -> None:
        """Wait until something happens, and deal with it."""
        if monotonic() >= self._round:
            self._round = monotonic() + ROUND
            self._new = [*self.values()]
        while self._new:
            connection = self._new.pop()
            self.look(connection._fileno, connection)
        for number, happened in self._epoll.poll(ROUND):
            connection = self.get(number)
            if connection is not None:
                readwrite(connection, happened)
                self.look(number, connection)


class _Channel(HTTPChannel):  # type: ignore[misc]
    """A connection that is looked at once its answer is done, or cannot be sent at once."""

    def service(self) -> None:
        super().service()
        self._map.look(self._fileno, self)

    def write_soon(self, data: Any) -> int:
        written: int = super().write_soon(data)
        if self.total_outbufs_len:
            self._map.look(self._fileno, self)
        return written


def _loop(*, map: Watched, **_settings: Any) -> None:
    """What waitress runs in place of its own loop."""
    while map:
        map.wait()


def _nothing() -> None:
    """What is done to wake whoever waits."""
