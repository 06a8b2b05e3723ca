"""The words and numbers inside figures and pages, in the visitor's language."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from fractions import Fraction
from typing import Any

from babel.dates import get_datetime_format
from flask_babel import format_date, format_decimal, get_locale
from flask_babel import gettext as _

from deliberation.assembly import Mode
from deliberation.figures import words
from deliberation.figures.words import ENGLISH, number, percent
from deliberation.roles import Act, Role

MARKS = {"decimal mark": "decimal", "thousands mark": "group"}
FROM_RIGHT_TO_LEFT = {"minus mark": "\u200e−", "list mark": "، ", "direction mark": "rtl"}
"""What a language that is read from right to left has instead of the English marks: a minus that
stays before its number, the Arabic comma."""


def figure_words() -> Mapping[str, str]:
    """Every word and sentence that the figures use, translated; their marks from the locale."""
    translated = {key: _(text) for key, text in ENGLISH.items() if not _is_mark(key)}
    locale = get_locale()
    if _from_right_to_left():  # or the sign leaves its number in a sentence
        translated["percent"] = "\u2066" + translated["percent"] + "\u2069"
        translated |= FROM_RIGHT_TO_LEFT
    symbols = locale.number_symbols["latn"] if locale else {}
    return translated | {key: symbols[name] for key, name in MARKS.items() if name in symbols}


def apart(name: str) -> str:
    """A *name* that keeps its own direction in a sentence of the other."""
    return f"\u2068{name}\u2069" if _from_right_to_left() else words.apart(name)


def row(things: Iterable[str]) -> str:
    """The *things* one after another, with the comma of the visitor's language between them."""
    return (FROM_RIGHT_TO_LEFT["list mark"] if _from_right_to_left() else ", ").join(things)


def _is_mark(key: str) -> bool:
    """Whether it is no word, but a sign or a direction that the locale says."""
    return key in MARKS or key in FROM_RIGHT_TO_LEFT


def _from_right_to_left() -> bool:
    locale = get_locale()
    return bool(locale) and locale.text_direction == "rtl"


def grade(word: str) -> str:
    """A grade or an answer in the visitor's language, where it is one of the usual ones."""
    known = {
        "excellent": _("excellent"),
        "very good": _("very good"),
        "good": _("good"),
        "acceptable": _("acceptable"),
        "poor": _("poor"),
        "to reject": _("to reject"),
        "strongly agree": _("strongly agree"),
        "agree": _("agree"),
        "neither": _("neither"),
        "disagree": _("disagree"),
        "strongly against": _("strongly against"),
        "yes": _("yes"),
        "no": _("no"),
    }
    return known.get(word, word)


def mode_told(mode: str) -> str:
    """How open a vote is, in a sentence."""
    return {
        Mode.SEALED.value: _("Sealed: nobody sees how anybody voted."),
        Mode.PHRASES.value: _(
            "Sealed, with phrases: after the count every ballot is printed, beside the phrase that "
            "its voter chose. Whoever chose one can show to others how they voted."
        ),
        Mode.ROLL_CALL.value: _(
            "Open roll call: after the close every ballot is printed beside the number of its card."
        ),
    }[mode]


def role_titled(role: Role) -> str:
    """The name of a role, as a title."""
    return {
        Role.FACILITATOR: _("Facilitator"),
        Role.DRAW_OFFICER: _("Draw officer"),
        Role.COMMISSIONER: _("Commissioner"),
        Role.INTERPRETER: _("Interpreter"),
        Role.TABLE_HOST: _("Table host"),
        Role.CO_AUTHOR: _("Co-author"),
        Role.INITIATOR: _("Initiator"),
    }[role]


def role_is_for(role: Role) -> str:
    """What somebody with a role may do, in one sentence."""
    return {
        Role.FACILITATOR: _("Leads the assembly, and may do everything."),
        Role.DRAW_OFFICER: _("Recruits and draws the members, and has no part in votes."),
        Role.COMMISSIONER: _("Reads agendas, results and reports; sees no cards and no turnout."),
        Role.INTERPRETER: _(
            "Reads the agendas, follows the sessions, helps at the desk, and writes what votes ask "
            "in other languages."
        ),
        Role.TABLE_HOST: _("Follows a session, and leads the queue of those who want to speak."),
        Role.CO_AUTHOR: _("Edits the questions that wait for a vote, and writes reasons."),
        Role.INITIATOR: _("Suggests questions, of which a facilitator makes votes."),
    }[role]


def act_told(act: str) -> str:
    """What two people do together, as a title."""
    return {
        Act.DRAW.value: _("The draw"),
        Act.UNSEAL.value: _("Opening the urn"),
        Act.GIVE_UP.value: _("Giving up a vote"),
        Act.REVOKE.value: _("Taking the voice from a card"),
        Act.DELETE.value: _("Deleting"),
        Act.STRIKE.value: _("Striking a paper"),
    }[act]


def decimal(number: int) -> str:
    """A whole number as the visitor's language writes it."""
    return format_decimal(number)


def money(amount: int, currency: str | None) -> str:
    """A sum with its currency, where the vote says one: on one line, and in its own direction."""
    return f"\u2068{decimal(amount)}\u00a0{currency}\u2069" if currency else decimal(amount)


def rounded(exact: Fraction, places: int = 2) -> str:
    """A fraction with at most so many *places*, as the visitor's language writes it."""
    return number(figure_words(), exact, places)


def share(part: Fraction | float, places: int = 1) -> str:
    """A part of one as a percentage, as the visitor's language writes it."""
    return percent(figure_words(), Fraction(part), places)


def moment(when: datetime) -> str:
    """A moment in UTC: the date as the visitor's language writes it, and the 24-hour clock."""
    date = format_date(when, "medium", rebase=False)
    joined = str(get_datetime_format("medium", get_locale())).format(f"{when:%H:%M:%S}", date)
    return _("%(time)s UTC", time=joined)


def extract(*_context: Any, **_options: Any) -> Iterator[tuple[int, str, str, list[str]]]:
    """The words of the figures, for Babel's collection of everything that is translated."""
    for key, text in ENGLISH.items():
        if not _is_mark(key):
            yield 1, "gettext", text, []
