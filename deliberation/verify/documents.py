"""Documents as the format page says: canonical JSON, digests, shapes."""

import json
from collections.abc import Collection, Iterable
from hashlib import sha256
from itertools import pairwise
from typing import Any

WORDS = {str: "a text", int: "a whole number", list: "an array", dict: "an object"}


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
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


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

    A shape is a type; a tuple of shapes to choose from; ``[shape, ...]`` for an array of any
    length; ``{...: shape}`` for any names; or the very value that is right.
    """
    if isinstance(shape, tuple):
        fit(value, next((one for one in shape if _fits(value, one)), shape[0]), where)
    elif isinstance(shape, type):
        need(type(value) is shape, f"{where} is not {WORDS.get(shape)}")
    elif type(value) is type(shape) is dict:
        named = ... not in shape
        fits = not named or value.keys() == shape.keys()
        need(fits, f"{where} does not hold exactly {show([*shape])}")
        for key, item in value.items():
            fit(item, shape[key if named else ...], f"{where}, {show(key)}")
    elif type(value) is type(shape) is list:
        shapes = shape[:1] * len(value) if shape[1:] == [...] else shape
        need(len(value) == len(shapes), f"{where} has {len(value)} entries, not {len(shapes)}")
        if all(type(item) is one for item, one in zip(value, shapes, strict=True)):
            return  # what is plain is not looked at one by one
        if all(
            type(a) is list and [*map(type, a)] == b for a, b in zip(value, shapes, strict=True)
        ):
            return  # and neither are pairs of what is plain
        for number, item in enumerate(value):
            fit(item, shapes[number], f"{where}, number {number + 1}")
    else:
        right = type(value) is type(shape) and value == shape
        need(right, f"{where}: the record says {show(value)}, but {show(shape)} is right")


def _fits(value: Any, shape: Any) -> bool:
    try:
        fit(value, shape, "")
    except BundleError:
        return False
    return True


def _whole(text: str) -> int:
    """A number of up to 17 characters; ``int`` refuses fractions."""
    if len(text) > 17 or abs(int(text)) >= 2**53:
        raise ValueError("too large a number")
    return int(text)
