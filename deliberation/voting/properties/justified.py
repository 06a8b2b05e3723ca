"""Justified representation: large groups who approve the same candidates are represented.

Sources: Aziz, Brill, Conitzer, Elkind, Freeman and Walsh, "Justified Representation in
Approval-Based Committee Voting", Social Choice and Welfare 48 (2017), for JR and EJR;
Sánchez-Fernández and others, "Proportional Justified Representation", AAAI (2017); Brill and
Peters, "Robust and Verifiable Proportionality Axioms for Multiwinner Voting", EC (2023), for EJR+.

n valid ballots fill k seats. A group of at least l * n / k voters is *l-large*; A are the approvals
of a voter and W is the committee. EJR and PJR look at every set of l candidates: for small sizes.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from deliberation.voting.ballots import Approval
from deliberation.voting.profile import Profile
from deliberation.voting.properties.asked import Asked
from deliberation.voting.properties.counterexample import Counterexample, Option
from deliberation.voting.rules import Rule

Group = tuple[int, int, tuple[str, ...]]
"""How many voters, how many seats they deserve, and the candidates they agree on."""

Few = Callable[[frozenset[str]], bool]

Find = Callable[[Profile[Approval], int, frozenset[str]], Iterator[Group]]


def jr(
    rule: Rule, profile: Profile[Approval], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That in every outcome a 1-large group who agree on a candidate has nobody on the committee.

    Raises:
        InvalidInputError: ties fall in too many ways, or as for the rule.
    """
    return _broken("jr", JR, _jr, AZIZ, Asked(rule, seats, options), profile)


def pjr(
    rule: Rule, profile: Profile[Approval], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That in every outcome an l-large group who agree on l has fewer than l members together.

    Raises:
        InvalidInputError: ties fall in too many ways, or as for the rule.
    """
    source = "Sánchez-Fernández and others, AAAI (2017)"
    return _broken("pjr", PJR, _pjr, source, Asked(rule, seats, options), profile)


def ejr(
    rule: Rule, profile: Profile[Approval], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That in every outcome each of an l-large group who agree on l has fewer than l members.

    Raises:
        InvalidInputError: ties fall in too many ways, or as for the rule.
    """
    return _broken("ejr", EJR, _ejr, AZIZ, Asked(rule, seats, options), profile)


def ejr_plus(
    rule: Rule, profile: Profile[Approval], *, seats: int = 1, **options: Option
) -> Counterexample | None:
    """That in every outcome each of an l-large group has fewer than l, and all approve one more.

    Raises:
        InvalidInputError: ties fall in too many ways, or as for the rule.
    """
    source = "Brill and Peters, EC (2023)"
    return _broken("ejr_plus", EJR_PLUS, _ejr_plus, source, Asked(rule, seats, options), profile)


def _broken(
    name: str, demand: str, find: Find, source: str, asked: Asked, profile: Profile[Approval]
) -> Counterexample | None:
    case = asked.case(profile)
    groups = [next(find(profile, asked.seats, frozenset(w)), None) for w in case.outcomes]
    if groups[0] is None or None in groups:
        return None
    times, deserved, agreed = groups[0]
    happened = (
        f"{times} of {profile.size - profile.blank} voters agree on {', '.join(agreed)} and deserve"
        f" {deserved} of {asked.seats} seats, and have fewer."
    )
    return asked.broken(name, demand, happened, source, case)


def _jr(profile: Profile[Approval], k: int, w: frozenset[str]) -> Iterator[Group]:
    return (group for group in _ejr_plus(profile, k, w) if group[1] == 1)


def _ejr_plus(profile: Profile[Approval], k: int, w: frozenset[str]) -> Iterator[Group]:
    for c in sorted({*profile.candidates} - w):
        for deserved in range(1, k + 1):
            times = _voters(profile, {c}, _fewer_than(deserved, w))
            if times * k >= deserved * (profile.size - profile.blank):
                yield times, deserved, (c,)


def _ejr(profile: Profile[Approval], k: int, w: frozenset[str]) -> Iterator[Group]:
    for deserved in range(1, k + 1):
        for agreed in combinations(profile.candidates, deserved):
            times = _voters(profile, {*agreed}, _fewer_than(deserved, w))
            if times * k >= deserved * (profile.size - profile.blank):
                yield times, deserved, agreed


def _pjr(profile: Profile[Approval], k: int, w: frozenset[str]) -> Iterator[Group]:
    for deserved in range(1, k + 1):
        for agreed in combinations(profile.candidates, deserved):
            for members in combinations(sorted(w), min(deserved - 1, len(w))):
                times = _voters(profile, {*agreed}, _only(members, w))
                if times * k >= deserved * (profile.size - profile.blank):
                    yield times, deserved, agreed


def _voters(profile: Profile[Approval], agreed: set[str], few: Few) -> int:
    """How many voters approve all of *agreed*, and have *few* members."""
    ballots = profile.counts.items()
    return sum(n for b, n in ballots if agreed <= b.candidates and few(b.candidates))


def _fewer_than(due: int, w: frozenset[str]) -> Few:
    """Whether a voter approves fewer members than are due."""

    def few(approved: frozenset[str]) -> bool:
        return len(approved & w) < due

    return few


def _only(members: tuple[str, ...], w: frozenset[str]) -> Few:
    """Whether a voter approves none but these *members*."""

    def few(approved: frozenset[str]) -> bool:
        return approved & w <= {*members}

    return few


AZIZ = "Aziz and others, Social Choice and Welfare 48 (2017)"
JR = "One k-th of the voters who agree on a candidate have a member whom one of them approves."
PJR = "l k-ths of the voters who agree on l candidates approve l members together."
EJR = "Of l k-ths of the voters who agree on l candidates one approves l members."
EJR_PLUS = (
    "Of l k-ths of the voters who agree on a candidate who is no member one approves l members."
)
