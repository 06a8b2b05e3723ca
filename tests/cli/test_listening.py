"""Where the server listens."""

import socket

import pytest

from deliberation.cli.listening import server_at
from deliberation.errors import InvalidInputError


def test_a_name_with_several_addresses_is_served_at_one(monkeypatch: pytest.MonkeyPatch) -> None:
    """As `localhost` has on most machines: workers share one socket."""
    stream = socket.SOCK_STREAM
    found = [
        (socket.AF_INET6, stream, 6, "", ("::1", 0, 0, 0)),
        (socket.AF_INET, stream, 6, "", ("127.0.0.1", 0)),
    ]
    ask = socket.getaddrinfo

    def answer(host: str, *asked: object, **also: object) -> object:
        return found if host == "town.hall" else ask(host, *asked, **also)  # type: ignore[arg-type]

    monkeypatch.setattr(socket, "getaddrinfo", answer)
    server = server_at(lambda *_: [], "town.hall", 0)
    try:
        assert server.socket.getsockname() == ("127.0.0.1", int(server.effective_port))
    finally:
        server.close()


def test_a_name_without_an_address_is_refused() -> None:
    with pytest.raises(InvalidInputError, match="has no address"):
        server_at(lambda *_: [], "nowhere.invalid", 0)
