"""The sheet for the room of the draw: what is fixed, what is done, and whose every ticket is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from deliberation.beacon import NAME
from deliberation.errors import InvalidInputError
from deliberation.figures.markup import Markup, element, text
from deliberation.figures.page import command, facts, heading, items, page, paragraph
from deliberation.figures.sheet_lists import ticket_lists
from deliberation.figures.sheet_words import SHEET
from deliberation.figures.style import SHEET_STYLE
from deliberation.figures.words import ENGLISH, number, say
from deliberation.record.announcement import Announcement, encode_announcement
from deliberation.record.canonical import digest
from deliberation.sortition.draw import HAND
from deliberation.sortition.numbering import MOST, Tickets

Words = Mapping[str, str]


def draw_sheet(
    tickets: Tickets,
    *,
    commitment: str,
    announcement: Announcement | None = None,
    language: str = "en",
) -> str:
    """The sheet as HTML, one file to print or to show; with its lists once the numbers are fixed.

    Args:
        commitment: of the lottery, as it was published.
        announcement: how the draw was said to go; without it, by hand from numbered tickets.
        language: a key of ``SHEET``.

    Raises:
        InvalidInputError: there are more tickets than a sheet can list.
        KeyError: there are no words in that language.
    """
    if tickets.lottery.total > MOST:
        raise InvalidInputError([f"a sheet lists every ticket; make a lottery of at most {MOST}"])
    words = {**ENGLISH, **SHEET[language]}
    final = tickets.numbering is not None or (
        announcement is not None and announcement.numbering is None
    )
    parts = [heading(say(words, "title"), level=1), _lead(tickets, words)]
    parts += _fixed(tickets, commitment, announcement, words)
    parts += _needed(tickets, announcement, words)
    if not final:
        parts += _numbering(_numbered_by(tickets, announcement, words), words)
    parts += _drawing(tickets, announcement, words)
    parts += _minutes(words)
    if final:
        parts += ticket_lists(tickets, words)
    return page(*parts, title=say(words, "title"), language=language, style=SHEET_STYLE)


def _lead(tickets: Tickets, words: Words) -> Markup:
    """The draw in two sentences."""
    lottery = tickets.lottery
    told = {"size": lottery.size, "people": len(lottery.people), "tickets": lottery.total}
    return paragraph(
        say(words, "lead", **{name: number(words, n) for name, n in told.items()}), class_="lead"
    )


def _fixed(
    tickets: Tickets, commitment: str, announcement: Announcement | None, words: Words
) -> Iterator[Markup]:
    """What was published before, to compare."""
    fixed = {"commitment": commitment}
    if announcement is not None:
        fixed["announcement"] = digest(encode_announcement(announcement))
        if announcement.numbering is not None:
            fixed["numbering source"] = announcement.numbering
        fixed["draw source"] = announcement.draw
    if tickets.numbering is not None:
        fixed["numbering seed"] = str(tickets.numbering.seed)
    yield heading(say(words, "fixed"))
    yield facts((say(words, name), value) for name, value in fixed.items())
    yield paragraph(say(words, "commitment told"))


def _needed(
    tickets: Tickets, announcement: Announcement | None, words: Words
) -> Iterator[Markup]:  # fmt: skip
    """Dice or balls, a table, and people; or a screen, where a beacon was named."""
    yield heading(say(words, "needed"))
    sources = [] if announcement is None else [announcement.draw]
    if announcement is not None and tickets.numbering is None and announcement.numbering:
        sources.append(announcement.numbering)
    if any(map(_is_round, sources)):
        yield items([say(words, "need screen")])
    if sources and all(map(_is_round, sources)):
        yield items([say(words, "need chair")])
        return
    keys = ("need balls", "need table", "need chair", "need thrower", "need writers")
    dice = say(words, "need dice", dice=say(words, f"dice {tickets.digits}"))
    yield items([dice, *(say(words, key) for key in keys)])


def _numbering(source: str, words: Words) -> Iterator[Markup]:
    """The first step, after which the lists can be printed."""
    yield heading(say(words, "numbers first"))
    yield _steps(
        [
            _told(say(words, "say numbering", source=source)),
            *(_told(say(words, key)) for key in _seen(source)),
            _typed(
                say(words, "paste round" if _is_round(source) else "type numbering"),
                f"deliberation number lottery.json {_seed(source)}",
            ),
            _told(say(words, "print again")),
        ]
    )


def _drawing(
    tickets: Tickets, announcement: Announcement | None, words: Words
) -> Iterator[Markup]:  # fmt: skip
    """The draw itself, by hand or by the lots from a seed."""
    last = tickets.lottery.total - 1
    ends = {"first": tickets.written(0), "last": tickets.written(last)}
    yield heading(say(words, "the draw"))
    draw = "deliberation draw lottery.json"
    if announcement is None or announcement.method == HAND:
        whole = set(ends["last"]) == {"9"}
        keys = ["say order", "say draw", "throw", "fallen", "hands off"]
        keys += ["all count" if whole else "beyond", "find"]
        line = f'{draw} --by-hand --seed "..." --seed-again "..." --out .'
        steps = [_told(say(words, key, **ends)) for key in keys]
        yield _steps([*steps, _typed(say(words, "type by hand"), line)])
        return
    source = announcement.draw
    yield _steps(
        [
            _told(say(words, "say lots", source=source)),
            *(_told(say(words, key)) for key in _seen(source)),
            _typed(
                say(words, "paste round" if _is_round(source) else "type lots"),
                f"{draw} {_seed(source)} --out .",
            ),
            _told(say(words, "find")),
        ]
    )


def _numbered_by(tickets: Tickets, announcement: Announcement | None, words: Words) -> str:
    """What numbers the tickets: as announced, or else the dice of the draw, thrown before it."""
    if announcement is not None and announcement.numbering is not None:
        return announcement.numbering
    return say(words, "numbering default", dice=say(words, f"dice {tickets.digits}"))


def _minutes(words: Words) -> Iterator[Markup]:
    """Lines to write on, so that the sheet itself is the record of the room."""
    yield heading(say(words, "minutes"))
    keys = ("order of the dice", "first writer", "second writer", "crossed out")
    rows = (
        element("tr", element("th", text(say(words, key)), scope="row"), element("td"))
        for key in (*keys, "number", "panel drawn", "signatures")
    )
    yield element("table", element("tbody", *rows), class_="minutes")


def _steps(steps: Sequence[Markup]) -> Markup:
    """What is done, one step after the other."""
    return element("ol", *(element("li", step) for step in steps), class_="steps")


def _told(sentences: str) -> Markup:
    return text(sentences)


def _typed(sentence: str, line: str) -> Markup:
    """A step at the computer: what two people type."""
    return Markup(text(sentence) + command(line))


def _is_round(source: str) -> bool:
    return source.startswith(NAME)


def _seen(source: str) -> tuple[str, ...]:
    """How what comes from a *source* is seen by all."""
    return ("see round",) if _is_round(source) else ("write seed", "read seed")


def _seed(source: str) -> str:
    """The options that take what comes from *source*."""
    if _is_round(source):
        return '--drand \'{"round": ..., "randomness": ..., "signature": ...}\''
    return '--seed "..." --seed-again "..."'
