"""A body of a gigabyte is refused before it is read, whether its length is said or not."""

import socket
from collections.abc import Iterator
from contextlib import suppress
from threading import Thread

import pytest

from deliberation.cli import listening
from webapp.security import UPLOAD_LIMIT

GIGABYTE = 2**30
MOST = 9_000_000  # bytes that the server reads here; in a hall it is more
POST = (
    b"POST /join HTTP/1.1\r\nHost: x\r\n"
    b"Content-Type: application/x-www-form-urlencoded\r\n%s\r\n\r\n"
)


@pytest.fixture
def port(start, monkeypatch) -> Iterator[int]:
    """Where the pages are served, as ``deliberation serve`` serves them."""
    monkeypatch.setitem(listening.SETTINGS, "max_request_body_size", MOST)
    app = start()
    server = listening.server_at(app, "127.0.0.1", 0)
    thread = Thread(target=server.run, daemon=True)
    thread.start()
    yield server.effective_port
    listening.wind_up(app, server)
    thread.join(10)


def answer(connection: socket.socket) -> bytes:
    """All that comes back before the server hangs up, or says nothing more."""
    connection.settimeout(10)
    said = b""
    with suppress(OSError):
        while b"\r\n\r\n" not in said and (more := connection.recv(4096)):
            said += more
    return said


@pytest.mark.parametrize("length", [GIGABYTE, UPLOAD_LIMIT + 1, 10**30])
def test_a_body_that_is_too_long_is_refused_by_its_length(port, length) -> None:
    """Where the server itself would read it, the pages do not, and their answer is a page."""
    with socket.create_connection(("127.0.0.1", port)) as phone:
        phone.sendall(POST % f"Content-Length: {length}".encode())
        if length < MOST:
            phone.sendall(b"x" * length)
        assert b" 413 " in answer(phone).partition(b"\r\n")[0]


def test_a_body_without_an_end_is_refused_where_it_becomes_too_long(port) -> None:
    chunk = b"100000\r\n" + b"x" * 2**20 + b"\r\n"
    sent = 0
    with socket.create_connection(("127.0.0.1", port)) as phone:
        phone.sendall(POST % b"Transfer-Encoding: chunked")
        with suppress(OSError):  # it hangs up
            while sent < GIGABYTE:
                phone.settimeout(10)
                phone.sendall(chunk)
                sent += 2**20
        said = answer(phone)
    assert sent < 10 * MOST, "it stops reading"
    assert not said or b" 413 " in said.partition(b"\r\n")[0]


def test_a_length_that_is_none_is_refused(port) -> None:
    """Two lengths, or a length and chunks, are how requests are smuggled past a proxy."""
    for lengths in (
        b"Content-Length: -1",
        b"Content-Length: 5\r\nContent-Length: 6",
        b"Content-Length: 5x",
        b"Transfer-Encoding: identity, chunked, x",
    ):
        with socket.create_connection(("127.0.0.1", port)) as phone:
            phone.sendall(POST % lengths + b"abcde")
            assert answer(phone).split(b" ")[1] in (b"400", b"501"), lengths
