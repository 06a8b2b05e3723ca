"""Results as lines of text, for the story that the demonstration tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from textwrap import wrap

from deliberation.figures import ENGLISH
from deliberation.figures.standing import standings
from deliberation.figures.words import number, percent
from deliberation.lab import Town
from deliberation.voting.tally import Count, Result, Tally

WIDE = 77  # characters of a line
BAR = 24  # characters of the longest bar

Tell = Callable[[str], None]


def tell_all(lines: Iterable[str], tell: Tell) -> None:
    """Tell each of the *lines*, indented below its step."""
    for line in lines:
        tell(f"   {line}")


def willingness_lines(town: Town) -> Iterator[str]:
    """Of the youngest and oldest, the shortest and longest educated: invited and volunteered."""
    yield f"{'':<28}{'of the invited':>14}{'of the volunteers':>20}"
    for feature in ("age", "education"):
        quotas = town.quotas.of(feature)
        for quota in (quotas[0], quotas[-1]):
            invited = Fraction(town.count(feature, quota.value), town.size)
            volunteers = Fraction(town.pool.count(feature, quota.value), len(town.pool))
            named = f"{feature}: {quota.value}"
            yield f"{named:<28}{percent(ENGLISH, invited):>14}{percent(ENGLISH, volunteers):>20}"


def panel_lines(town: Town, panel: tuple[str, ...]) -> Iterator[str]:
    """For each feature, how many members have each value, beside its quota."""
    seated = [person for person in town.pool if person.id in set(panel)]
    for feature in town.quotas.features:
        parts = []
        for quota in town.quotas.of(feature):
            have = sum(person.features[feature] == quota.value for person in seated)
            parts.append(f"{quota.value} {have} ({quota.lower}-{quota.upper})")
        yield from wrap(f"{feature}: {', '.join(parts)}", WIDE, subsequent_indent="  ")


def result_lines(result: Result) -> Iterator[str]:
    """A count with its rounds, or a tally with its bars."""
    return _count_lines(result) if isinstance(result, Count) else _tally_lines(result)


def _count_lines(count: Count) -> Iterator[str]:
    """What each candidate held in each round; the elected are marked with their place."""
    wide = max(len(standing.candidate) for standing in standings(count))
    rounds = "".join(f"{round.number:>6}" for round in count.rounds)
    yield f"   {'round':<{wide}}{rounds}"
    for standing in standings(count):
        name = standing.candidate
        mark = f"{count.elected.index(name) + 1}." if standing.chosen else "  "
        held = "".join(
            f"{number(ENGLISH, round.totals[name]):>6}"
            for round in count.rounds
            if standing.eliminated is None or round.number <= standing.eliminated
        )
        yield f"{mark} {name:<{wide}}{held}"
    if count.quota is not None:
        yield f"   {number(ENGLISH, count.quota)} votes win a seat; what is above moves on."


def _tally_lines(tally: Tally) -> Iterator[str]:
    """A bar for each candidate, the greatest total first."""
    ordered = sorted(tally.totals.items(), key=lambda item: -item[1])
    wide = max(len(name) for name, _ in ordered)
    most = max(abs(total) for _, total in ordered) or Fraction(1)
    for name, total in ordered:
        mark = f"{tally.elected.index(name) + 1}." if name in tally.elected else "  "
        bar = ("+" if total > 0 else "-") * round(BAR * abs(total) / most)
        yield f"{mark} {name:<{wide}} {number(ENGLISH, total):>5} {bar}"
