"""The words in figures, tables and the report; a page that speaks another language brings its own.

A sentence is a template with named places, such as ``"Round {number}"``. A mapping may hold only
some of the words; the rest are taken from ``ENGLISH``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from fractions import Fraction
from typing import Final

ENGLISH: Final[Mapping[str, str]] = {
    # numbers, lists and the direction of reading
    "decimal mark": ".",
    "thousands mark": ",",
    "minus mark": "−",
    "list mark": ", ",
    "direction mark": "ltr",
    "percent": "{number}%",
    # chances
    "chances": "The chance of a seat, by group",
    "chances described": (
        "For each group, a bar from the lowest to the highest chance of a seat, with the mean. "
        "Over all groups the chances go from {lowest} to {highest}. "
        "Equal chances for all {people} would be {equal}."
    ),
    "people in group": "{value} ({people})",
    "from to": "{lowest} to {highest}",
    "legend range": "from the lowest chance in the group to the highest",
    "legend mean": "mean of the group",
    "legend equal": "equal chances for all {people}: {equal}",
    "feature": "Feature",
    "value": "Group",
    "people": "People",
    "lowest": "Lowest",
    "mean": "Mean",
    "highest": "Highest",
    # pairs of values
    "pairs": "The chance of a seat, by two values together",
    "pairs told": (
        "Shown are {shown} of {all} pairs: those whose mean chance is farthest from {mean}, the "
        "mean of all."
    ),
    "pair value": "{feature}: {value}",
    "and value": "And group",
    # the population
    "likeness": "The panel beside the pool and the population",
    "likeness before": "The pool beside the population",
    "likeness described": (
        "For each group, a bar for its share of the panel, a thin one below for its share of the "
        "pool, and a line at its share of the population, where that is known."
    ),
    "likeness described before": (
        "For each group, a bar for its share of the pool, and a line at its share of the "
        "population, where that is known."
    ),
    "likeness told": "Fewest have volunteered, beside the population, of: {groups}.",
    "lacking group": "{name} ({pool} of the pool, {population} of the population)",
    "share beside": "{share} (population: {population})",
    "unknown": "unknown",
    "of the population": "Share of the population",
    "of the pool": "Share of the pool",
    "of the panel": "Share of the panel",
    "seats on it": "Seats",
    "legend panel": "share of the panel",
    "legend pool": "share of the pool",
    "legend population": "share of the population, where it is known",
    # prices
    "prices": "What each quota costs the lowest chance",
    "prices described": (
        "Now the lowest chance of a seat is {lowest}. For each quota that costs something, a bar "
        "shows what it would be with one seat of room, and what it would be without the quota."
    ),
    "at least": "{name}: at least {seats}",
    "at most": "{name}: at most {seats}",
    "at both": "{name}: all quotas",
    "priced": "Quota",
    "now": "Lowest chance now",
    "wider": "With one seat of room",
    "dropped": "Without the quota",
    "legend now": "the lowest chance now: {lowest}",
    "legend wider": "with one seat of room",
    "legend dropped": "without the quota",
    # rounds
    "rounds": "The count, round by round",
    "rounds described": "{elected} elected after {rounds} rounds. The quota is {quota}.",
    "rounds described without quota": "{elected} elected after {rounds} rounds.",
    "round": "Round {number}",
    "rounds from to": "Rounds {first} to {last}",
    "nobody further": "No further choice",
    "elected in": "elected in round {number}",
    "eliminated in": "out in round {number}",
    "elected at the end": "elected",
    "not elected": "not elected",
    "legend quota": "votes needed for a seat: {quota}",
    "legend elected": "elected in this round",
    "legend eliminated": "out after this round",
    "elected cell": "{total}, elected",
    "eliminated cell": "{total}, out",
    "candidate": "Candidate",
    # flow
    "flow": "Where the papers went",
    "flow described": (
        "Each band is a candidate's votes at the beginning of a round, from the first round at the "
        "top to the last at the bottom; the strands between them are papers that moved."
    ),
    "legend stay": "votes that stay",
    "legend move": "votes that move on",
    "from": "From",
    "to": "To",
    "papers": "Papers",
    "worth": "Worth",
    "in round": "After round",
    "named": "{name}: {outcome}",
    # totals
    "totals": "Totals",
    "totals described": "Chosen: {winners}, with {total}.",
    "total of plurality": "ballots that put it first",
    "total of borda": "points: on each ballot one for every other that stands below it",
    "total of copeland": "comparisons won; a draw counts half",
    "total of schulze": "others that it beats, directly or by a stronger chain of wins",
    "total of minimax": "votes against it in the comparison that it loses worst; the fewest win",
    "total of approval": "ballots that tick it",
    "total of whole ballots": (
        "ballots that tick it; the chosen need not be the most ticked, because the rule looks at "
        "what each ballot ticks together"
    ),
    "total of score": "points from all ballots",
    "total of star": "points from all ballots; for each seat the two with most go into a runoff",
    "total of quadratic": "votes for minus votes against",
    "total": "Total",
    "outcome": "Outcome",
    "elected": "elected",
    # pairwise
    "pairwise": "Pairs compared",
    "pairwise described": (
        "How many ballots prefer the candidate of the row to the candidate of the column; "
        "the greater of each pair is filled."
    ),
    "pairwise rest": "{shown} of {stood} are in the picture; the table has all of them",
    "pairwise legend": "ballots that prefer the row to the column; the greater number is filled",
    # spending
    "spending": "How the credits were spent",
    "spending described": (
        "For each candidate a bar for each number of votes: above it how many voters gave so many, "
        "below it the votes of each. All together spent {credits} credits."
    ),
    "credits told": "{credits} credits",
    "credits sorted": "credits for: {in_favour}; against: {against}",
    "credits left": "not spent: {left} of {all}",
    "not spent": "Not spent",
    "votes given": "Votes of each",
    "voters": "Voters",
    "credits spent": "Credits",
    "legend votes for": "votes for: above the bar how many voters, below it the votes of each",
    "legend votes against": "votes against",
    # grades
    "grades": "The grades",
    "answers": "The answers",
    "grades described": (
        "For each candidate a bar from the best grade to the worst, as long as the number of "
        "voters. Chosen: {winners}."
    ),
    "nobody": "nobody",
    "middle grade": "Middle grade",
    "in favour": "In favour",
    "part of": "{part} of {whole}",
    "legend middle": "the middle: half of the voters stand on each side",
    "legend needed": "the support that it takes",
    "not in favour": "Not in favour",
    "legend share": "the share that carries: {share}",
    "legend above": "it carries with more than this share: {share}",
    # budget
    "budget": "The budget, and where the money ends",
    "budget described": (
        "Projects in the order of choice, each bar behind those before it. Of {total}, "
        "{used} is spent on {projects} of them."
    ),
    "project": "Project",
    "cost": "Cost",
    "added up": "Added up",
    "supporters": "Chosen by",
    "funded": "paid",
    "cost and supporters": "{cost}, chosen by {voters}",
    "no supporters": "not paid: nobody chose it",
    "beyond the budget": "not paid: it costs more than everything there is",
    "money missing": "not paid: in the end {missing} are missing",
    "not reached": "not paid: its supporters did not have enough",
    "legend money ends": "here the money ends: {total}",
    "legend funded": "paid",
    "legend not funded": "not paid",
    "and": "{first} and {last}",
}


def say(words: Mapping[str, str], key: str, **places: object) -> str:
    """The sentence called *key*, with its places filled.

    In a language that is read from left to right, a name in letters that are read from right to
    left is kept apart, or it would draw the numbers and signs beside it to its other side. The
    sentences of a language that is read from right to left say themselves what is to be kept apart.
    """
    if words.get("direction mark") != "rtl":
        places = {
            place: apart(value) if isinstance(value, str) else value
            for place, value in places.items()
        }
    return (words.get(key) or ENGLISH[key]).format(**places)


def apart(name: str) -> str:
    """A *name* with letters that are read from right to left, so that it keeps its own direction.

    >>> apart("Bus 5"), apart("خط 5") == "\u2068خط 5\u2069"
    ('Bus 5', True)
    """
    turned = not name.isascii() and direction(name, turned=True)
    return f"\u2068{name}\u2069" if turned else name


def direction(content: str, *, turned: bool = False) -> str:
    """The direction of the first letter that is not kept apart: ``"R"``, ``"L"`` or nothing.

    Args:
        turned: look only for letters that are read from right to left.
    """
    depth = 0
    for character in content:
        kind = unicodedata.bidirectional(character)
        if kind in {"LRI", "RLI", "FSI"}:
            depth += 1
        elif kind == "PDI":
            depth = max(depth - 1, 0)
        elif not depth and kind in {"R", "AL"}:
            return "R"
        elif not depth and kind == "L" and not turned:
            return "L"
    return ""


def listed(words: Mapping[str, str], names: tuple[str, ...]) -> str:
    """The *names* in a row: ``a, b and c``."""
    if len(names) < 2:
        return "".join(names)
    if words.get("direction mark") != "rtl":
        names = tuple(map(apart, names))
    return say(words, "and", first=say(words, "list mark").join(names[:-1]), last=names[-1])


def number(words: Mapping[str, str], x: Fraction | int, places: int = 2) -> str:
    """*x* rounded to *places* decimals, without zeros at the end.

    >>> number({}, Fraction(31, 3)), number({}, 22345), number({}, Fraction(-1, 2))
    ('10.33', '22,345', '−0.5')
    """
    scaled = round(abs(Fraction(x)) * 10**places)
    whole, rest = divmod(scaled, 10**places)
    sign = say(words, "minus mark") if x < 0 and scaled else ""
    left = f"{whole:,}".replace(",", say(words, "thousands mark"))
    right = f"{rest:0{places}}".rstrip("0") if places else ""
    return sign + left + (say(words, "decimal mark") + right if right else "")


def percent(words: Mapping[str, str], x: Fraction, places: int = 1) -> str:
    """*x* of one as a percentage with *places* decimals, at least one.

    >>> percent({}, Fraction(3, 50)), percent({}, Fraction(36, 547), 2)
    ('6.0%', '6.58%')
    """
    whole, rest = divmod(round(x * 10 ** (places + 2)), 10**places)
    digits = f"{number(words, whole)}{say(words, 'decimal mark')}{rest:0{places}}"
    return say(words, "percent", number=digits)
