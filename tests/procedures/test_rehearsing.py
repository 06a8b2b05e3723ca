"""A rehearsal has made-up members who vote, and leaves nothing in the assembly it is for."""

import secrets
from collections import Counter

import pytest

from deliberation import voting
from deliberation.assembly import Mode, Vote, VoteState
from deliberation.errors import InvalidInputError, NotFoundError, ProcedureError
from deliberation.procedures import decide, publish, rehearsing, sealed
from deliberation.procedures.made_up import made_up_ballot
from deliberation.procedures.terms import ANY_NUMBER, require_valid_ballot
from deliberation.record.vote_options import options_of
from deliberation.urn import Split
from deliberation.verify import check

NAMES = ("tram", "bus", "bike", "boat")


def rehearse(begin, now, random_bytes, vote="v1", members=9, by="f1") -> Vote:
    with begin() as store:
        copy, cards = rehearsing.rehearse(
            store, vote, members=members, titled="Rehearsal: {}".format,
            random_bytes=random_bytes, by=by, now=now, ids=("r1", "rv1"),
        )  # fmt: skip
    assert len(cards) == rehearsing.OWN
    return copy


@pytest.mark.parametrize("rule", voting.PUBLISHED)
def test_made_up_members_cast_ballots_that_the_vote_takes_and_that_differ(rule) -> None:
    options = {name: value for name, value in options_of(rule).items() if value is not None}
    if "costs" in options_of(rule):
        options |= {"total": 9, "costs": dict.fromkeys(NAMES, 4), "within": True}
    seats = len(NAMES) if rule in ANY_NUMBER else 1
    vote = Vote("v", "a", "T", "Q", voting.RULE_KINDS[rule], NAMES, rule, seats, options)
    ballots = [made_up_ballot(vote, f"m{n}") for n in range(30)]
    for ballot in ballots:
        require_valid_ballot(ballot, vote)
    assert len({*ballots}) > 2
    assert ballots == [made_up_ballot(vote, f"m{n}") for n in range(30)]


def test_a_rehearsal_is_held_to_the_end_and_nothing_of_it_is_in_the_real_assembly(
    begin, add_vote, now, random_bytes
) -> None:
    """Sealed, opened, counted and checked like any other; the real vote stays a draft."""
    add_vote(begin, kind="grades", rule="support", seats=3, mode=Mode.SEALED,
             options={"of": "present", "members": 5})  # fmt: skip
    copy = rehearse(begin, now, random_bytes)
    assert (copy.title, copy.state) == ("Rehearsal: Transport", VoteState.DRAFT)
    assert copy.options["members"] == 9 + rehearsing.OWN, "so many cards give a voice"
    with begin() as store:
        shares = sealed.prepare_urn(
            store, "rv1", split=Split.REHEARSAL, random_bytes=random_bytes, by="f1"
        )
        decide.open_vote(store, "rv1", by="f1", now=now)
        assert rehearsing.let_vote(store, "rv1", random_bytes=random_bytes, by="f1") == 9
        assert rehearsing.let_vote(store, "rv1", random_bytes=random_bytes, by="f1") == 0
        decide.close_vote(store, "rv1", by="f1", now=now)
        sealed.unseal_vote(store, "rv1", shares, by="f1", now=now)
        assert publish.vote_document(store, "rv1")["cast"] == 9
        bundle = publish.assembly_bundle(store, "r1")
        assert [vote.id for vote in store.votes("a1")] == ["v1"]
        assert store.vote("v1").state is VoteState.DRAFT
        assert store.cards("a1") == ()
        assert rehearsing.is_rehearsal(store, "r1")
        assert not rehearsing.is_rehearsal(store, "a1")
        assert store.assembly("r1").title == "Rehearsal: Climate"
    assert any("counted again" in line for line in check(bundle))


def test_made_up_members_vote_in_a_rehearsal_alone(begin, add_vote, members, now) -> None:
    members(begin, 3)
    add_vote(begin)
    with begin() as store:
        decide.open_vote(store, "v1", by="f1", now=now)
        with pytest.raises(ProcedureError, match="are not made up"):
            rehearsing.let_vote(store, "v1", random_bytes=secrets.token_bytes, by="f1")
        assert store.turnout("v1") == 0


@pytest.mark.parametrize("members", [0, 4, 151])
def test_a_rehearsal_has_5_to_150_members(begin, add_vote, now, random_bytes, members) -> None:
    add_vote(begin)
    with pytest.raises(InvalidInputError, match="5 to 150 made-up members"):
        rehearse(begin, now, random_bytes, members=members)


def test_nobody_rehearses_the_vote_of_somebody_else(begin, add_vote, now, random_bytes) -> None:
    add_vote(begin)
    with pytest.raises(NotFoundError):
        rehearse(begin, now, random_bytes, by="f2")


def test_some_are_liked_more_than_others() -> None:
    """So that a rehearsal shows what is carried, and what is not."""
    vote = Vote(
        "v", "a", "T", "Q", "approval", tuple(f"c{n}" for n in range(12)), "approval", 1, {}
    )
    ticks = Counter(c for n in range(60) for c in made_up_ballot(vote, f"m{n}").candidates)
    counts = sorted(ticks[c] for c in vote.candidates)
    assert counts[0] < 25 < 40 < counts[-1]
