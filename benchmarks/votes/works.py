"""What is counted: a file, a rule, and the peers that have that rule."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any, Final

from benchmarks.measure import Solver
from benchmarks.runs import Task
from benchmarks.votes.environments import PEERS
from benchmarks.votes.instances import files_of

OURS: Final = "deliberation"
CODE: Final = ("*.py", "voting/**/*.py", "io/**/*.py")


@dataclass(frozen=True, slots=True)
class Given:
    """A figure measured elsewhere, by who is not run here."""

    who: str
    load: float
    count: float
    memory_mb: float | None = None


@dataclass(frozen=True, slots=True)
class Work:
    """One thing to count.

    Args:
        rule: our name of the rule; the programs of the *peers* know it by the same name.
        seats: how many are elected.
        options: what else our rule is told.
        variant: what the options come to, in a word, where one rule does the same work twice.
        given: figures of others who are not run here.
    """

    instance: str
    rule: str
    peers: tuple[str, ...] = ()
    seats: int = 1
    options: Mapping[str, Any] = field(default_factory=dict)
    variant: str = ""
    given: tuple[Given, ...] = ()

    @property
    def name(self) -> str:
        """What stands in the table."""
        seats = str(self.seats) if self.seats > 1 else ""
        return " ".join(filter(None, (self.instance, self.rule, self.variant, seats)))

    def task(self, *, ours_only: bool) -> Task:
        """Who is to count it."""
        solvers = [Solver(OURS, "votes/ours.py", self.rule, code=CODE)]
        if not ours_only:
            solvers += [
                Solver(peer, f"votes/peers/run_{peer}.py", self.rule, peer=PEERS[peer])
                for peer in self.peers
            ]
        return Task(self.name, self._document, solvers)

    def _document(self) -> dict[str, Any]:
        files = files_of(self.instance)
        return {"files": files, "seats": self.seats, "options": dict(self.options)}


def _works() -> Iterator[Work]:
    """The table, from top to bottom."""
    runoff = ("pref_voting", "pyrankvote", "votelib", "votekit")
    yield Work("minneapolis_1", "irv", runoff, given=(Given("RCTab", 10, 0),))
    rctab = Given("RCTab", 56, 0, 8000)
    yield Work("minneapolis_13", "irv", ("pyrankvote", "votelib"), given=(rctab,))
    yield Work("million", "irv", ("pyrankvote", "votelib", "votekit"))
    yield Work("million", "scottish_stv", ("pyrankvote", "votelib"), 3, given=(_DROOP,))
    yield Work("million", "meek", (), 3, given=(Given("droop, Meek", 4.9, 44),))
    for rule in ("irv", "borda", "schulze"):
        yield Work("distinct", rule, ("svvamp", "pref_voting"))
    yield Work("random_200", "schulze", ("pref_voting", "svvamp", "votelib"))
    yield Work("random_500", "schulze", ("pref_voting", "svvamp"))
    yield Work("random_1000", "schulze", ("pref_voting",))
    yield Work("random_200", "ranked_pairs", ("pref_voting", "votelib"))
    yield Work("random_500", "ranked_pairs", ("pref_voting",))
    yield Work("random_1000", "ranked_pairs", ("pref_voting",))
    yield Work("near_10", "schulze")  # a moment: does everything run?
    yield Work("near_10", "kemeny_young", ("pref_voting",))
    yield Work("near_18", "kemeny_young")  # peers would go through 6 * 10**15 orders
    yield Work("near_40", "kemeny_young")
    yield Work("city", "greedy_budget", ("pabutools",))
    for completion in ("none", "add1_greedy"):
        told = {"completion": completion}
        rule = "equal_shares_budget"
        yield Work("city", rule, ("pabutools",), options=told, variant=completion)
    yield Work("city", "phragmen_budget", ("pabutools",))
    for rule in COMMITTEES:
        yield Work("committee", rule, ("abcvoting",), 20)
    for rule in HARD_COMMITTEES:
        yield Work("few", rule, ("abcvoting",), 6)
    yield Work("scores", "star", ("starvote",))
    for rule, rate in (("batch_irv", 3_200), ("batch_schulze", 7_000), ("batch_borda", 12_700)):
        yield Work("small", rule, given=(Given("svvamp", 0, 100_000 / rate),))


COMMITTEES: Final = (
    "approval",
    "satisfaction_approval",
    "sequential_pav",
    "sequential_phragmen",
    "equal_shares",
    "sequential_chamberlin_courant",
)
HARD_COMMITTEES: Final = ("pav", "chamberlin_courant", "monroe", "leximax_phragmen")
_DROOP: Final = Given("droop", 4.9, 4.5)

WORKS: Final = MappingProxyType({work.name: work for work in _works()})
"""Everything that is counted, by name."""
