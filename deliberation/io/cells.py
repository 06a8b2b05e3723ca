"""What one cell says, however it was typed."""

from __future__ import annotations

import re
import unicodedata
from datetime import date, datetime, time
from fractions import Fraction

INVISIBLE = dict.fromkeys(map(ord, "\u200b\u2060\ufeff"))  # marks without width; joiners stay
DASHES = re.compile("[\u2010-\u2015\u2212]")
WHOLE = re.compile(r"\d{1,9}([.,]00?)?")  # 1.000 may be a thousand
NUMBER = re.compile(r"(\d{1,9})(?:[.,](\d{1,12}))?\s?(%?)")
AMOUNT = re.compile(r"(\d{1,9})(?:[.,](\d{1,2}))?")  # 1.000 may be a thousand
RATIO = re.compile(r"(\d{1,9}) ?/ ?(\d{1,9})")


def tidy(text: str) -> str:
    r"""*text* in Unicode normal form C, without white space around it or doubled within it.

    >>> tidy("  Albertslund\u00a0 Syd ")
    'Albertslund Syd'
    """
    if text.isascii():  # then it holds no mark and is in normal form, and a million cells are quick
        return " ".join(text.split())
    return " ".join(unicodedata.normalize("NFC", text.translate(INVISIBLE)).split())


def folded(text: str) -> str:
    r"""*text* without what the eye passes over: capitals, spaces, and the length of a dash.

    >>> folded("30 \u2013 44 Years") == folded("30-44 years")
    True
    """
    return "".join(DASHES.sub("-", tidy(text)).casefold().split())


def whole_number(text: str) -> int | None:
    """The number that a tidied *text* writes, or ``None`` if it is not a whole number from 0.

    >>> whole_number("12"), whole_number("12.0"), whole_number("12,5")
    (12, 12, None)
    """
    return int(re.split("[.,]", text)[0]) if WHOLE.fullmatch(text) else None


def rate(text: str) -> Fraction | None:
    """The number that *text* writes as a decimal, a percentage or a ratio; exactly, or ``None``.

    >>> rate("0.024"), rate("2,4 %"), rate("1/40"), rate("many")
    (Fraction(3, 125), Fraction(3, 125), Fraction(1, 40), None)
    """
    if found := RATIO.fullmatch(text):
        return Fraction(int(found[1]), int(found[2])) if int(found[2]) else None
    if found := NUMBER.fullmatch(text):
        decimals = found[2] or ""
        return Fraction(int(found[1] + decimals), 10 ** len(decimals) * (100 if found[3] else 1))
    return None


def cents(text: str) -> int | None:
    """The amount of money that a tidied *text* writes, in cents, or ``None``.

    >>> cents("5"), cents("12.50"), cents("0,5"), cents("1.000")
    (500, 1250, 50, None)
    """
    found = AMOUNT.fullmatch(text)
    return None if found is None else int(found[1]) * 100 + int((found[2] or "").ljust(2, "0"))


def text_of(value: object) -> str:
    """What a spreadsheet's *value* says: whole numbers without a point, dates as 2026-03-14.

    >>> text_of(3.0), text_of(0.1 + 0.2), text_of(datetime(2026, 3, 14)), text_of(None)
    ('3', '0.3', '2026-03-14', '')
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(value, ".15g")
    if isinstance(value, datetime):
        seconds = value.isoformat(" ", "seconds")
        return seconds.removesuffix(" 00:00:00")
    if isinstance(value, date | time):
        return value.isoformat()
    return tidy(str(value))
