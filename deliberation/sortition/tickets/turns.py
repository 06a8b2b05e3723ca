"""Which homes of a kind give people to which ticket: all in turn, and never too many of one home.

Tickets ask for people of some types; homes of one kind all have the same to give. Make a graph of
it: an edge from a ticket to a type for each person asked for, and a colour for each home. Wanted is
a colouring in which every colour meets each edge's parallels, each type, and each ticket as often
as any other colour does, give or take one. Such a colouring exists for any number of colours; then
no home gives more than is allowed, since the tickets ask for no more than the homes may give
together, and over all tickets every home gives of each type as often as any other.

1. As often as a ticket asks for somebody of a type from every home, every home gives one.
2. For the rest each type goes round the homes in a circle of its own, and passes by homes that
   have given all they may to this ticket; they are next in turn. At the end of a round there may
   be no other home left; then it gives too many.
3. Where home a gives too many to a ticket, some home b can give more. Exchange a and b on the edges
   of a path: from the ticket to a type, where b now gives more often than a; so on to a ticket to
   which b gives somebody of that type and a does not; and on, until no exchange puts anything out
   of balance. Of edges of one colour without a parallel of the other, every place passed has as
   many going out as coming in, or more, so the path goes on until it may end; no edge is walked
   twice, so it ends. Each path leaves one person too many fewer.

Source: de Werra, "Equitable colorations of graphs", RIRO R-3 (1971): balanced edge colourings of
bipartite multigraphs; the exchange is that of König (1916).
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Mapping, Sequence
from itertools import chain, islice
from typing import TypeAlias

LOOK = 40  # tickets that are looked at for one that ends a path

Given: TypeAlias = list[tuple[int, int, int]]  # so many people: type, home, number


def turns(asked: Sequence[Mapping[int, int]], homes: int, limit: int) -> list[Given]:
    """For each ticket, how many people of each type which home gives; sorted.

    Args:
        asked: for each ticket how many people of each type sit on it; of one type no more than
            there are, of all no more than *limit* times *homes*.
        homes: how many there are.
        limit: how many people of one home may be on one ticket.
    """
    rest = [{t: n % homes for t, n in sorted(types.items()) if n % homes} for types in asked]
    rounds = [{t: n // homes for t, n in sorted(types.items()) if n >= homes} for types in asked]
    limits = [limit - sum(types.values()) for types in rounds]
    balance = _Balance(rest, homes, limits)
    balance.go_round()
    balance.mend()
    given = []
    for ticket, every in enumerate(rounds):
        numbers = Counter({(t, home): n for t, n in every.items() for home in range(homes)})
        numbers.update((t, home) for home, types in balance.of[ticket].items() for t in types)
        given.append([(t, home, n) for (t, home), n in sorted(numbers.items())])
    return given


class _Balance:
    """Who gives to whom: at most one person of a type from a home to a ticket."""

    def __init__(
        self, rest: Sequence[Mapping[int, int]], homes: int, limits: Sequence[int]
    ) -> None:
        self.rest, self.homes, self.limits = rest, homes, limits
        self.of: list[dict[int, list[int]]] = [{} for _ in rest]  # by ticket and home: types
        self.to: defaultdict[tuple[int, int], dict[int, None]] = defaultdict(dict)  # t, h: tickets

    def go_round(self) -> None:
        """Let each type go round the homes in a circle of its own."""
        types = sorted({t for asked in self.rest for t in asked})
        first = {t: i * self.homes // len(types) for i, t in enumerate(types)}
        waiting: dict[int, deque[int]] = {t: deque() for t in types}
        for ticket, asked in enumerate(self.rest):
            for t, n in asked.items():
                for _ in range(n):
                    if not waiting[t]:
                        waiting[t].extend(range(self.homes))
                        waiting[t].rotate(-first[t])
                    self._give(ticket, t, self._next(ticket, t, waiting[t]))

    def mend(self) -> None:
        """Exchange homes until none gives too many to a ticket."""
        for ticket, limit in enumerate(self.limits):
            while full := [h for h, types in self.of[ticket].items() if len(types) > limit]:
                self._exchange(ticket, full[0], self._with_room(ticket, full[0]))

    def _next(self, ticket: int, t: int, waiting: deque[int]) -> int:
        """The first home that is *waiting* and has room; or else the first that can be taken."""
        passed = []
        second: int | None = None
        found: int | None = None
        while waiting and found is None:
            home = waiting.popleft()
            given = self.of[ticket].get(home, [])
            if t not in given and len(given) < self.limits[ticket]:
                found = home
            else:
                passed.append(home)
                if second is None and t not in given:
                    second = home
        if found is None:
            assert second is not None, "a round begins with more homes than a ticket asks for"
            passed.remove(second)
            found = second
        waiting.extendleft(reversed(passed))
        return found

    def _with_room(self, ticket: int, home: int) -> int:
        """The next home after *home* that may give more to *ticket*."""
        following = ((home + step) % self.homes for step in range(1, self.homes))
        return next(h for h in following if self._load(ticket, h) < self.limits[ticket])

    def _exchange(self, ticket: int, a: int, b: int) -> None:
        """Give one fewer to *ticket* from home *a* and one more from *b*, and balance the rest."""
        walked: set[tuple[int, int]] = set()
        while True:
            there = self.of[ticket].get(b, ())
            t = next(t for t in self.of[ticket][a] if t not in there and (ticket, t) not in walked)
            self._take(ticket, t, a)
            self._give(ticket, t, b)
            walked.add((ticket, t))
            if len(self.to[t, b]) <= len(self.to[t, a]) + 1:
                return
            ticket = self._other(t, a, b, walked)
            self._take(ticket, t, b)
            self._give(ticket, t, a)
            walked.add((ticket, t))
            if self._load(ticket, a) <= max(self.limits[ticket], self._load(ticket, b) + 1):
                return

    def _other(self, t: int, a: int, b: int, walked: set[tuple[int, int]]) -> int:
        """A ticket to which *b* gives somebody of type *t* and *a* does not; best one with room."""
        known = self.to[t, a]
        able = (x for x in self.to[t, b] if x not in known and (x, t) not in walked)
        first = next(able)
        some = chain([first], islice(able, LOOK))
        return next((x for x in some if self._load(x, a) < self.limits[x]), first)

    def _load(self, ticket: int, home: int) -> int:
        return len(self.of[ticket].get(home, ()))

    def _give(self, ticket: int, t: int, home: int) -> None:
        self.of[ticket].setdefault(home, []).append(t)
        self.to[t, home][ticket] = None

    def _take(self, ticket: int, t: int, home: int) -> None:
        self.of[ticket][home].remove(t)
        del self.to[t, home][ticket]
