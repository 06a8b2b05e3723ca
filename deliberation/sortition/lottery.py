"""A lottery over panels, in whole tickets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from types import MappingProxyType

from deliberation.errors import InvalidInputError
from deliberation.sortition.proofs.certificate import Certificate
from deliberation.sortition.proofs.guarantee import Guarantee


@dataclass(frozen=True, slots=True)
class Lottery:
    """Panels and how many tickets each holds; one ticket is drawn.

    Tickets are whole numbers, so every probability is an exact fraction and anybody can check the
    draw with a list and a pencil. Equal panels are merged and the panels stand in alphabetical
    order, so that equal lotteries are equal values.

    Args:
        people: everybody in the pool, whether or not a panel holds them.
        panels: the ids of each panel's members.
        tickets: how many tickets each panel holds; positive.
        objective: the name of the objective that it was made for.
        optimum: the exact chances that the tickets approximate, per person, where they are known.
        guarantee: how good the exact chances are for the objective, where that is known.
        certificate: the proof of that, by types, where there is one.

    Raises:
        InvalidInputError: no panel, a panel of another size or with somebody unknown, or a
            ticket count that is not positive.
    """

    people: tuple[str, ...]
    panels: tuple[tuple[str, ...], ...]
    tickets: tuple[int, ...]
    objective: str = ""
    optimum: Mapping[str, Fraction] | None = field(default=None, hash=False)
    guarantee: Guarantee | None = field(default=None, hash=False)
    certificate: Certificate | None = field(default=None, hash=False, repr=False)

    def __post_init__(self) -> None:
        people = tuple(sorted(self.people))
        merged: Counter[tuple[str, ...]] = Counter()
        for panel, n in zip(self.panels, self.tickets, strict=True):
            merged[tuple(sorted(panel))] += n
        known = set(people)
        problems = [] if merged else ["a lottery needs at least one panel"]
        if len({len(panel) for panel in merged}) > 1:
            problems.append("the panels of a lottery must all have the same size")
        for panel, n in merged.items():
            ids = set(panel)
            if n < 1:
                problems.append(f"a panel holds {n} tickets; it needs at least one")
            if len(ids) < len(panel):
                problems.append(f"the panel {', '.join(panel)} names somebody twice")
            if not ids <= known:
                problems += [
                    f"{id!r} is on a panel but not in the pool" for id in panel if id not in known
                ]
        if problems:
            raise InvalidInputError(problems)
        ordered = sorted(merged.items())
        object.__setattr__(self, "people", people)
        object.__setattr__(self, "panels", tuple(panel for panel, _ in ordered))
        object.__setattr__(self, "tickets", tuple(n for _, n in ordered))
        if self.optimum is not None:
            object.__setattr__(self, "optimum", MappingProxyType(dict(self.optimum)))

    @property
    def total(self) -> int:
        """How many tickets there are."""
        return sum(self.tickets)

    @property
    def size(self) -> int:
        """How many people a panel has."""
        return len(self.panels[0])

    def marginals(self) -> dict[str, Fraction]:
        """Each person's probability of being on the panel drawn, in alphabetical order of id."""
        held: Counter[str] = Counter()
        for panel, n in zip(self.panels, self.tickets, strict=True):
            for id in panel:
                held[id] += n
        return {id: Fraction(held[id], self.total) for id in self.people}

    def shifts(self) -> dict[str, Fraction]:
        """How far whole tickets took each person's chance from the ``optimum``; empty without one.

        Negative for those who lost by it.
        """
        by_tickets = self.marginals()
        return {id: by_tickets[id] - chance for id, chance in (self.optimum or {}).items()}

    def panel_of(self, ticket: int) -> tuple[str, ...]:
        """The panel that holds *ticket*, counting from 0.

        Raises:
            ValueError: there is no such ticket.
        """
        if not 0 <= ticket < self.total:
            raise ValueError(f"ticket must be in 0..{self.total - 1}, not {ticket}")
        for panel, n in zip(self.panels, self.tickets, strict=True):
            if ticket < n:
                return panel
            ticket -= n
        raise AssertionError("the tickets were counted above")
