"""Why a result is what it is, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from deliberation.cli.columns import decimal, listed
from deliberation.cli.compared import narrowness
from deliberation.figures import ENGLISH, REPORT
from deliberation.figures.telling import rounds_told
from deliberation.voting import Answer, Count, Tally
from deliberation.voting.margins import margin

WORDS = {**ENGLISH, **REPORT["en"]}


def explained(result: Answer, reached: str = "") -> tuple[str, ...]:
    """The sentences of the rule itself, or else those that its rounds or totals allow.

    Args:
        reached: what else the ties could have led to, where some were settled.
    """
    return tuple(_sentences(result, reached))


def why(results: Iterable[Answer], reached: Iterable[str]) -> Iterator[str]:
    """Lines with the sentences of each result, and with what else its ties could have *reached*."""
    for result, other_ways in zip(results, reached, strict=True):
        yield f"\nwhy, by {result.rule}:"
        yield from (f"- {sentence}" for sentence in explained(result, other_ways))


def _sentences(result: Answer, reached: str) -> Iterator[str]:
    if result.because:
        yield from result.because
    elif isinstance(result, Count):
        for step, told in zip(result.rounds, rounds_told(result, WORDS), strict=True):
            yield f"Round {step.number}: {told}"
    elif isinstance(result, Tally):
        for name in result.elected:
            yield f"{listed([name])} is elected with {decimal(result.totals[name])}."
    for tie in result.ties:
        chosen = listed([tie.chosen])
        yield f"{listed(tie.tied)} were tied (to {tie.decision}): {chosen}, by {tie.how}."
    if reached:
        yield f"{reached[0].upper()}{reached[1:]}."
    if found := narrowness(margin(result)):
        yield f"Margin: {found}."
