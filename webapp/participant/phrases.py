"""A voter's own phrase as it was written on the form, and what is wrong with it."""

from __future__ import annotations

from dataclasses import dataclass

from deliberation.urn import LONGEST_PHRASE, phrase_in
from webapp.participant import wrong


@dataclass(frozen=True, slots=True)
class Phrase:
    """What was *written* in the field; ``said`` is there only where a phrase can be made of it."""

    written: str = ""
    said: str | None = None
    problem: str = ""


def read(written: str) -> Phrase:
    r"""The phrase in what was *written*, tidied; spaces and what has no shape are none.

    >>> read(" blue\t heron ").said, read(" ").said
    ('blue heron', None)
    """
    phrase = phrase_in(written)
    if len(phrase) > LONGEST_PHRASE:
        return Phrase(written, problem=wrong.long_phrase())
    return Phrase(written, phrase or None)
