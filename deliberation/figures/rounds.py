"""A count in rounds: what each candidate held at the beginning of each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from deliberation.figures.legend import Sample, legend
from deliberation.figures.markup import Markup
from deliberation.figures.standing import Standing, standings
from deliberation.figures.svg import (
    ACCENT,
    MARGIN,
    SMALL,
    WIDTH,
    block_of_text,
    check_mark,
    cross_mark,
    line_of_text,
    picture,
    rectangle,
    rule,
    text_width,
)
from deliberation.figures.table import Table
from deliberation.figures.words import ENGLISH, listed, number, say
from deliberation.voting.tally import Count, Round

LEFT, RIGHT = MARGIN, WIDTH - MARGIN
ACROSS = 7  # rounds beside each other; more begin a new panel below
TALL = 30.0
NUMERAL = 12.0


def rounds(count: Count, *, id: str = "rounds", words: Mapping[str, str] = ENGLISH) -> str:
    """A picture of a count as SVG: a bar for each candidate in each round, and the quota.

    Args:
        id: begins the ids inside the figure.
        words: sentences in the page's language.
    """
    shapes: list[Markup] = []
    y = 0.0
    panels = -(-len(count.rounds) // ACROSS)
    across = -(-len(count.rounds) // panels)
    for first in range(0, len(count.rounds), across):
        panel, y = _panel(count, count.rounds[first : first + across], y, words)
        shapes += panel
    signs, y = legend(_signs(count, words), y + 4)
    return picture(
        *shapes,
        *signs,
        id=id,
        title=say(words, "rounds"),
        desc=_described(count, words),
        height=y + MARGIN,
        words=words,
    )


def rounds_table(count: Count, *, words: Mapping[str, str] = ENGLISH) -> Table:
    """The numbers of ``rounds``, with as many decimals as the rule keeps (two if it keeps all)."""
    places = 2 if count.places is None else count.places
    rows = [
        (
            standing.candidate,
            *(_cell(standing, round, places, words) for round in count.rounds),
        )
        for standing in standings(count)
    ]
    spent = [round.exhausted for round in count.rounds]
    if any(spent):
        rows.append((say(words, "nobody further"), *(number(words, x, places) for x in spent)))
    heads = (say(words, "round", number=round.number) for round in count.rounds)
    return Table(say(words, "rounds"), (say(words, "candidate"), *heads), tuple(rows))


def _described(count: Count, words: Mapping[str, str]) -> str:
    """The outcome in a sentence, for those who do not see the picture."""
    key = "rounds described" if count.quota is not None else "rounds described without quota"
    quota = _quota(count, words)
    elected = listed(words, count.elected)
    return say(words, key, elected=elected, rounds=len(count.rounds), quota=quota)


def _quota(count: Count, words: Mapping[str, str]) -> str:
    """The votes needed, with as many decimals as the rule keeps (two if it keeps all)."""
    places = 2 if count.places is None else count.places
    return "" if count.quota is None else number(words, count.quota, places)


def _cell(standing: Standing, round: Round, places: int, words: Mapping[str, str]) -> str:
    """What a candidate held in a round, and what the round decided; a dash for who was out."""
    total = number(words, round.totals[standing.candidate], places)
    match _state(standing, round.number):
        case "elected now":
            return say(words, "elected cell", total=total)
        case "out now":
            return say(words, "eliminated cell", total=total)
        case "out":
            return "–"
    return total


def _panel(
    count: Count, shown: Sequence[Round], y: float, words: Mapping[str, str]
) -> tuple[list[Markup], float]:
    """Up to ``ACROSS`` rounds beside each other: their numbers, then a strip for each candidate."""
    step = (RIGHT - LEFT) / max(len(shown), 3)
    heads = [say(words, "round", number=round.number) for round in shown]
    if max(text_width(head, NUMERAL) for head in heads) > step - 2:
        heads = [str(round.number) for round in shown]
    if heads[0].isdecimal():
        of = say(words, "rounds from to", first=shown[0].number, last=shown[-1].number)
        shapes, y = block_of_text(LEFT, y, of, width=RIGHT - LEFT, size=SMALL, class_="fig-faint")
    else:
        shapes = []
    shapes += [
        line_of_text(
            LEFT + step * (n + 0.5), y + 15, head, size=NUMERAL, anchor="middle", class_="fig-faint"
        )
        for n, head in enumerate(heads)
    ]
    y += 20
    for standing in standings(count):
        if standing.eliminated is not None and standing.eliminated < shown[0].number:
            continue
        strip, y = _strip(standing, count, shown, y, words)
        shapes += strip
    if any(round.exhausted for round in shown):
        heading, y = block_of_text(LEFT, y, say(words, "nobody further"), width=RIGHT - LEFT)
        shapes += heading
        shapes += _bars(
            [round.exhausted for round in shown], ["spent"] * len(shown), count, y, words
        )
        y += TALL + 18
    return shapes, y


def _strip(
    standing: Standing, count: Count, shown: Sequence[Round], y: float, words: Mapping[str, str]
) -> tuple[list[Markup], float]:
    """One candidate: the name, what became of it, and a bar for each round."""
    outcome = standing.outcome(words)
    room = RIGHT - LEFT - text_width(outcome, SMALL) - 10
    shapes, below = block_of_text(LEFT, y, standing.candidate, width=room, bold=standing.chosen)
    shapes.append(
        line_of_text(RIGHT, y + 16, outcome, size=SMALL, anchor="end", class_="fig-faint")
    )
    totals = [round.totals[standing.candidate] for round in shown]
    states = [_state(standing, round.number) for round in shown]
    return shapes + _bars(totals, states, count, below, words), below + TALL + 18


def _state(standing: Standing, round: int) -> str:
    """What a bar shows: somebody in the running, elected now or before, or out after this round."""
    if standing.elected is not None and standing.elected <= round:
        return "elected now" if standing.elected == round else "elected"
    if standing.eliminated is not None and standing.eliminated <= round:
        return "out now" if standing.eliminated == round else "out"
    return "in"


def _bars(
    totals: Sequence[Fraction],
    states: Sequence[str],
    count: Count,
    y: float,
    words: Mapping[str, str],
) -> list[Markup]:
    """A bar for each round on one base line, with the quota across and the numbers below."""
    top = max([count.quota or Fraction(1), *(x for r in count.rounds for x in r.totals.values())])
    step = (RIGHT - LEFT) / max(len(totals), 3)
    wide = min(step * 0.62, 44.0)
    foot = y + TALL
    shapes: list[Markup] = []
    for n, (total, state) in enumerate(zip(totals, states, strict=True)):
        if state == "out":
            continue
        middle = LEFT + step * (n + 0.5)
        high = float(total / top) * (TALL - 3)
        shapes.append(_bar(middle - wide / 2, foot - high, wide, high, state))
        shapes += _numeral(middle, foot + 13, number(words, total), state)
    shapes.append(rule(LEFT, foot, RIGHT, foot, "fig-line", stroke_opacity="0.4"))
    if count.quota is not None and set(states) != {"spent"}:
        at = foot - float(count.quota / top) * (TALL - 3)
        shapes.append(rule(LEFT, at, RIGHT, at, "fig-dash", stroke_dasharray="4 3"))
    return shapes


def _bar(x: float, y: float, wide: float, high: float, state: str) -> Markup:
    """A bar, full for the elected, lighter for those in the running, hollow for those going out."""
    if state.startswith("elected"):
        return rectangle(x, y, wide, high, "fig-bar", fill=ACCENT)
    if state == "in":
        return rectangle(x, y, wide, high, "fig-bar", fill=ACCENT, fill_opacity="0.45")
    if state == "spent":
        return rectangle(x, y, wide, high, "fig-spent", fill_opacity="0.35")
    return rectangle(
        x, y, wide, high, "fig-hollow", fill="none", stroke="currentColor", stroke_dasharray="2 2"
    )


def _numeral(middle: float, y: float, numeral: str, state: str) -> Iterator[Markup]:
    """The number below a bar, with the mark of what was decided before it."""
    mark = {"elected now": check_mark, "out now": cross_mark}.get(state)
    shift = 6 if mark else 0
    if mark:
        yield mark(middle - text_width(numeral, NUMERAL) / 2 - 5, y)
    yield line_of_text(middle + shift, y, numeral, size=NUMERAL, anchor="middle")


def _signs(count: Count, words: Mapping[str, str]) -> Iterator[tuple[Sample, str]]:
    """What the signs mean, those that occur."""
    if count.quota is not None:
        yield (
            lambda x, y: rule(x, y - 4, x + 22, y - 4, "fig-dash", stroke_dasharray="4 3"),
            say(words, "legend quota", quota=_quota(count, words)),
        )
    if any(round.elected for round in count.rounds):
        yield lambda x, y: check_mark(x + 7, y), say(words, "legend elected")
    if any(round.eliminated for round in count.rounds):
        yield lambda x, y: cross_mark(x + 7, y), say(words, "legend eliminated")
