"""Documents as the format page says: canonical JSON, digests, shapes."""

import json
import re
from collections.abc import Collection, Iterable
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from hashlib import sha256
from itertools import pairwise
from math import gcd
from typing import Any

WORDS = {str: "a text", int: "a whole number", list: "an array", dict: "an object"}
ID, HEX = re.compile("[A-Za-z0-9_-]{1,64}"), re.compile("[0-9a-f]{64}")
NUMBER, SOME = range(2**53), range(1, 2**53)  # whole numbers from 0, and from 1
FRACTION = re.compile("(0|-?[1-9][0-9]*)(?:/([1-9][0-9]*))?")
_encode = json.JSONEncoder(ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode


class BundleError(Exception):
    """The first thing that does not hold, in one sentence."""


def need(holds: bool, sentence: str) -> None:
    """Raise *sentence* where something does not hold."""
    if not holds:
        raise BundleError(sentence)


def show(value: Any) -> str:
    """*value* on one line, shortened."""
    text = ", ".join(map(show, value)) or "nothing" if isinstance(value, list) else str(value)
    text = text if text.isprintable() else repr(text)
    return text if len(text) <= 100 else text[:97] + "..."


def ascending(items: Iterable[Any]) -> bool:
    """Whether *items* are sorted and different."""
    return all(a < b for a, b in pairwise(items))


def each_once(items: Collection[str], among: Iterable[str]) -> bool:
    """Whether *items* are all *among* these, and each once."""
    return len({*items}.intersection(among)) == len(items)


def canonical(value: Any) -> bytes:
    """*value* as canonical JSON, without the line feed that ends a file."""
    return _encode(value).encode()


def digest(value: Any) -> str:
    """SHA-256 of *value* as canonical JSON."""
    return sha256(canonical(value)).hexdigest()


def read(name: str, data: bytes) -> Any:
    """The document in a file that is canonical JSON, every byte of it."""
    hooks: Any = dict.fromkeys(("parse_int", "parse_float", "parse_constant"), _whole)
    try:
        value = json.loads(data.decode(), **hooks)
        same = canonical(value) + b"\n" == data
    except RecursionError:
        raise BundleError(f"{name} is nested too deeply") from None
    except ValueError:
        raise BundleError(f"{name} is not canonical JSON: it cannot be read") from None
    need(same, f"{name} is not canonical JSON: written again, it has other bytes")
    need(type(value) is dict, f"{name} is not an object")
    return value


def fit(value: Any, shape: Any, where: str) -> None:
    """Refuse *value* unless it has the *shape*, naming the first place where it has not.

    A shape is a type; a range of whole numbers; a pattern of texts; a tuple of shapes to choose
    from; ``[shape, ...]`` for an array of any length; ``{shape}`` for one that is sorted, with
    nothing in it twice; ``{...: shape}`` for any names; or the very value that is right.
    """
    if wrong := _wrong(value, shape):
        raise BundleError(where + wrong)


def _wrong(value: Any, shape: Any) -> str:
    """What is wrong with *value* and in which place of it, or nothing."""
    if isinstance(shape, tuple):
        return _wrong(value, shape[0]) if all(_wrong(value, one) for one in shape) else ""
    if isinstance(shape, set):
        unlike = _wrong(value, [*shape, ...])
        return unlike or ("" if ascending(value) else " is not sorted, or has something twice")
    if isinstance(shape, list | dict) and type(value) is type(shape):
        return _wrong_within(value, shape)
    if isinstance(shape, type):
        return "" if type(value) is shape else f" is not {WORDS.get(shape)}"
    if isinstance(shape, range):
        right, words = type(value) is int and value in shape, "a whole number from {} to {}"
        return "" if right else f": {show(value)} is not {words.format(shape[0], shape[-1])}"
    if not isinstance(shape, re.Pattern):
        right = type(value) is type(shape) and value == shape
        return "" if right else f": the record says {show(value)}, but {show(shape)} is right"
    right = type(value) is str and shape.fullmatch(value) is not None
    return "" if right else f": {show(value)} is not written like {shape.pattern}"


def _wrong_within(value: Any, shape: Any) -> str:
    """The same of an array or an object, by its first part that is wrong."""
    if type(value) is dict:
        shapes = dict.fromkeys(value, shape[...]) if ... in shape else shape
        if value.keys() != shapes.keys():
            return f" does not hold exactly {show([*shape])}"
    else:
        shapes = shape[:1] * len(value) if shape[1:] == [...] else shape
        if len(value) != len(shapes):
            return f" has {len(value)} entries, not {len(shapes)}"
    for place, item in value.items() if type(value) is dict else enumerate(value):
        if wrong := _wrong(item, shapes[place]):
            return f", {show(place) if type(place) is str else f'number {place + 1}'}{wrong}"
    return ""


@lru_cache(4_000)
def fraction(text: str, where: str, *, digits: int = 20_000) -> Fraction:
    """The fraction that *text* writes in lowest terms, above and below with so many digits."""
    parts = match.groups("1") if (match := FRACTION.fullmatch(text)) else ("0", "2")
    short = max(len(part.strip("-")) for part in parts) <= digits
    above, below = (int(Decimal(part)) for part in parts) if short else (0, 2)
    sound = gcd(above, below) == 1 and (below > 1) == ("/" in text)
    need(sound, f"{where}: {show(text)} is not a fraction in lowest terms")
    return Fraction(above, below)


def written(value: Fraction) -> str:
    """*value* as documents write it; Python writes no number of more than 4300 digits."""
    longest = max(abs(value.numerator), value.denominator).bit_length()
    need(longest < 14_000, "a fraction in a count has too many digits to be written")
    return str(value)


def _whole(text: str) -> int:
    """A number of up to 17 characters; ``int`` refuses fractions."""
    if len(text) > 17 or abs(int(text)) >= 2**53:
        raise ValueError("too large a number")
    return int(text)
