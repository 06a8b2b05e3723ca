"""What the environment says about the site."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from deliberation.cli.checkup.finding import Finding, look, ok, wrong

ADDRESS = "DELIBERATION_BASE_URL"
CONTACT = "DELIBERATION_CONTACT"


def of_environment(environment: Mapping[str, str], url: str | None) -> Iterator[Finding]:
    """Whether the address that is printed on cards is the one that is looked at.

    Args:
        url: the address that is looked at from outside, if any is.
    """
    address = environment.get(ADDRESS, "").rstrip("/")
    if address:
        yield _address(address, None if url is None else url.rstrip("/"))
    elif url is not None:
        do = f"set it to {url} where the pages are served, or cards lead elsewhere"
        yield look("address", f"{ADDRESS} is not set here", do)
    if not environment.get(CONTACT):
        do = "set it to an e-mail address at which you want to hear of faults"
        yield look("contact", f"{CONTACT} is not set here", do)


def _address(address: str, url: str | None) -> Finding:
    site = urlsplit(address)
    if site.scheme not in ("http", "https") or not site.netloc or site.path:
        do = "write it as https://HOST, without a path"
        return wrong("address", f"{ADDRESS} is {address!r}", do)
    if url is not None and url != address:
        do = f"set it to {url}, or look at that one"
        return wrong("address", f"{ADDRESS} is {address}, where cards lead", do)
    return ok("address", f"cards lead to {address}")
