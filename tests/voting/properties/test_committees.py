"""Properties of rules that fill several seats, on profiles worked out by hand."""

from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.searched import ELEVEN, PERFECT, WELFARE
from deliberation import testing
from deliberation.voting import RULES, Approval, Profile, plurality, stv
from deliberation.voting.approval import (
    approval,
    equal_shares,
    monroe,
    pav,
    sequential_chamberlin_courant,
    sequential_pav,
    sequential_phragmen,
)
from deliberation.voting.properties import (
    PROPERTIES,
    THEOREMS,
    ejr,
    ejr_plus,
    jr,
    pjr,
    priceability,
    psc_droop,
    psc_hare,
)
from deliberation.voting.properties.guarantees import GUARANTEES
from deliberation.voting.quota import exact_droop

PROVEN = sorted(cell for cell in THEOREMS if cell[0] in GUARANTEES)
FROM_APPROVALS = [cell for cell in PROVEN if not cell[1].startswith("psc")]
FROM_RANKINGS = [cell for cell in PROVEN if cell[1].startswith("psc")]
APPROVALS = testing.profiles(testing.approvals("abcde"), candidates="abcde")
RANKINGS = testing.profiles(testing.rankings("abcd"), candidates="abcd")
WHOLE_RANKINGS = st.dictionaries(
    st.permutations("abcde").map(tuple), st.integers(1, 5), min_size=1, max_size=6
).map(Profile.ranked)


def with_exact_quota(profile: Profile, **options: object):
    """The single transferable vote, where more than n / (k + 1) votes win a seat."""
    return stv(profile, quota=exact_droop, **options)


def test_the_most_approvals_can_leave_a_third_of_the_voters_out() -> None:
    found = jr(approval, Profile("abcd", {Approval("abc"): 4, Approval("d"): 2}), seats=3)
    assert found is not None
    assert found.happened == "2 of 6 voters agree on d and deserve 1 of 3 seats, and have fewer."


def test_one_representative_for_everybody_is_just_and_not_proportional() -> None:
    """d, e and one of a, b, c are elected; the four agree on two and have one."""
    votes = Profile("abcde", {Approval("abc"): 4, Approval("d"): 1, Approval("e"): 1})
    assert jr(sequential_chamberlin_courant, votes, seats=3) is None
    found = pjr(sequential_chamberlin_courant, votes, seats=3)
    assert found is not None
    assert len(found.cases[0].outcomes) == 3
    assert found.happened.startswith("4 of 6 voters agree on a, b and deserve 2 of 3 seats")


def test_members_whom_different_voters_approve_satisfy_the_group_and_none_of_them() -> None:
    """Of 2 seats both deserve 2: together they approve c and d, each of them only one."""
    votes = Profile("abcd", {Approval("abc"): 1, Approval("abd"): 1})

    def both(profile: Profile, **options: object):
        return approval(Profile("abcd", {Approval("cd"): 1}), **options)

    assert pjr(both, votes, seats=2) is None
    assert ejr(both, votes, seats=2) is not None


def test_a_coalition_that_is_divided_loses_its_seat_by_first_preferences() -> None:
    """Four of ten deserve a seat by Droop (more than 10/3), and none by Hare (less than 5)."""
    orders = {tuple("abcd"): 2, tuple("bacd"): 2, tuple("cdab"): 3, tuple("dcab"): 3}
    votes = Profile.ranked(orders)
    found = psc_droop(plurality, votes, seats=2)
    assert found is not None
    assert found.happened == (
        "4 of 10 voters prefer each of a, b to everybody else and deserve 1 of 2 seats, and have 0."
    )
    assert psc_hare(plurality, votes, seats=2) is None
    assert psc_droop(stv, votes, seats=2) is None


def test_a_coalition_of_just_more_than_three_quarters_is_short_of_three_whole_quotas() -> None:
    """10 of 13 are more than 3/4, and deserve three seats. The whole quota is 4: a has 10, b 6 of
    them and c 2 of these, fewer than the 3 for d. The exact quota is 13/4, so that c has 10 - 13/2,
    more than 3.
    """
    votes = Profile.ranked({tuple("abcde"): 10, tuple("deabc"): 3})
    found = psc_droop(stv, votes, seats=3)
    assert found is not None
    assert found.cases[0].outcomes == (("a", "b", "d"),)
    assert psc_droop(with_exact_quota, votes, seats=3) is None


def test_sequential_pav_leaves_a_tenth_without_anybody() -> None:
    """1,199 voters, ten seats. 120 approve c11 alone, and everybody else is worth more at the end.

    c1 is worth 162, and then c2 80 + 81/2 = 120 1/2 with it, as c3, and as c5 and c6 with c4. c7 is
    worth 147, and then each of c8, c9, c10 96 + 49/2 = 120 1/2.
    """
    found = jr(sequential_pav, ELEVEN, seats=10)
    assert found is not None
    assert found.cases[0].outcomes == (tuple(f"c{n:02}" for n in range(1, 11)),)


def test_members_who_stand_for_equally_many_leave_a_group_with_one_each() -> None:
    """Eight voters, four seats: a, b, c, d stand for two each. Four of the eight agree on x, y."""
    found = ejr(monroe, PERFECT, seats=4)
    assert found is not None
    assert found.cases[0].outcomes == (("a", "b", "c", "d"),)
    assert found.happened == (
        "4 of 8 voters agree on x, y and deserve 2 of 4 seats, and have fewer."
    )
    assert pjr(monroe, PERFECT, seats=4) is None


def test_equal_satisfaction_is_not_equal_influence() -> None:
    """Everybody has three of six. The third voter pays 3 alone; so the two have 6, spend 3, and one
    of them has 3/2 left for somebody who costs 1."""
    found = priceability(pav, WELFARE, seats=6)
    assert found is not None
    assert found.cases[0].outcomes == (("c1", "c2", "c3", "r1", "r2", "r3"),)
    assert priceability(sequential_phragmen, WELFARE, seats=6) is None


@settings(max_examples=60, deadline=None)  # ties are followed to every end
@given(st.sampled_from(FROM_APPROVALS), APPROVALS, st.integers(1, 3))
def test_what_is_proven_is_not_broken(cell: tuple[str, str], profile, seats: int) -> None:
    rule, name = cell
    assert PROPERTIES[name](RULES[rule], profile, seats=seats) is None


@settings(max_examples=60, deadline=None)  # ties are followed to every end
@given(st.sampled_from(FROM_RANKINGS), WHOLE_RANKINGS, st.integers(2, 4))
def test_the_share_of_solid_coalitions_that_is_proven_is_not_broken(
    cell: tuple[str, str], profile, seats: int
) -> None:
    rule, name = cell
    assert PROPERTIES[name](RULES[rule], profile, seats=seats) is None


@settings(max_examples=15, deadline=None)  # ties are followed to every end
@given(RANKINGS, st.integers(1, 3))
def test_with_the_exact_quota_coalitions_have_their_droop_share(profile, seats) -> None:
    assert psc_droop(with_exact_quota, profile, seats=seats) is None


@settings(max_examples=15, deadline=None)  # ties are followed to every end
@given(APPROVALS, st.integers(1, 3))
def test_the_stronger_property_is_broken_where_the_weaker_is(profile, seats) -> None:
    broken = [one(approval, profile, seats=seats) is not None for one in (jr, pjr, ejr, ejr_plus)]
    assert broken == sorted(broken)


@settings(max_examples=15, deadline=None)  # ties are followed to every end
@given(APPROVALS, st.integers(1, 3))
def test_equal_shares_keeps_the_strongest(profile, seats) -> None:
    """Brill and Peters (2023), theorem 3.1, and Peters and Skowron (2020)."""
    assert ejr_plus(equal_shares, profile, seats=seats) is None


@settings(max_examples=15, deadline=None)  # ties are followed to every end
@given(RANKINGS, st.integers(1, 3))
def test_a_transferable_vote_gives_coalitions_their_hare_share(profile, seats) -> None:
    assert psc_hare(stv, profile, seats=seats) is None
