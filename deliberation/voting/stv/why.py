"""Rounds in plain sentences: who was elected or eliminated with how much, and where papers went."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from fractions import Fraction
from itertools import groupby

from deliberation.voting.tally import Round, Transfer
from deliberation.voting.ties import Tie

SHOWN = 9
"""More decimals than these are not written out."""


def sentences(
    rounds: Sequence[Round],
    ties: Sequence[Tie],
    quota: Fraction | None,
    notes: Sequence[tuple[int, str]] = (),
) -> tuple[str, ...]:
    """What happened in each round and why, in the order in which it happened.

    Args:
        notes: what the rule itself says of a round, by its number.

    >>> held = {"a": Fraction(5), "b": Fraction(3)}
    >>> sentences([Round(1, held, Fraction(0), ("a",))], [], Fraction(5))
    ('Round 1: a has 5 votes, which reach the quota of 5, and is elected.',)
    """
    lines: list[str] = []
    gone: set[str] = set()
    for step in rounds:
        gone |= {*step.eliminated}
        lines += _of_round(step, ties, quota, gone)
        lines += [f"Round {number}: {said}" for number, said in notes if number == step.number]
    return tuple(lines)


def votes(number: Fraction) -> str:
    """A number of votes as it is read out.

    >>> votes(Fraction(1)), votes(Fraction(5, 2)), votes(Fraction(8, 3))
    ('1 vote', '2.5 votes', '8/3 votes (about 2.667)')
    """
    short = written(number)
    about = "" if short == written(number, SHOWN) else f" (about {float(number):.3f})"
    return f"{short} {'vote' if number == 1 else 'votes'}{about}"


def written(number: Fraction, places: int | None = None) -> str:
    """Decimals where they end soon, a fraction where they do not.

    Args:
        places: cut to so many decimals in any case.
    """
    scaled = number * 10 ** (SHOWN if places is None else places)
    if scaled.denominator != 1 and places is None:
        return str(number)
    digits = SHOWN if places is None else places
    sign, whole = ("-" if scaled < 0 else ""), abs(int(scaled))
    left, right = divmod(whole, 10**digits)
    return f"{sign}{left}.{right:0{digits}}".rstrip("0").rstrip(".") if digits else f"{sign}{left}"


def listed(names: Sequence[str]) -> str:
    """Names as a sentence lists them.

    >>> listed(["a"]), listed(["a", "b", "c"])
    ('a', 'a, b and c')
    """
    return " and ".join(filter(None, [", ".join(names[:-1]), names[-1]]))


def settled(tie: Tie) -> str:
    """How a tie was settled."""
    return f"{listed(tie.tied)} are tied (to {tie.decision}): {tie.chosen}, by {tie.how}."


def _of_round(
    step: Round, ties: Sequence[Tie], quota: Fraction | None, gone: Collection[str]
) -> Iterator[str]:
    head = f"Round {step.number}: "
    for candidate in step.elected:
        held = step.totals[candidate]
        if quota is not None and held >= quota:
            reason = f"has {votes(held)}, which reach the quota of {written(quota)}, and"
        else:
            reason = f"has {votes(held)} and"
        yield f"{head}{candidate} {reason} is elected."
    for tie in ties:
        if tie.decision.endswith(f"round {step.number}"):
            yield head + settled(tie)
    for candidate in step.eliminated:
        yield f"{head}{candidate} has {votes(step.totals[candidate])} and is eliminated."
    for source, moves in groupby(step.transfers, key=lambda move: move.source):
        what = "papers" if source in gone else "surplus"
        yield f"{head}the {what} of {source}: {_where(list(moves))}."


def _where(moves: Sequence[Transfer]) -> str:
    return listed(
        [
            f"{move.papers} {'paper' if move.papers == 1 else 'papers'} "
            + (
                "to nobody"
                if move.target is None
                else f"worth {votes(move.value)} to {move.target}"
            )
            for move in moves
        ]
    )
