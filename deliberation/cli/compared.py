"""Several rules side by side: whether another rule would have changed the outcome."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from deliberation.cli.columns import columns, decimal, listed
from deliberation.io.elections.election import Election
from deliberation.voting import Answer
from deliberation.voting.margins import Margin, margin


def compared(results: Sequence[Answer], election: Election, reached: Sequence[str]) -> str:
    """Who is elected by each rule, how narrowly, what else was *reached*, and who agrees."""
    return "\n".join(_lines(results, election, reached))


def agree(results: Sequence[Answer]) -> bool:
    """Whether all rules elect the same candidates, in whatever order."""
    return len({frozenset(result.elected) for result in results}) == 1


def _lines(results: Sequence[Answer], election: Election, reached: Sequence[str]) -> Iterator[str]:
    profile = election.profile
    if election.title:
        yield election.title
    yield (
        f"{profile.size} ballots ({profile.blank} blank), {len(profile.candidates)} candidates, "
        f"{len(results)} rules"
    )
    yield ""
    rows = [[r.rule, listed(r.elected), narrowness(margin(r))] for r in results]
    yield columns(["rule", "elected", "margin"], rows)
    yield ""
    for result, other_ways in zip(results, reached, strict=True):
        for tie in result.ties:
            yield (
                f"{result.rule}: tie of {listed(tie.tied)} (to {tie.decision}): "
                f"{listed([tie.chosen])}, by {tie.how}"
            )
        if other_ways:
            yield f"{result.rule}: {other_ways}"
    if agree(results):
        yield "no other of these rules would have changed the outcome"
        return
    first = results[0]
    for other in results[1:]:
        came, went = _changed(first, other)
        if came or went:
            yield (
                f"{other.rule} instead of {first.rule} would have elected "
                f"{listed(came) or 'nobody else'} in place of {listed(went) or 'nobody'}"
            )


def _changed(first: Answer, other: Answer) -> tuple[list[str], list[str]]:
    """Who is elected by the other rule only, and by the first only."""
    came = [name for name in other.elected if name not in first.elected]
    return came, [name for name in first.elected if name not in other.elected]


def narrowness(found: Margin | None) -> str:
    """A margin in words.

    >>> from fractions import Fraction
    >>> narrowness(Margin("tram", "bus", Fraction(3), "pair"))
    'tram 3 ahead of bus in their pair'
    """
    if found is None:
        return ""
    where = {"total": "in all", "pair": "in their pair"}.get(found.where, f"in {found.where}")
    names = listed([found.ahead]), listed([found.behind])
    if found.value < 0:
        return f"{names[0]} {decimal(-found.value)} behind {names[1]} {where}"
    return f"{names[0]} {decimal(found.value)} ahead of {names[1]} {where}"
