"""All panels counted, exactly, and any one of them by its number.

People are decided about in a fixed order, a type (or a home that could have too many of its people
on a panel) at a time. What matters of all decisions so far is how many each row has counted, so
that decisions which lead to the same sums are one *state*; a row whose people are all decided
about drops out of it. From the end backwards, each state learns in how many ways it can be
finished. This is exact, in whole numbers of any size, but there can be more states than fit a
computer: with many features there nearly always are, and then nothing is counted.

Source: dynamic programming over partial sums; the numbering of panels is that of Cover,
"Enumerative source coding", IEEE Transactions on Information Theory 19 (1973).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import comb, prod

from deliberation.errors import InvalidInputError, SolverError
from deliberation.interruption import heed
from deliberation.sentences import Sentence
from deliberation.sortition.panels.packing import Packing
from deliberation.sortition.panels.polytope import Panel, Panels, panels_of
from deliberation.sortition.pool import Pool
from deliberation.sortition.quotas import Quotas

LIMIT = 500_000  # states altogether; so many need about 100 MB

State = int


@dataclass(frozen=True, slots=True)
class _Turn:
    """People who are decided about together.

    Args:
        groups: the types, each with the ids of its people.
        choices: how many of each group, in how many ways, and what that adds to a state.
    """

    groups: tuple[tuple[int, tuple[str, ...]], ...]
    choices: tuple[tuple[tuple[int, ...], int, State], ...]


class Count:
    """The panels, counted.

    Args:
        per_household: how many people of a home a panel may hold.

    Raises:
        SolverError: there are too many states.
    """

    def __init__(self, panels: Panels, *, per_household: int) -> None:
        self._panels = panels
        parts = [*_parts(panels)]
        people = [[(t, len(ids)) for t, ids in groups] for groups in parts]
        self._packing = Packing(panels, people)
        self._turns = [_turn(groups, panels, per_household, self._packing) for groups in parts]
        self._ways = self._backwards(self._forwards())

    @property
    def number(self) -> int:
        """How many panels there are, told apart by their people."""
        return self._ways[0].get(self._packing.start, 0)

    def chances(self) -> tuple[Fraction, ...]:
        """For each type, the chance of its people where every panel is equally likely."""
        seats = [0] * len(self._panels.types)
        before = {self._packing.start: 1}
        for i, turn in enumerate(self._turns):
            heed()
            after: defaultdict[State, int] = defaultdict(int)
            for state, ways_here in before.items():
                for numbers, ways, to in self._onwards(i, state):
                    after[to] += ways_here * ways
                    both = ways_here * ways * self._ways[i + 1][to]
                    for (t, _), n in zip(turn.groups, numbers, strict=True):
                        seats[t] += n * both
            before = after
        return tuple(
            Fraction(s, self.number * m) for s, m in zip(seats, self._panels.sizes, strict=True)
        )

    def panel(self, number: int) -> tuple[str, ...]:
        """The ids on the panel with this *number*, counting from 0.

        Raises:
            ValueError: there is no such panel.
        """
        if not 0 <= number < self.number:
            raise ValueError(f"number must be in 0..{self.number - 1}, not {number}")
        ids: list[str] = []
        state = self._packing.start
        for i, turn in enumerate(self._turns):
            for numbers, ways, to in self._onwards(i, state):
                each = self._ways[i + 1][to]
                if number < ways * each:
                    way, number = divmod(number, each)
                    for (_, members), n in zip(turn.groups, numbers, strict=True):
                        way, which = divmod(way, comb(len(members), n))
                        ids += _subset(members, n, which)
                    state = to
                    break
                number -= ways * each
        return tuple(sorted(ids))

    def kinds(self) -> Iterator[tuple[Panel, int]]:
        """The panels by type, each with the number of panels of people; one may come in parts."""
        yield from self._kinds(0, self._packing.start, [0] * len(self._panels.types), 1)

    def _kinds(
        self, i: int, state: State, panel: list[int], ways_here: int
    ) -> Iterator[tuple[Panel, int]]:
        """Those that go on from *state* with what *panel* holds so far."""
        if i == len(self._turns):
            yield tuple(panel), ways_here
            return
        for numbers, ways, to in self._onwards(i, state):
            further = list(panel)
            for (t, _), n in zip(self._turns[i].groups, numbers, strict=True):
                further[t] += n
            yield from self._kinds(i + 1, to, further, ways_here * ways)

    def _onwards(self, i: int, state: State) -> Iterator[tuple[tuple[int, ...], int, State]]:
        """The choices from *state* that lead to some panel, each with the state it leads to."""
        known = self._ways[i + 1]
        for numbers, ways, step in self._turns[i].choices:
            to = self._packing.after(i, state + step)
            if to is not None and to in known:
                yield numbers, ways, to

    def _forwards(self) -> list[list[State]]:
        """The states before each turn, and after the last."""
        layers, total = [[self._packing.start]], 1
        for i, turn in enumerate(self._turns):
            heed()
            reached: dict[State, None] = {}
            for state in layers[-1]:
                for _, _, step in turn.choices:
                    to = self._packing.after(i, state + step)
                    if to is not None:
                        reached[to] = None
            total += len(reached)
            if total > LIMIT:
                raise SolverError(
                    Sentence(
                        "the panels are too many to be counted: {states} states after {step} of "
                        "{steps} steps; leave out a feature with many values, or choose another "
                        "objective",
                        states=total,
                        step=i + 1,
                        steps=len(self._turns),
                    )
                )
            layers.append([*reached])
        return layers

    def _backwards(self, layers: list[list[State]]) -> list[dict[State, int]]:
        """In how many ways each state can be finished; those that cannot be are left out."""
        known = [dict.fromkeys(layers[-1], 1)]
        for i in range(len(self._turns) - 1, -1, -1):
            heed()
            after, here = known[-1], {}
            for state in layers[i]:
                ways = 0
                for _, n, step in self._turns[i].choices:
                    to = self._packing.after(i, state + step)
                    if to is not None and to in after:
                        ways += n * after[to]
                if ways:
                    here[state] = ways
            known.append(here)
        return known[::-1]


def count_panels(pool: Pool, quotas: Quotas) -> int:
    """How many panels the *quotas* allow from *pool*, told apart by their people.

    Raises:
        InvalidInputError: the quotas have no place for somebody in the pool.
        SolverError: they are too many to be counted.
    """
    if problems := quotas.problems_with(pool):
        raise InvalidInputError(problems)
    return Count(panels_of(pool, quotas), per_household=quotas.per_household).number


def _parts(panels: Panels) -> Iterator[tuple[tuple[int, tuple[str, ...]], ...]]:
    """Who is decided about together, in an order that lets rows drop out early."""
    types = panels.types
    values = [len({type.values[f] for type in types}) for f in range(len(types[0].values))]
    order = sorted(range(len(values)), key=lambda f: (-values[f], f))
    of_kind: defaultdict[int, list[int]] = defaultdict(list)
    for t, type in enumerate(types):
        if type.kind is not None:
            of_kind[type.kind].append(t)
    for t in sorted(range(len(types)), key=lambda t: [types[t].values[f] for f in order]):
        kind = types[t].kind
        if kind is None:
            yield ((t, types[t].members),)
        elif kind in of_kind:
            together = of_kind.pop(kind)
            for home in range(len(types[t].homes)):
                yield tuple((u, types[u].homes[home]) for u in together)


def _turn(
    groups: tuple[tuple[int, tuple[str, ...]], ...],
    panels: Panels,
    per_household: int,
    packing: Packing,
) -> _Turn:
    """All that can be decided about the people of *groups*."""
    at_home = panels.types[groups[0][0]].kind is not None
    most = per_household if at_home else panels.rows[0].upper
    choices = [
        (
            numbers,
            prod(comb(len(ids), n) for n, (_, ids) in zip(numbers, groups, strict=True)),
            sum(n * packing.person(t) for n, (t, _) in zip(numbers, groups, strict=True)),
        )
        for numbers in product(*(range(min(len(ids), most) + 1) for _, ids in groups))
        if sum(numbers) <= most
    ]
    return _Turn(groups, tuple(choices))


def _subset(items: Sequence[str], n: int, which: int) -> list[str]:
    """The choice of *n* of the *items* with number *which*, in the order of the alphabet."""
    chosen = []
    for i, item in enumerate(items):
        if n == 0:
            break
        with_it = comb(len(items) - i - 1, n - 1)
        if which < with_it:
            chosen.append(item)
            n -= 1
        else:
            which -= with_it
    return chosen
