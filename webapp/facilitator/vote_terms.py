"""The terms of a new vote as its form says them: what is voted on, and the options of its rule."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from deliberation.assembly import Mode
from deliberation.procedures.terms import MOST, candidates_of
from deliberation.record.vote_options import FIXED_NUMBER, options_of
from deliberation.voting import PUBLISHED
from webapp.forms import Typed
from webapp.languages import LANGUAGES

YES_NO = "yes_no"
"""What the form calls support whose answers are yes and no."""

RULES = (*PUBLISHED, YES_NO)
MAJORITY = "1/2+"
SHARES = (MAJORITY, "1/2", "3/5", "2/3", "3/4", "4/5", "9/10", "1/1")
CHECKED_IN = "checked in"
"""What the form calls a share of all who are present, counted when the vote is opened."""

BASES = ("answers", "ballots", CHECKED_IN, *sorted(FIXED_NUMBER, reverse=True))
MOST_PEOPLE = 1_000_000


@dataclass(frozen=True, slots=True)
class Terms:
    """What the form says of a new vote; the rule as the record calls it."""

    title: str
    question: str
    rule: str
    candidates: tuple[str, ...]
    seats: int
    options: Mapping[str, Any]
    mode: Mode
    language: str | None


def terms_typed(typed: Typed) -> Terms:
    """The terms as they were *typed*."""
    name = typed.choice("rule", RULES)
    rule = "support" if name == YES_NO else name
    candidates, seats, options = _counted(typed, name, rule)
    return Terms(
        title=typed.line("title"),
        question=typed.text("question", longest=1000),
        rule=rule,
        candidates=candidates,
        seats=seats,
        options=options,
        mode=Mode(typed.choice("mode", [*Mode])),
        language=typed.choice("language", ["", *LANGUAGES]) or None,
    )


def _counted(typed: Typed, name: str, rule: str) -> tuple[tuple[str, ...], int, dict[str, Any]]:
    """What is voted on, how many are chosen, and the options of a *rule* called *name*."""
    options = options_of(rule)
    fewest, most = candidates_of(rule)
    if rule == "support":
        texts = typed.titled("candidates", least=fewest, most=most)
        own = _threshold(typed) | (
            {"scale": ["yes", "no"], "supporting": 1} if name != rule else {}
        )
        if before := typed.line("revises", needed=False):
            own["revises"] = before
        if said := {title: text for title, text in texts.items() if text}:
            own["texts"] = said
        return tuple(texts), len(texts), own
    if "costs" in options:
        costs = typed.projects("candidates", least=fewest, most=most)
        total = typed.number("total", least=1, most=999_999_999)
        own = {"total": total, "costs": costs, "within": typed.ticked("within")}
        if currency := typed.line("currency", longest=12, needed=False):
            own["currency"] = currency
        return tuple(costs), len(costs), own
    candidates = typed.lines("candidates", least=fewest, most=most)
    own = {"credits": typed.number("credits", least=1, most=10_000)} if "credits" in options else {}
    return candidates, typed.number("seats", least=1, most=MOST), own


def _threshold(typed: Typed) -> dict[str, Any]:
    """How large a share of whom carries a recommendation, and what is nearly carried."""
    share = typed.choice("share", SHARES)
    part, whole = share.removesuffix("+").split("/")
    own: dict[str, Any] = {"share": [int(part), int(whole)], "of": typed.choice("of", BASES)}
    if share == MAJORITY:
        own["above"] = True
    if own["of"] == CHECKED_IN:
        own["of"] = "present"
    elif own["of"] in FIXED_NUMBER:
        own["members"] = typed.number("members", least=1, most=MOST_PEOPLE)
    if typed.line("near", needed=False):
        own["near"] = typed.number("near", least=0, most=MOST_PEOPLE)
    return own
