"""What a vote asks, in another language or in plain words, and which of it a reader gets to see.

The texts that a vote was made with are what is voted on; a wording says the same for those who read
another language, and in plain words for everybody. It is not counted, and no ballot holds it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from deliberation.assembly import Vote

LANGUAGE = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})?")

Wording = Mapping[str, str]
"""What is said in one language, by the names that ``asked`` gives to the texts of a vote."""


@dataclass(frozen=True, slots=True)
class Said:
    """A text as somebody reads it.

    Args:
        language: in which it is; ``None`` where nobody has said.
        exact: the text that is voted on, where this is a translation of it; else nothing.
    """

    text: str
    language: str | None
    exact: str = ""

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Reading:
    """What whoever reads a *language* gets to see of a *vote*: its own texts where others lack.

    Args:
        wording: what is said in that language.
    """

    vote: Vote
    language: str
    wording: Wording = field(default_factory=dict, hash=False)

    @property
    def title(self) -> Said:
        """What the vote is called."""
        return self._said("title")

    @property
    def question(self) -> Said:
        """What is asked."""
        return self._said("question")

    @property
    def plain(self) -> Said | None:
        """The question in plain words, where somebody has found some in this language."""
        said = self.wording.get("plain")
        return Said(said, self.language) if said else None

    def option(self, name: str) -> Said:
        """What is voted on under this *name*; the name itself where no vote has such an option."""
        number = self._numbers.get(name)
        return Said(name, self.vote.language) if number is None else self._said(f"option {number}")

    def text(self, name: str) -> Said | None:
        """What stands below it, if something does."""
        key = f"text {self._numbers.get(name)}"
        return self._said(key) if key in self._asked else None

    @cached_property
    def is_translated(self) -> bool:
        """Whether some text is another than the one that is voted on."""
        return bool(self.wording.keys() - {"plain"})

    @cached_property
    def lacks(self) -> int:
        """How many texts the reader gets in a language that is not theirs."""
        return len(missing(self.vote, self.wording)) if self._is_foreign else 0

    @property
    def lacks_all(self) -> bool:
        """Whether that is every one."""
        return self.lacks == len(translated(self.vote))

    @property
    def _is_foreign(self) -> bool:
        """Whether the vote is known to be in another language than the reader's."""
        return self.vote.language not in (None, self.language)

    @cached_property
    def _asked(self) -> Mapping[str, str]:
        return asked(self.vote)

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {name: number for number, name in enumerate(self.vote.candidates, start=1)}

    def _said(self, key: str) -> Said:
        """The text that is called *key*, in the reader's language if it is there."""
        exact = self._asked[key]
        said = self.wording.get(key)
        return Said(said, self.language, exact) if said else Said(exact, self.vote.language)


def asked(vote: Vote) -> dict[str, str]:
    """Every text of a *vote* that a wording can say, as it is voted on, by its name.

    The options are numbered from 1 in their order. There are no plain words that are voted on.
    """
    below = vote.options.get("texts", {})
    texts = {"title": vote.title, "question": vote.question, "plain": ""}
    for number, name in enumerate(vote.candidates, start=1):
        texts[f"option {number}"] = name
        if name in below:
            texts[f"text {number}"] = below[name]
    return texts


def translated(vote: Vote) -> tuple[str, ...]:
    """The names of the texts that a translation of *vote* has; plain words may be there or not."""
    return tuple(key for key in asked(vote) if key != "plain")


def missing(vote: Vote, wording: Wording) -> tuple[str, ...]:
    """Which of these a *wording* lacks, by their names."""
    return tuple(key for key in translated(vote) if not wording.get(key))


def kept_for(before: Vote, after: Vote, wording: Wording) -> dict[str, str]:
    """What a *wording* of one vote still says of another: of each text that stayed the same.

    Plain words stay where the question and everything that is voted on did.
    """
    old, new = asked(before), asked(after)
    places = {name: number for number, name in enumerate(before.candidates, start=1)}
    came = {key: key for key in ("title", "question", "plain")}
    for number, name in enumerate(after.candidates, start=1):
        for what in ("option", "text"):
            came[f"{what} {number}"] = f"{what} {places.get(name)}"
    if old | {"title": ""} != new | {"title": ""}:
        del came["plain"]
    return {
        key: wording[source]
        for key, source in came.items()
        if source in wording and old.get(source) == new.get(key)
    }
