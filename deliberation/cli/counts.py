"""A result told for the terminal, round by round."""

from __future__ import annotations

from collections.abc import Iterator

from deliberation.cli.columns import columns, decimal, listed
from deliberation.cli.fields import fields_told, pairs_told
from deliberation.io.elections.election import Election
from deliberation.voting import Answer, Count, Round, Tally, Transfer


def told(result: Answer, election: Election, reached: str = "") -> str:
    """The *result*, how it came about, and what else its ties could have *reached*."""
    return "\n".join([*_head(result, election), *body_lines(result, reached)])


def _head(result: Answer, election: Election) -> Iterator[str]:
    profile = election.profile
    if election.title:
        yield election.title
    torn = f", {sum(profile.spoiled.values())} spoiled" if profile.spoiled else ""
    yield (
        f"{result.rule}: {profile.size} ballots ({profile.blank} blank{torn}), "
        f"{len(profile.candidates)} candidates, {len(result.elected)} elected"
    )
    for reason, times in profile.spoiled.items():
        yield f"spoiled: {times}, because {reason}"


def body_lines(result: Answer, reached: str = "") -> Iterator[str]:
    """The rounds or totals of a *result*, its ties and who is elected."""
    if isinstance(result, Count):
        if result.parts:
            yield f"parts {', '.join(f'{name}={value}' for name, value in result.parts.items())}"
        if result.quota is not None:
            yield f"quota {decimal(result.quota)}"
        for step in result.rounds:
            yield from _round(step)
    elif isinstance(result, Tally):
        yield from _tally(result)
    else:
        yield from fields_told(result)
    yield ""
    for tie in result.ties:
        chosen = listed([tie.chosen])
        yield f"tie: {listed(tie.tied)} (to {tie.decision}): {chosen}, by {tie.how}"
    if reached:
        yield reached
    yield f"elected: {listed(result.elected)}"


def _tally(tally: Tally) -> Iterator[str]:
    rows = [
        [candidate, decimal(total), "elected" if candidate in tally.elected else ""]
        for candidate, total in tally.totals.items()
    ]
    yield ""
    yield columns(["candidate", "total", ""], rows)
    if tally.pairwise is not None:
        yield from pairs_told(tally.pairwise, list(tally.totals))


def _round(step: Round) -> Iterator[str]:
    fates = dict.fromkeys(step.elected, "elected") | dict.fromkeys(step.eliminated, "eliminated")
    rows = [
        [candidate, decimal(total), fates.get(candidate, "")]
        for candidate, total in step.totals.items()
    ]
    if step.exhausted:
        rows.append(["(exhausted)", decimal(step.exhausted), ""])
    yield ""
    yield columns([f"round {step.number}", "votes", ""], rows)
    yield from map(_transfer, step.transfers)


def _transfer(moved: Transfer) -> str:
    target = moved.target or "nobody further"
    return f"  {moved.source} -> {target}: {moved.papers} papers worth {decimal(moved.value)}"
