"""Python, the libraries that the project names, and fonts for printing."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Iterable, Iterator
from importlib.metadata import PackageNotFoundError, metadata, requires, version

from deliberation.cli.checkup.finding import Finding, look, ok, wrong

NAMED = re.compile(r"(?P<name>[\w.-]+)(\[[\w,-]+\])?\s*(?P<bounds>[^;]*)(;(?P<marker>.*))?")
BOUND = re.compile(r"\s*(>=|<)\s*([\d.]+)\s*")
SCRIPTS = {"ar": "Arabic", "ur": "Urdu"}  # languages of the pages that not every computer can print


def of_software() -> Iterator[Finding]:
    """Whether Python and the libraries are those that the project asks for."""
    needed = str(metadata("deliberation")["Requires-Python"])
    here = ".".join(map(str, sys.version_info[:3]))
    if fits(here, needed):
        yield ok("Python", here)
    else:
        yield wrong("Python", f"{here}, and the project needs {needed}", "install a newer one")
    faults = [*unfit(requires("deliberation") or ())]
    do = "install them as requirements/run.txt has them"
    yield from (wrong("libraries", said, do) for said in faults)
    if not faults:
        yield ok("libraries", "all there, none too old")


def unfit(needed: Iterable[str]) -> Iterator[str]:
    """Which of what is *needed* is missing, or of a version that does not fit.

    What only an extra needs may be missing.
    """
    for requirement in needed:
        named = NAMED.fullmatch(requirement)
        assert named is not None, f"pyproject.toml names {requirement!r}"
        try:
            here = version(named["name"])
        except PackageNotFoundError:
            if named["marker"] is None:
                yield f"{named['name']} is missing"
            continue
        if not fits(here, named["bounds"]):
            yield f"{named['name']} {here} is there, and {named['bounds'].strip()} is needed"


def fits(here: str, bounds: str) -> bool:
    """Whether a version lies within *bounds*.

    >>> fits("3.11.7", ">=3.11"), fits("0.4.0", ">=0.3,<0.4"), fits("25.1", ">=23.1")
    (True, False, True)
    """
    for bound in filter(None, bounds.split(",")):
        named = BOUND.fullmatch(bound)
        assert named is not None, f"pyproject.toml says {bound!r}"
        if (_numbers(here) >= _numbers(named[2])) is (named[1] == "<"):
            return False
    return True


def of_fonts() -> Iterator[Finding]:
    """Whether this computer could print each script; the pages bring no fonts along."""
    program = shutil.which("fc-list")
    if program is None:
        do = "print a sheet in each language, and look at it"
        yield look("fonts", "which fonts this computer has is not known (fc-list)", do)
        return
    for language, script in SCRIPTS.items():
        asked = [program, f":lang={language}", "family"]
        found = subprocess.run(asked, capture_output=True, text=True, check=False).stdout  # noqa: S603 - the words are ours
        names = sorted({line.partition(",")[0].strip() for line in found.splitlines() if line})
        if names:
            yield ok("fonts", f"{script} can be printed from this computer ({names[0]})")
        else:
            do = "install one (such as fonts-noto-core) on the computer that prints"
            yield look("fonts", f"this computer has no font for {script}", do)


def _numbers(version: str) -> tuple[int, ...]:
    """The numbers that a version begins with, without noughts at its end."""
    found = re.match(r"\d+(\.\d+)*", version)
    numbers = [int(number) for number in found[0].split(".")] if found else []
    while numbers and not numbers[-1]:
        numbers.pop()
    return tuple(numbers)
