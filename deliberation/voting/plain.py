"""Frozen values as plain data, by the hints of their fields: what a room's own results are made of.

A fraction is a text such as ``"107/1000"``, a tuple or a set is a list, a mapping whose keys are
texts is an object, and any other mapping a list of pairs. Nothing is rounded.
"""

from __future__ import annotations

import types
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from fractions import Fraction
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints


def to_plain(value: object) -> Any:
    """*value* as plain data.

    >>> to_plain({("bus", "tram"): Fraction(1, 3)})
    [[['bus', 'tram'], '1/3']]

    Raises:
        TypeError: a value of a kind that results are not made of, such as a float.
    """
    match value:
        case None | bool() | int() | str():
            return value
        case Fraction():
            return str(value)
        case tuple():
            return [to_plain(item) for item in value]
        case frozenset():
            return sorted((to_plain(item) for item in value), key=repr)
        case Mapping() if all(isinstance(key, str) for key in value):
            return {key: to_plain(item) for key, item in value.items()}
        case Mapping():
            return [[to_plain(key), to_plain(item)] for key, item in value.items()]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_plain(getattr(value, field.name)) for field in fields(value)}
    raise TypeError(f"{value!r} is no part of a result; use whole numbers and fractions")


def from_plain(hint: Any, document: Any) -> Any:
    """The value of the type *hint* that ``to_plain`` wrote down as *document*.

    >>> from_plain(tuple[Fraction, ...], ["1/3", "2"])
    (Fraction(1, 3), Fraction(2, 1))

    Raises:
        TypeError: the hint is of a kind that results are not made of.
    """
    if hint in (int, str, bool, types.NoneType):
        return document
    if hint is Fraction:
        return Fraction(document)
    if isinstance(hint, type) and is_dataclass(hint):
        hints = get_type_hints(hint)
        return hint(**{name: from_plain(hints[name], item) for name, item in document.items()})
    within = get_args(hint)
    if get_origin(hint) is Literal:
        return document
    match get_origin(hint):
        case origin if origin in (Union, types.UnionType):
            return _one_of(within, document)
        case origin if origin is tuple:
            kinds = within[:1] * len(document) if within[-1] is Ellipsis else within
            return tuple(map(from_plain, kinds, document))
        case origin if origin is frozenset:
            return frozenset(from_plain(within[0], item) for item in document)
        case origin if isinstance(origin, type) and issubclass(origin, Mapping):
            pairs = document.items() if isinstance(document, dict) else document
            return {from_plain(within[0], k): from_plain(within[1], v) for k, v in pairs}
    raise TypeError(f"{hint!r} is no hint of a part of a result")


def _one_of(hints: tuple[Any, ...], document: Any) -> Any:
    """The value, where a field may hold one kind of value or another."""
    if document is None:
        return None
    fitting = [hint for hint in hints if _fits(hint, document)]
    if len(fitting) != 1:
        raise TypeError(f"a field is {' or '.join(map(repr, hints))}, which cannot be told apart")
    return from_plain(fitting[0], document)


def _fits(hint: Any, document: Any) -> bool:
    """Whether plain data can be a value of the type *hint*."""
    if isinstance(hint, type) and is_dataclass(hint):
        return isinstance(document, dict) and set(document) == {f.name for f in fields(hint)}
    origin = get_origin(hint) or hint
    if origin is Literal:
        return document in get_args(hint)
    if origin in (int, bool):
        return type(document) is origin
    if origin in (str, Fraction):
        return isinstance(document, str)
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return isinstance(document, dict | list)
    return origin in (tuple, frozenset) and isinstance(document, list)
