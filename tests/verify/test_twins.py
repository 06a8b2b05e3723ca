"""Two implementations, written apart from the same pages, come to the same answers."""

from collections.abc import Callable
from dataclasses import replace
from itertools import product
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation import voting
from deliberation.errors import InvalidInputError
from deliberation.randomness import Lots
from deliberation.record.bundle import bundle
from deliberation.record.disclosure import DISCLOSURE
from deliberation.record.draw import encode_draw
from deliberation.record.evidence import WHOLE
from deliberation.record.lottery import encode_lottery
from deliberation.record.vote import encode_vote
from deliberation.record.vote_options import arguments
from deliberation.sortition.alternates import alternates
from deliberation.sortition.draw import draw
from deliberation.sortition.lottery import Lottery
from deliberation.sortition.pool import Person, Pool, Standing
from deliberation.sortition.quotas import Quota, Quotas
from deliberation.verify import BundleError, check
from deliberation.verify.lots import Lots as TheirLots

NAMES = ["bus", "tram", "bike", "walk", "Ø, færge", "a,b"]
FEW = DISCLOSURE.at_least
times = st.one_of(st.integers(1, 3), st.integers(FEW, 40))


@st.composite
def rankings(draw: Any) -> voting.Profile[voting.Ranking]:
    candidates = draw(st.permutations(NAMES))[: draw(st.integers(1, len(NAMES)))]
    order = st.permutations(candidates).flatmap(
        lambda names: st.integers(0, len(names)).map(lambda n: tuple(names[:n]))
    )
    counts = draw(st.dictionaries(order, times, min_size=1, max_size=8))
    if not any(counts):
        counts[(candidates[0],)] = 1
    return voting.Profile.ranked(counts, candidates=candidates)


@st.composite
def spendings(draw: Any) -> voting.Profile[voting.Credits]:
    candidates = NAMES[: draw(st.integers(1, len(NAMES)))]
    votes = st.dictionaries(st.sampled_from(candidates), st.integers(-4, 4)).map(voting.Credits)
    counts = draw(st.dictionaries(votes, times, min_size=1, max_size=6))
    if not any(ballot.votes for ballot in counts):
        counts[voting.Credits({candidates[0]: 1})] = 1
    return voting.Profile(tuple(candidates), counts)


seeds = st.text(
    st.characters(exclude_categories=["Cc", "Cs"]),
    min_size=1,
    max_size=12,
).filter(str.strip)
tie_breaks = st.one_of(
    st.permutations(NAMES).map(voting.by_order),
    seeds.map(voting.by_lot),
)


def confirmed(rule: str, profile: Any, break_tie: Any, *, seats: int, **options: Any) -> None:
    own = arguments(rule, options, seats=seats)
    result = voting.RULES[rule](profile, break_tie=break_tie, **own)
    document = encode_vote(
        "v",
        title="",
        question="",
        kind=voting.RULE_KINDS[rule],
        profile=profile,
        rule=rule,
        seats=seats,
        options=options,
        break_tie=break_tie,
        result=result,
        named=DISCLOSURE.names_tied(profile.size, listed=False),
    )
    lines = check(bundle("", votes=[document]))
    counted = any("counted again" in line for line in lines)
    whole = rule in WHOLE and not DISCLOSURE.shows_ballots(profile)
    assert counted != (profile.size < FEW or whole)


RANKED = ["plurality", "borda", "schulze", "copeland", "minimax"]
RANKED += ["scottish_stv", "prf_stv", "minneapolis_stv"]


@pytest.mark.parametrize("rule", RANKED)
@given(profile=rankings(), break_tie=tie_breaks, data=st.data())
@settings(max_examples=150, deadline=None)
def test_every_rule_for_rankings_is_confirmed(
    rule: str, profile: Any, break_tie: Any, data: Any
) -> None:
    seats = data.draw(st.integers(1, len(profile.candidates)))
    confirmed(rule, profile, break_tie, seats=seats)


@given(profile=rankings(), break_tie=tie_breaks)
@settings(max_examples=200, deadline=None)
def test_instant_runoffs_are_confirmed(profile: Any, break_tie: Any) -> None:
    confirmed("irv", profile, break_tie, seats=1)


@given(
    profile=rankings(),
    break_tie=tie_breaks,
    places=st.sampled_from([None, 0, 1, 2, 5, 30]),
    data=st.data(),
)
@settings(max_examples=300, deadline=None)
def test_single_transferable_votes_are_confirmed(
    profile: Any, break_tie: Any, places: int | None, data: Any
) -> None:
    seats = data.draw(st.integers(1, len(profile.candidates)))
    options = {} if places is None else {"places": places}
    confirmed("stv", profile, break_tie, seats=seats, **options)


@given(profile=spendings(), break_tie=tie_breaks, data=st.data())
@settings(max_examples=150, deadline=None)
def test_quadratic_votes_are_confirmed(profile: Any, break_tie: Any, data: Any) -> None:
    seats = data.draw(st.integers(1, len(profile.candidates)))
    confirmed("quadratic", profile, break_tie, seats=seats)


some = st.sampled_from(NAMES[:5])
BALLOTS: dict[str, Any] = {
    "approval": st.sets(some).map(voting.Approval),
    "scores": st.dictionaries(some, st.integers(0, 5)).map(voting.Scores),
    "grades": st.dictionaries(some, st.sampled_from("ABCD")).map(voting.Grades),
}


@st.composite
def judgments(draw: Any, kind: str) -> Any:
    counts = draw(st.dictionaries(BALLOTS[kind], times, min_size=1, max_size=7))
    valid = {ballot: n for ballot, n in counts.items() if ballot.candidates}
    one = {"approval": voting.Approval(["bus"]), "scores": voting.Scores({"bus": 0})}
    return voting.Profile(
        tuple(NAMES[:5]), counts if valid else {one.get(kind, voting.Grades({"bus": "D"})): 1}
    )


@pytest.mark.parametrize(
    "rule",
    ["approval", "sequential_pav", "sequential_phragmen", "equal_shares", "score", "star"],
)
@given(data=st.data(), break_tie=tie_breaks, seats=st.integers(1, 5))
@settings(max_examples=80, deadline=None)
def test_approvals_and_scores_are_confirmed(
    rule: str, data: Any, break_tie: Any, seats: int
) -> None:
    profile = data.draw(judgments(voting.RULE_KINDS[rule]))
    options = {"most": 5} if rule in ("score", "star") else {}
    confirmed(rule, profile, break_tie, seats=seats, **options)


@given(profile=judgments("grades"), break_tie=tie_breaks, seats=st.integers(1, 5))
@settings(max_examples=120, deadline=None)
def test_medians_are_confirmed(profile: Any, break_tie: Any, seats: int) -> None:
    confirmed("majority_judgment", profile, break_tie, seats=seats, scale=[*"ABCD"])


@given(
    profile=judgments("grades"),
    share=st.sampled_from([[1, 2], [2, 3], [4, 5], [1, 1], [1, 1000]]),
    of=st.sampled_from(["answers", "ballots", "present", "members"]),
    supporting=st.integers(1, 3),
    above=st.booleans(),
    absent=st.integers(-4, 9),
)
@settings(max_examples=100, deadline=None)
def test_support_is_confirmed(
    profile: Any, share: Any, of: str, supporting: int, above: bool, absent: int
) -> None:
    options = {"scale": [*"ABCD"], "supporting": supporting, "share": share, "of": of}
    options |= {"above": True} if above else {}
    away = absent if of == "present" else abs(absent)
    many = max(profile.size + away, 1)
    options |= {"members": many} if of in ("present", "members") else {}
    confirmed("support", profile, voting.refuse, seats=5, **options)


@pytest.mark.parametrize("rule", ["greedy_budget", "equal_shares_budget"])
@given(
    profile=judgments("approval"),
    break_tie=tie_breaks,
    total=st.integers(1, 30),
    costs=st.lists(st.integers(1, 12), min_size=5, max_size=5),
)
@settings(max_examples=120, deadline=None)
def test_budgets_are_confirmed(
    rule: str, profile: Any, break_tie: Any, total: int, costs: list[int]
) -> None:
    money = {"total": total, "costs": dict(zip(NAMES, costs, strict=False)), "within": False}
    completion = {"completion": "greedy"} if rule == "equal_shares_budget" else {}
    confirmed(rule, profile, break_tie, seats=5, **money, **completion)


def test_exactly_half_is_no_majority() -> None:
    profile = voting.Profile.ranked({("bus",): 4, ("tram",): 2, ("bike",): 2})
    confirmed("irv", profile, voting.by_lot("dice 1"), seats=1)


def test_earlier_rounds_are_read_from_the_latest_to_the_first() -> None:
    counts = {("a",): 13, ("b",): 14, ("c",): 20, ("x", "a"): 3, ("x", "b"): 1}
    profile = voting.Profile.ranked(counts | {("y", "b"): 1, ("y", "c"): 4})
    count = voting.scottish_stv(profile, seats=1)
    assert [(tie.chosen, tie.how) for tie in count.ties] == [("b", "earlier rounds")]
    confirmed("scottish_stv", profile, voting.refuse, seats=1)


VALUES = {"gender": "wm", "area": "abc"}


@st.composite
def towns(draw: Any) -> tuple[Pool, Quotas, Lottery]:
    """A pool, some panels without too many of a household, and quotas that all of these meet."""
    size, many = draw(st.integers(1, 5)), draw(st.integers(6, 14))
    limit = draw(st.integers(1, 2))
    people = [
        Person(
            f"p{n:02}",
            {feature: draw(st.sampled_from(values)) for feature, values in VALUES.items()},
            draw(st.sampled_from([None, None, "x", "y", "z"])),
        )
        for n in range(many)
    ]
    panels = []
    for _ in range(draw(st.integers(1, 4))):
        panel: list[Person] = []
        for person in draw(st.permutations(people)):
            there = [p.household for p in panel].count(person.household)
            if person.household is None or there < limit:
                panel.append(person)
        panels.append(panel[:size])
    size = min(map(len, panels))
    panels = [panel[:size] for panel in panels]
    single = [(feature, v) for feature, values in VALUES.items() for v in values]
    pairs = st.lists(st.sampled_from([*product(single[:2], single[2:])]), max_size=3, unique=True)
    quotas = []
    for answers in [*((answer,) for answer in single), *draw(pairs)]:
        numbers = [sum({*answers} <= p.features.items() for p in panel) for panel in panels]
        lower, upper = min(numbers), max(numbers) + draw(st.integers(0, 1))
        lower = max(0, lower - draw(st.integers(0, 1)))
        quotas.append(Quota(*answers[0], lower, upper, also=answers[1:]))
    ids = tuple(tuple(person.id for person in panel) for panel in panels)
    settled = {
        id: Standing.IN for id in sorted(set(ids[0]).intersection(*ids)) if draw(st.booleans())
    }
    never = sorted({person.id for person in people}.difference(*ids))
    settled |= {id: Standing.OUT for id in never if draw(st.booleans())}
    pool = Pool(tuple(replace(p, standing=settled.get(p.id, Standing.OPEN)) for p in people))
    tickets = tuple(draw(st.integers(1, 9)) for _ in panels)
    lottery = Lottery(pool.ids, ids, tickets, "by hand")
    return pool, Quotas(size, tuple(quotas), limit), lottery


@given(town=towns(), seed=seeds, count=st.integers(0, 14), publish_people=st.booleans())
@settings(max_examples=200, deadline=None)
def test_draws_and_alternates_are_confirmed(
    town: tuple[Pool, Quotas, Lottery], seed: str, count: int, publish_people: bool
) -> None:
    pool, quotas, lottery = town
    drawn = draw(lottery, seed=seed)
    reserves = alternates(pool, quotas, drawn, count=count)
    document = encode_lottery(pool, quotas, lottery, salt="s" * 32, publish_people=publish_people)
    data = bundle("", lottery=document, draw=encode_draw(document, drawn, reserves))
    lines = check(data, commitment=document["commitment"])
    assert any("alternates follow" in line for line in lines) is publish_people


@given(seed=st.text(max_size=20), purpose=seeds, sizes=st.lists(st.integers(1, 2**256)))
def test_lots_are_the_same(seed: str, purpose: str, sizes: list[int]) -> None:
    def numbers(lots: Callable[[str, str], Any]) -> Any:
        try:
            ours = lots(seed, purpose)
        except (InvalidInputError, BundleError):
            return "refused"
        return [ours.below(n) for n in sizes], ours.shuffle(sorted(NAMES))

    assert numbers(TheirLots) == numbers(Lots)
