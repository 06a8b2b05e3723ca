"""Chances that are best at one price, over fractional panels and then over real ones."""

from fractions import Fraction

from deliberation.sortition import Ground, Person, Pool, Quota, Quotas
from deliberation.sortition.balancing import Balance, balanced
from deliberation.sortition.chances.spread import extremes
from deliberation.sortition.panels import panels_of
from deliberation.sortition.panels.near import Near
from deliberation.sortition.proofs.guarantee import Guarantee


def _lowest(trades):
    """The highest lowest chance, whatever the others are."""
    corner = trades.corner(Fraction(1), Fraction(0))
    lowest, _ = extremes(trades, corner.chances)
    guarantee = Guarantee("the lowest chance", lowest, lowest, Ground.PROOF)
    return Balance(corner.chances, corner.mixture, guarantee)


def test_panels_that_were_met_are_handed_on_because_whole_tickets_may_need_them():
    # Of each two of a, b and c one may sit, which fractional panels get round and real ones do not.
    pairs = ("ab", "bc", "ca")
    people = [Person(x, {pair: "one" if x in pair else "no" for pair in pairs}) for x in "abc"]
    people += [Person(f"d{n}", dict.fromkeys(pairs, "no")) for n in range(2)]
    bounds = [
        Quota(pair, value, 0, most) for pair in pairs for value, most in (("one", 1), ("no", 2))
    ]
    panels = panels_of(Pool(tuple(people)), Quotas(2, tuple(bounds)))
    solution = balanced(panels, Near(panels), lambda done, words: None, _lowest)
    assert solution.guarantee.attained == Fraction(1, 3)
    assert set(solution.mixture.panels) <= set(solution.others)
    assert all(map(panels.allow, solution.others))
