"""A server that is told what happens to a connection, and does not go through all to find it."""

import contextlib
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from waitress.wasyncore import close_all

from deliberation.cli import watching
from deliberation.cli.watching import watching_server

PATIENCE = 30
PIECE, PIECES = 65536, 128


def app(environ: dict[str, Any], start: Callable[..., object]) -> list[bytes]:
    """Says what was sent, or very much."""
    said = [environ["wsgi.input"].read()]
    if environ["PATH_INFO"] == "/large":
        said = [b"." * PIECE] * PIECES
    start("200 OK", [("Content-Length", str(sum(map(len, said))))])
    return said


@pytest.fixture
def no_rounds(monkeypatch) -> None:
    """Nothing is found by going through all connections, but for the one time at the start."""
    monkeypatch.setattr(watching, "ROUND", 1000.0)


@contextlib.contextmanager
def served(**settings: Any) -> Iterator[Any]:
    server = watching_server(app, host="127.0.0.1", port=0, **settings)
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    try:
        yield server
        assert thread.is_alive()
    finally:
        server.task_dispatcher.shutdown()
        server.trigger.pull_trigger(lambda: close_all(server._map))  # in the thread that waits
        thread.join(PATIENCE)
        assert not thread.is_alive()


def phone(server: Any) -> socket.socket:
    return socket.create_connection(("127.0.0.1", server.effective_port), timeout=PATIENCE)


def answer(connection: socket.socket) -> bytes:
    """The body of the next answer."""
    data = b""
    while b"\r\n\r\n" not in data:
        data += connection.recv(1)
    head, _, body = data.partition(b"\r\n\r\n")
    (length,) = (
        int(line[16:]) for line in head.split(b"\r\n") if line.lower().startswith(b"content-length")
    )
    while len(body) < length:
        got = connection.recv(min(65536, length - len(body)))
        assert got, "the answer ends early"
        body += got
    return body


def asking(body: bytes) -> bytes:
    return b"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n" % len(body) + body


@pytest.mark.usefixtures("no_rounds")
def test_a_connection_that_is_kept_is_answered_again_and_again() -> None:
    with served() as server, phone(server) as one, phone(server) as other:
        for number in range(50):
            for each in (one, other):
                each.sendall(asking(b"%d" % number))
            assert [answer(one), answer(other)] == [b"%d" % number] * 2


@pytest.mark.usefixtures("no_rounds")
def test_what_comes_in_pieces_is_put_together() -> None:
    with served() as server, phone(server) as one:
        for piece in (b"POST / HT", b"TP/1.1\r\nContent-", b"Length: 4\r\n\r\n", b"tr", b"am"):
            one.sendall(piece)
            time.sleep(0.02)
        assert answer(one) == b"tram"


@pytest.mark.usefixtures("no_rounds")
def test_what_is_asked_before_the_answer_is_answered_in_its_turn() -> None:
    with served() as server, phone(server) as one:
        one.sendall(asking(b"tram") + asking(b"bus"))
        one.sendall(asking(b"bike"))
        assert [answer(one) for _ in range(3)] == [b"tram", b"bus", b"bike"]


@pytest.mark.usefixtures("no_rounds")
def test_a_long_answer_arrives_whole_however_slowly_it_is_read() -> None:
    with served(outbuf_high_watermark=3 * PIECE) as server, phone(server) as one:
        one.sendall(b"GET /large HTTP/1.1\r\n\r\n")
        time.sleep(0.2)  # until no more fits into what the system keeps
        assert answer(one) == b"." * PIECE * PIECES
        one.sendall(asking(b"tram"))
        assert answer(one) == b"tram", "and the connection goes on"


@pytest.mark.usefixtures("no_rounds")
def test_whoever_hangs_up_in_the_middle_keeps_nobody_else_from_being_answered() -> None:
    with served(threads=2) as server:
        for _ in range(6):
            with phone(server) as gone:
                gone.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                gone.sendall(b"GET /large HTTP/1.1\r\n\r\n")
                gone.recv(10)
        with phone(server) as one:
            one.sendall(asking(b"tram"))
            assert answer(one) == b"tram"


def test_a_connection_that_is_idle_for_too_long_is_closed() -> None:
    with served(channel_timeout=1, cleanup_interval=1) as server, phone(server) as idle:
        idle.sendall(asking(b"tram"))
        assert answer(idle) == b"tram"
        assert idle.recv(1) == b"", "closed"


def test_whoever_comes_where_all_places_are_taken_is_answered_once_one_is_free() -> None:
    with served(connection_limit=4) as server:  # which counts the server's own two
        first, second, third = phone(server), phone(server), phone(server)
        third.sendall(asking(b"third"))
        for number, each in enumerate((first, second)):
            each.sendall(asking(b"%d" % number))
            assert answer(each) == b"%d" % number
        third.settimeout(0.3)
        with pytest.raises(TimeoutError):
            answer(third)
        third.settimeout(PATIENCE)
        first.close()
        assert answer(third) == b"third"
        for each in (second, third):
            each.close()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere waitress waits in its own way")
@pytest.mark.usefixtures("no_rounds")
def test_a_request_makes_nobody_ask_the_connections_that_are_idle() -> None:
    """waitress by itself goes through the thirty idle ones several times for each of these."""
    with served() as server, contextlib.ExitStack() as open_:
        idle = [open_.enter_context(phone(server)) for _ in range(30)]
        for each in idle:
            each.sendall(asking(b"tram"))
            assert answer(each) == b"tram"
        looked = 0
        for channel in [*server.active_channels.values()]:

            def readable(was: Callable[[], bool] = channel.readable) -> bool:
                nonlocal looked
                looked += 1
                return was()

            channel.readable = readable
        one = open_.enter_context(phone(server))
        for _ in range(40):
            one.sendall(asking(b"bus"))
            assert answer(one) == b"bus"
    assert looked <= 30, "each once, where its last answer was just done"
