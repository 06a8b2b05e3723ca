"""Ties, settled as the vote says, and candidates in groups of equals."""

from typing import Any

from ..documents import need
from ..lots import Lots

Groups = list[list[str]]  # of equals, best first


class Ties:
    """Settles ties as the vote says, and keeps a list of them."""

    def __init__(self, break_tie: Any) -> None:
        self.break_tie, self.settled = break_tie, list[Any]()

    def choose(self, tied: list[str], decision: str) -> str:
        """Who is chosen; the only one, where there is no tie."""
        if len(tied) == 1:
            return tied[0]
        tied, by = sorted(tied), self.break_tie["by"]
        need(by != "refuse", f"{', '.join(tied)} are tied (to {decision}) and nothing settles it")
        if by == "order":
            order = self.break_tie["order"]
            need({*order} >= {*tied}, f"the published order lacks one of those tied to {decision}")
            return self.note(tied, decision, min(tied, key=order.index), "order:" + ",".join(order))
        seed = self.break_tie["seed"]
        chosen = tied[Lots(seed, f"tie: {decision}").below(len(tied))]
        return self.note(tied, decision, chosen, f"lot:{seed}")

    def note(self, tied: list[str], decision: str, chosen: str, how: str) -> str:
        """Who was *chosen*, after it is put down."""
        self.settled.append({"tied": tied, "decision": decision, "chosen": chosen, "how": how})
        return chosen


def by_total(totals: dict[str, Any]) -> Groups:
    """Candidates in groups of equal totals."""
    levels = sorted({*totals.values()}, reverse=True)
    return [[c for c, total in totals.items() if total == level] for level in levels]


def fill(groups: Groups, seats: int, ties: Ties) -> list[str]:
    """Who is elected."""
    elected: list[str] = []
    for group in groups:
        while 0 < seats - len(elected) < len(group):
            elected.append(ties.choose(group, f"fill seat {len(elected) + 1}"))
            group.remove(elected[-1])
        elected += group if len(elected) < seats else []
    return elected
