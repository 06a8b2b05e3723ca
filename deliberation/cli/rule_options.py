"""The options of a rule, from the words of the command line, by the hints of its parameters."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import is_dataclass
from fractions import Fraction
from inspect import Parameter, signature
from typing import Any, Literal, get_args, get_origin, get_type_hints

from deliberation.errors import InvalidInputError
from deliberation.voting import QUOTAS, RULES
from deliberation.voting.plain import from_plain
from deliberation.voting.quota import ElectionQuota, parse_quota

COMMON = {"seats", "break_tie"}
"""What other words of the command line say."""


def own_options(rule: str) -> Mapping[str, Parameter]:
    """The options that only this *rule* takes."""
    parameters = [*signature(RULES[rule]).parameters.values()][1:]
    return {p.name: p for p in parameters if p.name not in COMMON}


def options_of(rules: Sequence[str], given: Mapping[str, str]) -> Mapping[str, dict[str, Any]]:
    """The options of each of the *rules*: those *given* that it takes.

    Raises:
        InvalidInputError: none of the rules takes an option, or a value cannot be read.
    """
    problems = []
    foreign = [name for name in given if all(name not in own_options(rule) for rule in rules)]
    if foreign:
        asked = f"the rule {rules[0]} takes" if len(rules) == 1 else "none of these rules takes"
        no = "no --" if len(rules) == 1 else "--"
        named = " and ".join(f"{no}{name}" for name in foreign)
        problems.append(f"{asked} {named}; leave it out")
    options: dict[str, dict[str, Any]] = {rule: {} for rule in rules}
    for rule in rules:
        hints = get_type_hints(RULES[rule])
        for name, text in given.items():
            if name in own_options(rule):
                try:
                    options[rule][name] = _value(hints[name], text)
                except (ValueError, TypeError, LookupError, ZeroDivisionError):
                    wanted = _wanted(hints[name])
                    problems.append(f"{text!r} is no {name} of {rule}; write {wanted}")
    if problems:
        raise InvalidInputError(dict.fromkeys(problems))
    return options


def described(rule: str) -> Iterator[str]:
    """Each option of a *rule*: what it may be, and what it is by default."""
    hints = get_type_hints(RULES[rule])
    for name, parameter in own_options(rule).items():
        default = parameter.default
        shown = getattr(default, "__name__", default)
        needed = "needed" if default is Parameter.empty else f"default: {shown}"
        yield f"{name}: {_wanted(hints[name])} ({needed})"


def _value(hint: Any, text: str) -> Any:
    """The value that *text* writes, of the type *hint*."""
    if hint == ElectionQuota:
        return parse_quota(text)
    if get_origin(hint) is Literal:
        return {str(word): word for word in get_args(hint)}[text]
    kinds = get_args(hint) or (hint,)
    if get_origin(hint) not in (None, tuple, dict) and type(None) in kinds:
        if text == "none":
            return None
        (kind,) = (kind for kind in kinds if kind is not type(None))
        return _value(kind, text)
    if hint is bool:
        return {"yes": True, "no": False}[text]
    if hint is int:
        return int(text)
    if hint is Fraction or {*kinds} == {int, Fraction}:
        return Fraction(text)
    if hint is str:
        return text
    if hint == tuple[str, ...]:
        return tuple(text.split(","))
    return from_plain(hint, json.loads(text))


def _wanted(hint: Any) -> str:
    """How a value of the type *hint* is written."""
    if hint == ElectionQuota:
        return " or ".join([*QUOTAS, "droop_to(2)"])
    if is_dataclass(hint):
        return "what the file says"
    kinds = get_args(hint)
    if get_origin(hint) is Literal:
        return " or ".join(map(str, kinds))
    if type(None) in kinds:
        rest = [kind for kind in kinds if kind is not type(None)]
        return f"{' or '.join(map(_wanted, rest))}, or none"
    names = {int: "a whole number", Fraction: "a number such as 3/2", bool: "yes or no"}
    if hint in (*names, str):
        return names.get(hint, "a text")
    if {*kinds} == {int, Fraction}:
        return names[Fraction]
    return "names with commas" if hint == tuple[str, ...] else "JSON"
