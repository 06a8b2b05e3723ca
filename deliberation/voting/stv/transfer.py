"""Ballot papers on the candidates' piles, and how they move from one to the next.

The counts in rounds share this; what moves when is each rule's own affair.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction

from deliberation.exact import truncate
from deliberation.voting.ballots import Ranking
from deliberation.voting.profile import Profile
from deliberation.voting.stv.parcels import Papers, Parcel, joined
from deliberation.voting.tally import Round, Transfer
from deliberation.voting.ties import Tie, TieBreak, pick

NOTHING = Fraction(0)

Credit = Callable[[int, Fraction], Fraction]
"""What some papers of one value are worth together."""


def product(papers: int, value: Fraction) -> Fraction:
    """All that the papers are worth: nothing is cut off."""
    return papers * value


class Piles:
    """The papers of one count while it goes on: the only thing in this package that changes.

    Attributes:
        candidates: everybody, in the profile's order.
        continuing: those neither elected nor eliminated, who alone receive papers; same order.
        totals: the value that each candidate holds.
        exhausted: the value of papers that name nobody further, and of what rounding cut off.
    """

    def __init__(self, profile: Profile[Ranking]) -> None:
        self.candidates = profile.candidates
        self.continuing = list(profile.candidates)
        self.totals = dict.fromkeys(profile.candidates, NOTHING)
        self.exhausted = NOTHING
        self._number = {candidate: i for i, candidate in enumerate(profile.candidates)}
        self._papers = Papers(profile)
        self._piles: dict[str, list[Parcel]] = {c: [] for c in self.candidates}
        for number, parcel in self._papers.first().items():
            candidate = self.candidates[number]
            self._piles[candidate].append(parcel)
            self.totals[candidate] += parcel.papers
        self._begun, self._ended = dict.fromkeys(self.candidates, 0), self._lengths()

    def highest(self, among: Sequence[str]) -> list[str]:
        """Those *among* the candidates with the highest total."""
        return self._at(max, among)

    def lowest(self, among: Sequence[str]) -> list[str]:
        """Those *among* the candidates with the lowest total."""
        return self._at(min, among)

    def empty(self, *, leave: int) -> tuple[str, ...]:
        """The continuing who hold nothing; nobody if fewer than *leave* would be left.

        They can go together, because no order of eliminating them could move anything.
        """
        empty = tuple(c for c in self.continuing if self.totals[c] == 0)
        return empty if len(self.continuing) - len(empty) >= leave else ()

    def in_order(self, among: Iterable[str]) -> tuple[str, ...]:
        """Those *among* the candidates, highest total first, equal totals in candidate order."""
        return tuple(sorted(among, key=self.totals.__getitem__, reverse=True))

    def withdraw(self, candidates: Iterable[str]) -> None:
        """Let *candidates* receive no more papers."""
        gone = set(candidates)
        self.continuing = [c for c in self.continuing if c not in gone]

    def parcels(self, source: str) -> tuple[Parcel, ...]:
        """The papers on a pile, those received last at the end."""
        return tuple(self._piles[source])

    def deal(self, parcel: Parcel) -> dict[str | None, Parcel]:
        """The papers of a *parcel* by who would receive them, in candidate order, nobody last."""
        numbers = [self._number[candidate] for candidate in self.continuing]
        dealt = self._papers.deal(parcel, numbers)
        return {c: dealt[n] for c in (*self.continuing, None) if (n := self._key(c)) in dealt}

    def move(
        self,
        source: str,
        *,
        keep: Fraction = NOTHING,
        share: Fraction = Fraction(1),
        places: int | None = None,
    ) -> tuple[Transfer, ...]:
        """Send the papers of *source* to the next continuing candidate on each.

        Args:
            keep: what the source is left with.
            share: a paper's value after the move, as a part of its value before.
            places: decimals kept in that value; ``None`` is exact.
        """
        sent = [p.worth(truncate(p.value * share, places)) for p in self._piles[source]]
        self._piles[source] = []
        return self.send(source, sent, keep=keep)

    def send(
        self,
        source: str,
        parcels: Iterable[Parcel],
        *,
        keep: Fraction,
        credit: Credit = product,
    ) -> tuple[Transfer, ...]:
        """Send *parcels* to the next continuing candidates, those of one value together.

        Args:
            parcels: with the values that the papers have from now on; they are not on a pile.
            keep: the total that the source is left with.
            credit: what papers of one value bring to a candidate; what is missing is exhausted.
        """
        papers: dict[str | None, int] = {}
        worth: dict[str | None, Fraction] = {}
        for parcel in by_value(parcels):
            for target, part in self.deal(parcel).items():
                papers[target] = papers.get(target, 0) + part.papers
                value = credit(part.papers, part.value)
                worth[target] = worth.get(target, NOTHING) + value
                if target is not None:
                    self._piles[target].append(part)
                    self.totals[target] += value
                    self.exhausted -= value
        self.exhausted += self.totals[source] - keep
        self.totals[source] = keep
        return tuple(
            Transfer(source, target, papers[target], worth[target])
            for target in (*self.continuing, None)
            if target in papers
        )

    def send_together(
        self,
        lifted: Sequence[tuple[str, Parcel]],
        keeps: Mapping[str, Fraction],
        *,
        credit: Credit,
    ) -> tuple[Transfer, ...]:
        """Send parcels of one value, lifted from several piles, as if they were one parcel.

        Args:
            lifted: whose pile each parcel came from.
            keeps: the total that each source is left with.
            credit: what all these papers together bring to a candidate.

        Returns:
            What moved by source; the value credited to a target is listed with its last source.
        """
        counted: dict[tuple[str, str | None], int] = {}
        arrived: dict[str | None, list[Parcel]] = {}
        for source, parcel in lifted:
            for target, part in self.deal(parcel).items():
                key = (source, target)
                counted[key] = counted.get(key, 0) + part.papers
                arrived.setdefault(target, []).append(part)
        worth = {t: credit(sum(p.papers for p in ps), ps[0].value) for t, ps in arrived.items()}
        for target, parts in arrived.items():
            if target is not None:
                self._piles[target].append(joined(parts))
                self.totals[target] += worth[target]
                self.exhausted -= worth[target]
        for source, keep in keeps.items():
            self.exhausted += self.totals[source] - keep
            self.totals[source] = keep
        last = {target: source for source, target in counted}
        return tuple(
            Transfer(source, target, n, worth[target] if last[target] == source else NOTHING)
            for (source, target), n in counted.items()
        )

    def hand(
        self, source: str, parts: Mapping[str, Parcel], *, keep: Fraction
    ) -> tuple[Transfer, ...]:
        """Lay *parts* that were dealt from a pile of *source* on the piles of others.

        Args:
            keep: the total that the source is left with; what nobody received is exhausted.
        """
        moves = []
        for target, part in parts.items():
            if part.papers:
                value = part.papers * part.value
                self._piles[target].append(part)
                self.totals[target] += value
                self.exhausted -= value
                moves.append(Transfer(source, target, part.papers, value))
        self.exhausted += self.totals[source] - keep
        self.totals[source] = keep
        return tuple(moves)

    def take(self, source: str, parcels: Iterable[Parcel] | None = None) -> tuple[Parcel, ...]:
        """Lift *parcels*, or all that there are, from a pile."""
        lifted = self.parcels(source) if parcels is None else tuple(parcels)
        self._piles[source] = [p for p in self._piles[source] if p not in lifted]
        return lifted

    def end_batch(self) -> None:
        """Say that what each pile received since this was said before is one batch.

        Papers that come from several sources at once are one, and so are those of several values.
        """
        lengths = self._lengths()
        for candidate, length in lengths.items():
            if length > self._ended[candidate]:
                self._begun[candidate] = self._ended[candidate]
        self._ended = lengths

    def last_batch(self, source: str) -> tuple[Parcel, ...]:
        """The papers of a pile that came with its last batch."""
        return tuple(self._piles[source][self._begun[source] :])

    def separate(
        self, source: str, parcels: Iterable[Parcel]
    ) -> tuple[tuple[Parcel, ...], tuple[Parcel, ...]]:
        """Those of *parcels* on a pile that name somebody who continues, and those that do not.

        The pile keeps both, each paper in a parcel of its kind.
        """
        numbers = [self._number[candidate] for candidate in self.continuing]
        lifted = self.take(source, parcels)
        both = [self._papers.separate(parcel, numbers) for parcel in lifted]
        going, staying = (tuple(p for p in kind if p.papers) for kind in zip(*both, strict=True))
        self._piles[source] += [*going, *staying]
        return going, staying

    def _lengths(self) -> dict[str, int]:
        return {candidate: len(pile) for candidate, pile in self._piles.items()}

    def _key(self, candidate: str | None) -> int:
        return -1 if candidate is None else self._number[candidate]

    def _at(self, end: Callable[..., Fraction], among: Sequence[str]) -> list[str]:
        level = end(self.totals[candidate] for candidate in among)
        return [candidate for candidate in among if self.totals[candidate] == level]


def by_value(parcels: Iterable[Parcel]) -> list[Parcel]:
    """The *parcels* with those of one value joined, the highest value first."""
    values: dict[Fraction, list[Parcel]] = {}
    for parcel in parcels:
        values.setdefault(parcel.value, []).append(parcel)
    return [joined(values[value]) for value in sorted(values, reverse=True)]


def eliminated(
    piles: Piles, rounds: Sequence[Round], break_tie: TieBreak, *, leave: int
) -> tuple[tuple[str, ...], tuple[Tie, ...]]:
    """Who is eliminated in the round after *rounds*, and the tie that this took.

    All who hold nothing go together, where at least *leave* continuing candidates are left; or else
    the last one goes.
    """
    if empty := piles.empty(leave=leave):
        return empty, ()
    lowest = piles.lowest(piles.continuing)
    decision = f"eliminate in round {len(rounds) + 1}"
    earlier = [step.totals for step in rounds]
    last, settled = pick(lowest, decision, break_tie, earlier=earlier, end=min)
    return (last,), settled
