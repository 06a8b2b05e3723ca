"""A count told in sentences, a paragraph for each round."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from itertools import groupby

from deliberation.figures.words import listed, number, say
from deliberation.voting.tally import Count, Round, Transfer
from deliberation.voting.ties import Tie


def rounds_told(count: Count, words: Mapping[str, str]) -> tuple[str, ...]:
    """What each round of *count* decided, and where the papers went."""
    return tuple(" ".join(_round_told(count, round, words)) for round in count.rounds)


def tie_told(tie: Tie, words: Mapping[str, str]) -> str:
    """Who was tied, and how one of them was chosen."""
    by, _, rest = tie.how.partition(":")
    ways = {"lot": say(words, "by lot", seed=rest), "order": say(words, "by order")}
    decision, _, place = tie.decision.rpartition(" ")
    key = f"tie: {decision}"
    return say(
        words,
        key if key in words else "tie",
        tied=listed(words, tie.tied),
        decision=tie.decision,
        number=place,
        chosen=tie.chosen,
        how=ways.get(by, tie.how),
    )


def _round_told(count: Count, round: Round, words: Mapping[str, str]) -> Iterator[str]:
    for name in round.elected:
        total = round.totals[name]
        below = count.quota is not None and total < count.quota
        key = "elected below" if below else "is elected"
        yield say(words, key, name=name, total=_value(total, count, words))
    yield from _out_told(count, round, words)
    for source, moves in groupby(round.transfers, key=lambda transfer: transfer.source):
        told = tuple(_move(move, count, words) for move in moves)
        yield say(words, "passes on", source=source, moves=listed(words, told))


def _out_told(count: Count, round: Round, words: Mapping[str, str]) -> Iterator[str]:
    """Who goes out: the last, or several together, of whom not each has the fewest votes."""
    if not round.eliminated:
        return
    first = not round.elected and count.quota is not None
    held = [(name, _value(round.totals[name], count, words)) for name in round.eliminated]
    if len(held) == 1:
        name, total = held[0]
        yield say(words, "goes out first" if first else "goes out", name=name, total=total)
        return
    told = tuple(say(words, "held", name=name, total=total) for name, total in held)
    yield say(words, "go out first" if first else "go out", names=listed(words, told))


def _move(move: Transfer, count: Count, words: Mapping[str, str]) -> str:
    value = _value(move.value, count, words)
    if move.target is None:
        return say(words, "move nowhere", value=value)
    return say(words, "move", value=value, target=move.target)


def _value(total: Fraction, count: Count, words: Mapping[str, str]) -> str:
    """A value with as many decimals as the rule keeps, or two if it keeps all."""
    return number(words, total, 2 if count.places is None else count.places)
