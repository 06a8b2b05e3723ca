"""Submitted forms, turned into values; what does not fit is told beside its field."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection
from datetime import date, time
from unicodedata import category, normalize

from flask_babel import gettext as _
from werkzeug.datastructures import FileStorage, MultiDict

UNSEEN = dict.fromkeys((0xAD, 0x200C, 0x200D, 0x200E, 0x200F))
"""Characters without a shape that words need: soft hyphen, joiners, marks of direction."""


def code_typed(form: MultiDict[str, str], name: str) -> str:
    """The code in a field; of a card's link, as scanners type it, what stands behind the ``#``."""
    return form.get(name, "").rpartition("#")[2]


class Typed:
    """The fields of one form, and the ``problems`` found in them, by the field's name.

    Each method answers the field's value, or a harmless one where there is a problem; a route asks
    for all fields first and then looks at ``problems``.
    """

    def __init__(self, form: MultiDict[str, str]) -> None:
        self._form = form
        self.problems: dict[str, str] = {}

    def text(self, name: str, *, longest: int = 200, needed: bool = True) -> str:
        """A text without white space at its ends."""
        value = _tidy(self._form.get(name, ""))
        if needed and not value:
            self.problems[name] = _("Fill this in.")
        elif len(value) > longest:
            self.problems[name] = _("Use at most %(longest)s characters.", longest=longest)
        elif not all(_can_be_shown(line.replace("\t", " ")) for line in value.splitlines()):
            self.problems[name] = _("Some line holds a character that cannot be shown.")
        return value

    def line(self, name: str, *, longest: int = 200, needed: bool = True) -> str:
        """A text on one line, without control characters."""
        value = self.text(name, longest=longest, needed=needed)
        if len(value.splitlines()) > 1:
            self.problems[name] = _("Write this on one line.")
        elif "\t" in value:
            self.problems[name] = _("Some line holds a character that cannot be shown.")
        return value

    def number(self, name: str, *, least: int, most: int) -> int:
        """A whole number between *least* and *most*."""
        value = self._form.get(name, "").strip()
        number = int(value) if value.isdecimal() and len(value) < 10 else None
        if number is None or not least <= number <= most:
            self.problems[name] = _(
                "Write a whole number from %(least)s to %(most)s.", least=least, most=most
            )
            return least
        return number

    def day(self, name: str) -> date:
        """A date, as the field of a form for dates sends it."""
        found = _DAY.fullmatch(self._form.get(name, "").strip())
        try:
            return date(*map(int, found.groups())) if found else self._no_day(name)
        except ValueError:
            return self._no_day(name)

    def _no_day(self, name: str) -> date:
        self.problems[name] = _("Write a date, such as 2026-03-14.")
        return date(2000, 1, 1)

    def clock(self, name: str, *, needed: bool = True) -> time | None:
        """A time of day, as the field of a form for times sends it; ``None`` where it is empty."""
        value = self._form.get(name, "").strip()
        found = _CLOCK.fullmatch(value)
        if found:
            return time(int(found["hour"]), int(found["minute"]))
        if value or needed:
            self.problems[name] = _("Write a time, such as 09:30.")
        return time() if needed else None

    def choice(self, name: str, among: Collection[str]) -> str:
        """One of the values *among* which the form lets choose."""
        value = self._form.get(name, "")
        if value not in among:
            self.problems[name] = _("Choose one.")
            return next(iter(among))
        return value

    def ticked(self, name: str) -> bool:
        """Whether a box is ticked."""
        return self._form.get(name) == "yes"

    def sure(self, name: str = "sure") -> None:
        """Ask that a box is ticked, before what cannot be taken back."""
        if not self.ticked(name):
            self.problems[name] = _("Tick this first.")

    def lines(self, name: str, *, least: int, most: int, longest: int = 200) -> tuple[str, ...]:
        """The lines of a text, without blank ones."""
        return self._fitting(name, self._lines(name), least=least, most=most, longest=longest)

    def titled(self, name: str, *, least: int, most: int, longest: int = 1000) -> dict[str, str]:
        """The lines of a text, each a title and, behind a tab or a bar, what stands below it.

        So two columns of a spreadsheet can be pasted.
        """
        pairs = [re.split(r"[\t|]", line, maxsplit=1) for line in self._lines(name)]
        titles = tuple(title.strip() for title, *_ in pairs)
        self._fitting(name, titles, least=least, most=most, longest=200)
        texts = [_tidy("".join(rest).replace("\t", " ")) for _, *rest in pairs]
        if name not in self.problems and not all(titles):
            self.problems[name] = _("Write a title before the text of each line.")
        elif any(len(text) > longest for text in texts):
            self.problems[name] = _("Use at most %(longest)s characters.", longest=longest)
        elif not all(map(_can_be_shown, texts)):
            self.problems[name] = _("Some line holds a character that cannot be shown.")
        return dict(zip(titles, texts, strict=True))

    def _lines(self, name: str) -> tuple[str, ...]:
        """The lines of a text, tidied, without blank ones."""
        tidied = (_tidy(line) for line in self._form.get(name, "").splitlines())
        return tuple(line for line in tidied if line)

    def _fitting(
        self, name: str, lines: tuple[str, ...], *, least: int, most: int, longest: int
    ) -> tuple[str, ...]:
        """The *lines*, if they are as many as they may be, different, and can be shown."""
        seen = Counter(line.translate(UNSEEN) for line in lines)
        if not least <= len(lines) <= most:
            self.problems[name] = _("Write %(least)s to %(most)s lines.", least=least, most=most)
        elif twice := [line for line, times in seen.items() if times > 1]:
            self.problems[name] = _("“%(line)s” stands there twice.", line=twice[0])
        elif any(len(line) > longest for line in lines):
            self.problems[name] = _("Use at most %(longest)s characters.", longest=longest)
        elif not all(map(_can_be_shown, lines)):
            self.problems[name] = _("Some line holds a character that cannot be shown.")
        return lines

    def projects(self, name: str, *, least: int, most: int) -> dict[str, int]:
        """The lines of a text, each a project and behind a colon or a semicolon what it costs."""
        lines = self.lines(name, least=least, most=most, longest=220)
        costs: dict[str, int] = {}
        for line in () if name in self.problems else lines:
            found = _PRICED.fullmatch(line)
            cost = int("".join(filter(str.isdecimal, found["cost"]))) if found else 0
            if found is None or not 0 < cost < 10**12:
                self.problems[name] = _(
                    "“%(line)s” does not end with a colon and what it costs, such as “: 12000”.",
                    line=line,
                )
            elif found["name"] in costs:
                self.problems[name] = _("“%(line)s” stands there twice.", line=found["name"])
            else:
                costs[found["name"]] = cost
        return costs


_PRICED = re.compile(
    r"(?P<name>.*\S)\s*[:;\uff1a\u061b]\s*(?P<cost>\d{1,3}(?:[.,' \u066c]\d{3})+|\d{1,12})\s*"
)
"""A project and its cost, a whole number in which thousands may stand apart."""


_DAY = re.compile(r"(2[01]\d\d)-(\d{2})-(\d{2})", re.ASCII)
_CLOCK = re.compile(r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?::00)?", re.ASCII)


def _tidy(text: str) -> str:
    """*text* composed, with plain spaces, as word processors do not keep it."""
    spaced = "".join(" " if category(letter) == "Zs" else letter for letter in text)
    return normalize("NFC", spaced).strip()


def _can_be_shown(line: str) -> bool:
    """Whether *line* holds no control character and none that turns the direction of others."""
    return line.translate(UNSEEN).isprintable()


def local_address(target: str | None) -> str | None:
    """*target* if it is a page of this site; an address elsewhere is refused.

    >>> local_address("/facilitator/abc?x=1"), local_address("//evil.example")
    ('/facilitator/abc?x=1', None)
    """
    if not target or not target.startswith("/") or target.startswith(("//", "/\\")):
        return None
    return target if target.isprintable() and "\\" not in target else None


def uploaded(file: FileStorage | None) -> tuple[str, bytes] | None:
    """The name and the bytes of an uploaded file; ``None`` where none was chosen."""
    if file is None or not file.filename:
        return None
    return file.filename, file.read()
