"""Results as lines of text, for the story that the demonstration tells."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from textwrap import wrap
from typing import Any

from deliberation.figures import ENGLISH
from deliberation.figures.standing import standings
from deliberation.figures.words import number, percent
from deliberation.lab import Town
from deliberation.record.counted import tallies_of
from deliberation.record.supported import Supported, supported
from deliberation.voting.encode import result_from_json
from deliberation.voting.tally import Count, Tally

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


def result_lines(document: Mapping[str, Any]) -> Iterator[str]:
    """What came out of the vote in *document* (``votes/ID.json``).

    That is a count with its rounds, a tally with its bars, what is carried, or what is paid.
    """
    if answers := supported(document):
        return _support_lines(answers)
    if "costs" in document["options"]:
        return _budget_lines(document)
    result = result_from_json(document["result"], candidates=tuple(document["candidates"]))
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


def _support_lines(answers: Iterable[Supported]) -> Iterator[str]:
    """How many are carried; the most supported, the last, the nearest miss, the least supported."""
    ordered = sorted(answers, key=lambda one: Fraction(one.supporters, one.of or 1), reverse=True)
    carried = [one for one in ordered if one.carried]
    missed = [one for one in ordered if not one.carried]
    yield f"{len(carried)} of {len(ordered)} are carried:"
    for one in dict.fromkeys((*carried[:1], *carried[-1:], *missed[:1], *missed[-1:])):
        mark = "yes" if one.carried else "near miss" if one.near else "no"
        yield f"   {mark:<9}  {one.supporters} of {one.of}, needed {one.needed}: {one.name}"


def _budget_lines(document: Mapping[str, Any]) -> Iterator[str]:
    """What is paid, in the order of choice, and what is not; costs in thousands."""
    paid, costs = document["result"]["elected"], document["options"]["costs"]
    backers = {name: sum(given.values()) for name, given in tallies_of(document).items()}
    wide = max(map(len, document["candidates"]))
    unpaid = sorted(costs.keys() - {*paid}, key=lambda name: (-backers[name], name))
    for name in (*paid, *unpaid):
        mark = f"{paid.index(name) + 1}." if name in paid else "  "
        cost = number(ENGLISH, Fraction(costs[name], 1000))
        yield f"{mark} {name:<{wide}} {cost:>5} thousand, chosen by {backers[name]}"
