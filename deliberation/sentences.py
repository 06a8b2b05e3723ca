"""Sentences that can be said again in another language.

A ``Sentence`` is a string, in English, and the library and the command line treat it as one. It
remembers its template and what stands in the places of it, so that a page can look the template up
in the catalogue of its language and fill the places again. Nothing here knows of catalogues.

What stands in a place is a name as somebody wrote it, a number, several of these, or a sentence
again. ``{name!r}`` puts quotation marks around a name.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Part: TypeAlias = str | int | Sequence["Part"]


class Sentence(str):
    """An English sentence, made of a *template* with named places and its *parts*.

    >>> told = Sentence("{value!r} has no quota; the quotas name {known}", value="x", known=("y",))
    >>> print(told)
    'x' has no quota; the quotas name y
    >>> told.parts["value"]
    'x'
    """

    __slots__ = ("parts", "template")

    template: str
    parts: Mapping[str, Part]

    def __new__(cls, template: str, /, **parts: Part) -> Sentence:
        english = {name: _english(part) for name, part in parts.items()}
        sentence = super().__new__(cls, template.format(**english) if parts else template)
        sentence.template, sentence.parts = template, parts
        return sentence

    def __reduce__(self) -> tuple[object, ...]:
        return _again, (self.template, dict(self.parts))


def all_of(things: Sequence[str]) -> str:
    """The *things* joined by "and"; one thing alone stays as it is.

    >>> print(all_of(["age = old", "gender = woman"]))
    age = old and gender = woman
    """
    if len(things) == 1:
        return things[0]
    return Sentence("{first} and {last}", first=all_of(things[:-1]), last=things[-1])


def any_of(things: Sequence[str]) -> str:
    """The *things* joined by "or"; one thing alone stays as it is."""
    if len(things) == 1:
        return things[0]
    return Sentence("{first} or {last}", first=any_of(things[:-1]), last=things[-1])


def _english(part: Part) -> str | int:
    """What stands in the place of *part* in the English sentence."""
    return part if isinstance(part, str | int) else ", ".join(str(_english(one)) for one in part)


def _again(template: str, parts: Mapping[str, Part]) -> Sentence:
    return Sentence(template, **parts)
