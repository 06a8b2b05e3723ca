"""The site from outside: what answers, how far the certificate reaches, and what stands between."""

from __future__ import annotations

import ssl
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Final
from urllib.parse import SplitResult, urlsplit

from deliberation.cli.checkup.clock import beside
from deliberation.cli.checkup.finding import Finding, look, ok, wrong
from deliberation.errors import InvalidInputError

PATIENCE: Final = 10.0  # seconds for an answer
SOON: Final = timedelta(days=21)  # before its end, when most programs have renewed a certificate
PLAIN = 80  # the port where browsers look first
LARGE: Final = 7_000_000  # bytes of a file that the pages take
ELSEWHERE: Final = "not-this-site.example"
CLAIMS: Final = {
    "Accept-Encoding": "gzip, br",
    "Forwarded": f"for=192.0.2.1;host={ELSEWHERE};proto=http",
    "X-Forwarded-For": "192.0.2.1",
    "X-Forwarded-Host": ELSEWHERE,
    "X-Forwarded-Proto": "http",
}
"""What anybody may write into a request, and a proxy may pass on."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came back: the names of headers are in small letters."""

    status: int
    headers: Mapping[str, str]
    text: str


def of_site(url: str, *, now: datetime) -> Iterator[Finding]:
    """What is to be said of the site at *url*.

    Raises:
        InvalidInputError: it is no address of a site.
    """
    site = urlsplit(url)
    if site.scheme not in ("http", "https") or not site.hostname:
        raise InvalidInputError([f"{url!r} is no address of a site; write https://HOST"])
    try:
        if site.scheme == "https":
            yield _certificate(site, now)
        yield from _health(ask(site, "GET", "/healthz"), now)
        yield from _proxy(site, ask(site, "GET", "/sign-in", CLAIMS))
        yield _uploads(_sent(site))
    except (OSError, HTTPException) as error:
        reason = str(error) or type(error).__name__
        yield wrong("site", f"{url} does not answer ({reason})", "start it, or check the address")
        return
    if site.scheme == "https":
        yield _in_the_clear(site)
    else:
        said = "without HTTPS whoever listens in the network can read cards and ballots"
        yield look("TLS", said, "in a room that may be; in front of a town let a proxy speak HTTPS")


def ask(
    site: SplitResult,
    method: str,
    path: str,
    headers: Mapping[str, str] | None = None,
    body: bytes | None = None,
) -> Answer:
    """What the *site* answers; a redirect is not followed.

    Raises:
        OSError: nothing answers, or its certificate is not good.
        HTTPException: what answers does not speak HTTP.
    """
    assert site.hostname is not None, "the address was looked at"
    kind = HTTPSConnection if site.scheme == "https" else HTTPConnection
    connection = kind(site.hostname, site.port, timeout=PATIENCE)
    try:
        connection.request(method, path, body, dict(headers or {}))
        answer = connection.getresponse()
        text = answer.read().decode("utf-8", "replace")
        return Answer(answer.status, {k.lower(): v for k, v in answer.getheaders()}, text)
    finally:
        connection.close()


def _certificate(site: SplitResult, now: datetime) -> Finding:
    """How long the certificate is good for."""
    connection = HTTPSConnection(site.hostname or "", site.port, timeout=PATIENCE)
    try:
        connection.connect()
        assert isinstance(connection.sock, ssl.SSLSocket)
        end = str((connection.sock.getpeercert() or {})["notAfter"])
    except ssl.SSLCertVerificationError as error:
        reason = error.verify_message or str(error)
        return wrong("TLS", f"the certificate is refused: {reason}", "renew it, with its chain")
    finally:
        connection.close()
    until = datetime.fromtimestamp(ssl.cert_time_to_seconds(end), UTC)
    said = f"the certificate is good until {until:%Y-%m-%d}"
    if until - now < SOON:
        return look("TLS", said, "see to it that it is renewed: the program for that may be stuck")
    return ok("TLS", said)


def _health(answer: Answer, now: datetime) -> Iterator[Finding]:
    """Whether the pages can serve, and what time it is there."""
    word = answer.text.strip()
    if answer.status == 200 and word == "ok":
        yield ok("site", "it says that it can serve")
    elif answer.status == 503 and word in ("database", "migration"):
        yield wrong("site", f"it cannot serve: {word}", "see what is said of the database")
    else:
        said = f"/healthz answers {answer.status}, and not as these pages do"
        yield wrong("site", said, "check the address, and where the proxy leads")
    if "date" in answer.headers:
        yield beside(now, parsedate_to_datetime(answer.headers["date"]), "the site")


def _proxy(site: SplitResult, answer: Answer) -> Iterator[Finding]:
    """What stands in front passes on what it should, and adds nothing."""
    faults = [*_faults(site, answer)]
    yield from (wrong("proxy", said, do) for said, do in faults)
    if not faults:
        yield ok("proxy", "what a visitor makes up about the address changes no answer")


def _faults(site: SplitResult, answer: Answer) -> Iterator[tuple[str, str]]:
    """What is wrong, and what to do."""
    if "content-security-policy" not in answer.headers:
        yield "the headers that protect the pages do not arrive", "let the proxy pass them on"
    if answer.headers.get("content-encoding", "identity") != "identity":
        yield "answers are compressed, which changes their lengths", "turn that off (gzip off)"
    if ELSEWHERE in answer.text + str(answer.headers):
        do = "set DELIBERATION_BASE_URL, and let the proxy pass the rest on unread"
        yield "an answer repeats an address that the request made up", do
    if site.scheme == "https" and "secure" not in answer.headers.get("set-cookie", "").lower():
        do = f"set DELIBERATION_BASE_URL to https://{site.netloc} where the pages are served"
        yield "the cookie of the session may travel in the clear", do


def _sent(site: SplitResult) -> Answer:
    """What is said of a large file, sent in a form without a token: the pages refuse the form."""
    border = "deliberation-doctor"
    head = f'--{border}\r\nContent-Disposition: form-data; name="f"; filename="f"\r\n\r\n'
    body = head.encode() + bytes(LARGE) + f"\r\n--{border}--\r\n".encode()
    kind = {"Content-Type": f"multipart/form-data; boundary={border}"}
    return ask(site, "POST", "/join", kind, body)


def _uploads(answer: Answer) -> Finding:
    """Whether a large file comes as far as the pages."""
    if answer.status == 400:
        return ok("uploads", "files of 7 MB arrive")
    said = f"a file of 7 MB is answered by {answer.status}, before it comes to the pages"
    return wrong("uploads", said, "allow the proxy bodies of 9 MB (client_max_body_size 9m)")


def _in_the_clear(site: SplitResult) -> Finding:
    """Whether the site is also there without HTTPS."""
    plain = site._replace(scheme="http", netloc=f"{site.hostname}:{PLAIN}")
    try:
        answer = ask(plain, "GET", "/healthz")
    except (OSError, HTTPException):
        return ok("HTTP", "nothing answers without HTTPS")
    if answer.headers.get("location", "").startswith("https://"):
        return ok("HTTP", "whoever comes without HTTPS is sent on to it")
    return look("HTTP", "something answers without HTTPS", "let the proxy redirect to HTTPS")
