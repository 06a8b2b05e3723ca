"""A reverse proxy of the tests' own, such as a town has before its pages; with faults to plant."""

from __future__ import annotations

import gzip
import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from http.client import HTTPConnection
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec


@dataclass(frozen=True, slots=True)
class Faults:
    """What a proxy may be made to do wrong."""

    compresses: bool = False
    drops: str = ""
    largest: int = 9_000_000


class Proxy(BaseHTTPRequestHandler):
    """Passes a request on by plain HTTP, and says where it came from as proxies do."""

    upstream = ""
    scheme = "http"
    faults = Faults()

    def log_message(self, *_: Any) -> None:
        """Say nothing."""

    def pass_on(self) -> None:
        """Ask the pages, and hand their answer on."""
        length = int(self.headers.get("Content-Length") or 0)
        body = self.rfile.read(length)
        if length > self.faults.largest:
            self.send_error(413)
            return
        headers = dict(self.headers.items()) | {
            "Host": urlsplit(self.upstream).netloc,
            "X-Forwarded-For": self.client_address[0],
            "X-Forwarded-Host": self.headers.get("Host", ""),
            "X-Forwarded-Proto": self.scheme,
            "Connection": "close",
        }
        connection = HTTPConnection(urlsplit(self.upstream).netloc, timeout=60)
        try:
            connection.request(self.command, self.path, body or None, headers)
            answer = connection.getresponse()
        except OSError:  # nothing is there, or not yet
            self.send_error(502)
            return
        self.hand_on(answer.status, answer.getheaders(), answer.read())
        connection.close()

    def hand_on(self, status: int, headers: list[tuple[str, str]], data: bytes) -> None:
        """Send an answer, with the faults that were planted."""
        self.send_response_only(status)
        if self.faults.compresses:
            data = gzip.compress(data)
            self.send_header("Content-Encoding", "gzip")
        for name, value in headers:
            if name.lower() not in {"content-length", "connection", self.faults.drops}:
                self.send_header(name, value)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)

    do_GET = do_POST = do_HEAD = pass_on


@contextmanager
def proxy_before(
    upstream: str, *, faults: Faults | None = None, certificate: Path | None = None
) -> Iterator[str]:
    """The address of a proxy that leads to *upstream*, by HTTPS where it has a certificate."""
    own = {"upstream": upstream, "faults": faults or Faults()}
    scheme = "http" if certificate is None else "https"
    handler = type("OwnProxy", (Proxy,), {**own, "scheme": scheme})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    if certificate is not None:
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(certificate)
        server.socket = context.wrap_socket(server.socket, server_side=True)
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
    thread.start()
    try:
        yield f"{scheme}://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def write_certificate(path: Path, *, until: datetime) -> Path:
    """A certificate for this computer that is good *until* then, and its key, in one file."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "town.example")])
    here = x509.SubjectAlternativeName([x509.IPAddress(ip_address("127.0.0.1"))])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(until - timedelta(days=90))
        .not_valid_after(until)
        .add_extension(here, critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = serialization.Encoding.PEM
    private = key.private_bytes(
        pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    path.write_bytes(private + made.public_bytes(pem))
    return path
