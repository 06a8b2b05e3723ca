"""The ballot paper as a page: blank, or as it was filled in."""

from __future__ import annotations

import secrets
from typing import Final

from flask import render_template
from flask_babel import gettext as _
from flask_wtf.csrf import generate_csrf

from deliberation.assembly import Vote
from deliberation.procedures.cards import slot_of
from deliberation.procedures.terms import grades_of
from deliberation.urn import Urn, urn_words
from deliberation.wordings import Reading
from webapp import kept, languages
from webapp.participant import asking, drafts, filled, phrases
from webapp.participant.papers import paper_of
from webapp.words import grade

ONCE: Final = 32  # bytes of chance by which a form that is sent again is known
LONG: Final = 8  # candidates, from which on a list of answers is counted and can be seen one by one
ROOM: Final = 512  # bytes that what was written on a line, and what is wrong with it, take at most
NO_PHRASE: Final = phrases.Phrase()


def page(
    asked: Reading,
    box: Urn | None,
    form: filled.Filled,
    phrase: phrases.Phrase = NO_PHRASE,
    *,
    own: kept.Own | None = None,
    cast_before: bool = False,
) -> str:
    """The ballot paper of a vote, as *form* has it.

    Args:
        asked: the vote as the voter reads it.
        own: the voter's own words; by default those of whoever asks.
    """
    vote = asked.vote
    own, paper = own or _own_words(vote), None
    if box is not None:
        paper = paper_of(vote, box, slot=own["slot"], language=languages.spoken())
    return render_template(
        f"participant/{vote.kind}.html",
        vote=vote,
        asked=asked,
        form=form,
        phrase=phrase,
        urn=box,
        words=urn_words(box) if box is not None else (),
        paper=paper,
        card=own["card"],
        long=len(vote.candidates) >= LONG,
        csrf=own["csrf"],
        once=own["once"],
        cast_before=cast_before,
        credits=filled.credits_of(vote) if vote.kind == "credits" else 0,
        most=filled.most_votes(vote) if vote.kind == "credits" else 0,
        marks=marks_told(vote),
    )


def blank_page(asked: Reading, box: Urn, *, cast_before: bool) -> str:
    """The ballot of a sealed vote, on which nothing is written: alike for all but a few words."""

    def write(own: kept.Own) -> str:
        blank = filled.show(asked.vote, None)
        return page(asked, box, blank, own=own, cast_before=cast_before)

    own = _own_words(asked.vote)
    return kept.page_with(own, of=("ballot", asked, box, cast_before), write=write)


def handed_back(
    asked: Reading, box: Urn | None, form: filled.Filled, phrase: phrases.Phrase
) -> str:
    """The ballot with what was written on it, and what is wrong.

    Where ballots are sealed, spaces behind the page bring it to one length, so that whoever sees
    only how long an answer is cannot tell what was written, nor that a ballot was blank.
    """
    said = page(asked, box, form, phrase)
    if box is None:
        return said
    empty = page(asked, box, filled.show(asked.vote, None))
    room = ROOM * (2 + len(asked.vote.candidates))
    return said + " " * (len(empty.encode()) + room - len(said.encode()))


def marks_told(vote: Vote) -> list[tuple[str, str]]:
    """What can be written beside a candidate, as it is sent and in words."""
    marks = filled.marks_of(vote)
    match vote.kind:
        case "grades":
            words = [grade(word) for word in grades_of(vote)]
        case "ranking":
            words = [_("place %(place)s", place=place) for place in marks]
        case _:
            words = marks
    return list(zip(marks, words, strict=True))


def _own_words(vote: Vote) -> dict[str, str]:
    """What is on nobody else's ballot paper."""
    return {
        "csrf": generate_csrf(),
        "once": secrets.token_hex(ONCE),
        "slot": slot_of(asking.token(), vote_id=vote.id),
        "card": drafts.card(),
    }
