"""Where the papers went between the rounds of a count: bands and strands (a Sankey diagram).

Rounds follow each other from top to bottom, so that the figure grows downwards on a phone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from typing import NamedTuple

from deliberation.figures.legend import Sample, initial, legend
from deliberation.figures.markup import Markup, element
from deliberation.figures.standing import letter, standings
from deliberation.figures.svg import (
    ACCENT,
    BAND,
    MARGIN,
    ON_BAR,
    SMALL,
    WIDTH,
    line_of_text,
    picture,
    rectangle,
    text_width,
)
from deliberation.figures.table import Table
from deliberation.figures.words import ENGLISH, number, say
from deliberation.voting.tally import Count, Round

LEFT, RIGHT = MARGIN + 18, WIDTH - MARGIN
GAP = 4.0
TALL = 17.0
BETWEEN = 40.0


Spans = dict[str | None, tuple[float, float]]
"""For each place, where it begins from the left and how wide it is."""


class Strand(NamedTuple):
    """What goes from a place in one round to a place in the next; ``None`` is nobody further."""

    source: str | None
    target: str | None
    value: Fraction


def flow(count: Count, *, id: str = "flow", words: Mapping[str, str] = ENGLISH) -> str:
    """A picture of the papers that moved between the rounds of a count, as SVG.

    Args:
        id: begins the ids inside the figure.
        words: sentences in the page's language.
    """
    order = (*(standing.candidate for standing in standings(count)), None)
    names = {name: letter(n) for n, name in enumerate(order[:-1]) if name is not None}
    scale = _scale(count, len(order))
    spans = [_spans(round, order, scale) for round in count.rounds]
    strands: list[Markup] = []
    bands: list[Markup] = []
    y = MARGIN
    for n, round in enumerate(count.rounds):
        bands += _bands(count, round, spans[n], names, y, words)
        if n + 1 < len(count.rounds):
            moves = _moves(round, count.rounds[n + 1], order)
            strands += _strands(moves, spans[n], spans[n + 1], scale, y + TALL)
        y += TALL + BETWEEN
    signs, y = legend(_signs(count, names, words), y - BETWEEN + 6)
    return picture(
        *strands,
        *bands,
        *signs,
        id=id,
        title=say(words, "flow"),
        desc=say(words, "flow described"),
        height=y + MARGIN,
        words=words,
    )


def flow_table(count: Count, *, words: Mapping[str, str] = ENGLISH) -> Table:
    """Every transfer of a count."""
    places = 2 if count.places is None else count.places
    return Table(
        say(words, "flow"),
        tuple(say(words, key) for key in ("in round", "from", "to", "papers", "worth")),
        tuple(
            (
                str(round.number),
                transfer.source,
                say(words, "nobody further") if transfer.target is None else transfer.target,
                number(words, transfer.papers),
                number(words, transfer.value, places),
            )
            for round in count.rounds
            for transfer in round.transfers
        ),
        labels=3,
    )


def _held(round: Round, name: str | None) -> Fraction:
    """What stands at a place in a round."""
    return round.exhausted if name is None else round.totals[name]


def _scale(count: Count, places: int) -> float:
    """How wide one vote stands, so that the fullest round fits beside its gaps."""
    fullest = max(sum(round.totals.values(), round.exhausted) for round in count.rounds)
    return (RIGHT - LEFT - GAP * (places - 1)) / max(float(fullest), 1e-9)


def _spans(round: Round, order: tuple[str | None, ...], scale: float) -> Spans:
    """Where each place begins from the left, and how wide it is; empty places take no room."""
    spans: Spans = {}
    x = LEFT
    for name in order:
        wide = float(_held(round, name)) * scale
        spans[name] = (x, wide)
        x += wide + (GAP if wide else 0)
    return spans


def _moves(before: Round, after: Round, order: tuple[str | None, ...]) -> Iterator[Strand]:
    """The strands between two rounds: what moved, and what stayed; rounding goes to nobody."""
    moved = {(t.source, t.target): t.value for t in before.transfers}
    for name in order:
        left = sum((v for (source, _), v in moved.items() if source == name), Fraction(0))
        kept = min(_held(before, name) - left, _held(after, name))
        for target in order:
            value = (
                kept if target == name else moved.get((name, target), Fraction(0)) if name else 0
            )
            if value > 0:
                yield Strand(name, target, Fraction(value))


def _strands(
    moves: Iterable[Strand], above: Spans, below: Spans, scale: float, y: float
) -> Iterator[Markup]:
    """The strands from *y* down: each takes its part of both ends, from left to right."""
    out = {name: x for name, (x, _) in above.items()}
    into = {name: x for name, (x, _) in below.items()}
    for strand in moves:
        wide = float(strand.value) * scale
        start, end = out[strand.source], into[strand.target]
        yield _ribbon(start, end, wide, y, stays=strand.source == strand.target)
        out[strand.source] += wide
        into[strand.target] += wide


def _ribbon(start: float, end: float, wide: float, y: float, *, stays: bool) -> Markup:
    """A strand of one width that bends from its place above to its place below."""
    foot, half = y + BETWEEN, y + BETWEEN / 2
    path = (
        f"M{start:.1f} {y:.1f}C{start:.1f} {half:.1f} {end:.1f} {half:.1f} {end:.1f} {foot:.1f}"
        f"h{wide:.1f}C{end + wide:.1f} {half:.1f} {start + wide:.1f} {half:.1f} "
        f"{start + wide:.1f} {y:.1f}z"
    )
    if stays:
        return element("path", d=path, class_="fig-stay", fill_opacity="0.13")
    return element("path", d=path, class_="fig-move", fill=ACCENT, fill_opacity="0.6")


def _bands(
    count: Count,
    round: Round,
    spans: Spans,
    names: Mapping[str, str],
    y: float,
    words: Mapping[str, str],
) -> Iterator[Markup]:
    """One round: its number, and a band for each place with its letter where there is room."""
    yield line_of_text(MARGIN, y + 13, str(round.number), size=SMALL, class_="fig-faint")
    elected = {name for r in count.rounds if r.number <= round.number for name in r.elected}
    for name, (x, wide) in spans.items():
        if not wide:
            continue
        if name is None:
            yield rectangle(x, y, wide, TALL, "fig-spent", fill_opacity="0.3")
            continue
        if name in elected:
            yield rectangle(x, y, wide, TALL, "fig-bar", fill=ACCENT)
        else:
            yield rectangle(x, y, wide, TALL, "fig-band", fill=BAND)
        label = f"{names[name]} {number(words, round.totals[name])}"
        short = next((t for t in (label, names[name]) if text_width(t, SMALL) + 2 <= wide), None)
        if short:
            yield line_of_text(
                x + wide / 2,
                y + 12.5,
                short,
                size=SMALL,
                anchor="middle",
                class_="fig-on-bar",
                fill=ON_BAR,
            )


def _signs(
    count: Count, names: Mapping[str, str], words: Mapping[str, str]
) -> Iterator[tuple[Sample, str]]:
    """What the colours mean, then whom each letter stands for."""
    yield _swatch("fig-move", ACCENT, "0.6"), say(words, "legend move")
    yield _swatch("fig-stay", None, "0.13"), say(words, "legend stay")
    if any(round.exhausted for round in count.rounds):
        yield _swatch("fig-spent", None, "0.3"), say(words, "nobody further")
    for standing in standings(count):
        named = say(words, "named", name=standing.candidate, outcome=standing.outcome(words))
        yield initial(names[standing.candidate]), named


def _swatch(class_: str, fill: str | None, opacity: str) -> Sample:
    """A sample of a colour."""

    def draw(x: float, y: float) -> Markup:
        return element(
            "rect",
            x=x, y=y - 9, width=22, height=10, class_=class_, fill=fill, fill_opacity=opacity
        )  # fmt: skip

    return draw
