"""Canonical JSON: one way to write a document, so that its digest means its content.

A certificate may hold a million numbers. It is written part by part, so that beside the document
and its bytes only a part of it is ever in memory in a further shape.

The rules are in ``docs/reference/formats.md``.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from hashlib import sha256
from typing import Any

from deliberation.errors import InvalidInputError

STOREYS = 4  # of a document, from the top, that are written each part by itself
TOGETHER = 50  # parts of a list below these
LARGEST = 2**53 - 1  # the largest whole number that every reader of JSON reads alike


def canonical(value: Any) -> bytes:
    """*value* as canonical JSON, without the line feed that ends a file.

    >>> canonical({"b": [1, None], "a": "ø"}).decode()
    '{"a":"ø","b":[1,null]}'

    Raises:
        InvalidInputError: *value* holds something that has no canonical form, such as a float.
    """
    return b"".join(_parts(value, STOREYS))


def digest(value: Any) -> str:
    """SHA-256 of *value* as canonical JSON, in lower-case hexadecimal.

    >>> digest([])[:16]
    '4f53cda18c2baa0c'

    Raises:
        InvalidInputError: *value* has no canonical form.
    """
    found = sha256()
    for part in _parts(value, STOREYS):
        found.update(part)
    return found.hexdigest()


def to_file(document: Mapping[str, Any]) -> bytes:
    """The bytes of the file that holds *document*: canonical JSON and one line feed.

    Raises:
        InvalidInputError: the document has no canonical form.
    """
    return canonical(document) + b"\n"


def from_file(data: bytes, *, name: str = "the file") -> dict[str, Any]:
    """The document in a file that was written with ``to_file``.

    Args:
        name: what to call the file in an error.

    Raises:
        InvalidInputError: *data* is not one JSON object, or is not written canonically.
    """
    try:
        document = json.loads(data)
        same = isinstance(document, dict) and to_file(document) == data
    except (ValueError, RecursionError):
        same = False
    if not same:
        raise InvalidInputError(
            [f"{name} is not a document in canonical JSON; take it as it was written, unedited"]
        )
    return dict(document)


def _parts(value: Any, storeys: int) -> Iterator[bytes]:
    """*value* as canonical JSON, in parts: each of what is in its upper *storeys* by itself."""
    match value:
        case Mapping() if storeys and all(isinstance(key, str) for key in value):
            before = b"{"
            for key in sorted(value):
                yield before + _written(key) + b":"
                yield from _parts(value[key], storeys - 1)
                before = b","
            yield b"{}" if before == b"{" else b"}"
        case list() | tuple() if storeys:
            before = b"["
            for item in value:
                yield before
                yield from _parts(item, storeys - 1)
                before = b","
            yield b"[]" if before == b"[" else b"]"
        case list() | tuple() if len(value) > TOGETHER:
            for start in range(0, len(value), TOGETHER):
                yield b"," if start else b"["
                yield _written(value[start : start + TOGETHER])[1:-1]
            yield b"]"
        case _:
            yield _written(value)


def _written(value: Any) -> bytes:
    """*value* as canonical JSON, at once."""
    plain = _plain(value)
    return json.dumps(plain, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()


def _plain(value: Any) -> Any:
    """*value* in dicts and lists, refused where it has no canonical form."""
    match value:
        case None | bool():
            return value
        case int() if abs(value) <= LARGEST:
            return int(value)
        case str():
            return _text(value)
        case Mapping() if all(isinstance(key, str) for key in value):
            return {_text(key): _plain(item) for key, item in value.items()}
        case list() | tuple():
            return [_plain(item) for item in value]
    raise InvalidInputError(
        [f"{value!r} has no canonical form; write a fraction as a text such as '1/3'"]
    )


def _text(text: str) -> str:
    """*text* as a plain ``str``, refused where UTF-8 cannot write it."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise InvalidInputError([f"{text!r} is not text that UTF-8 can write"]) from None
    return str(text)
