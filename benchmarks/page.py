"""Numbers into a page of the documentation, between two marks, so that they come from a run."""

from __future__ import annotations

import os
import platform
from pathlib import Path


def between(page: Path, mark: str, content: str) -> None:
    """Put *content* between ``<!-- MARK: begin -->`` and ``<!-- MARK: end -->`` of *page*.

    Raises:
        ValueError: the page has no such marks.
    """
    first, last = f"<!-- {mark}: begin -->\n", f"<!-- {mark}: end -->"
    text = page.read_text(encoding="utf-8")
    if first not in text or last not in text:
        raise ValueError(f"{page.name} has no place for {mark!r}; write the two comments into it")
    before, rest = text.split(first, 1)
    after = rest.split(last, 1)[1]
    page.write_text(f"{before}{first}{content}\n{last}{after}", encoding="utf-8")


def inside(page: Path, mark: str) -> str:
    """What stands between the two marks of a *page*.

    Raises:
        ValueError: the page has no such marks.
    """
    text = page.read_text(encoding="utf-8")
    first, last = text.index(f"<!-- {mark}: begin -->"), text.index(f"<!-- {mark}: end -->")
    return text[first:last].partition("\n")[2]


def machine() -> str:
    """Where this runs, and how busy it is."""
    busy = os.getloadavg()[1]
    return (
        f"{platform.system()} on {platform.machine()}, {os.cpu_count()} cores with a load of "
        f"{busy:.1f}, Python {platform.python_version()}"
    )
