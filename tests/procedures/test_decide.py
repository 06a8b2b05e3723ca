"""A vote from its making to its count."""

import pytest

from deliberation.assembly import IssuedCard, VoteState
from deliberation.errors import (
    InvalidInputError,
    NotAMemberError,
    NotFoundError,
    ProcedureError,
    UnresolvedTieError,
)
from deliberation.procedures import admitting, casting, decide
from deliberation.voting import Credits, Ranking


def open_vote(begin, now, id="v1", by="f1"):
    with begin() as store:
        decide.open_vote(store, id, by=by, now=now)


def close_vote(begin, now, id="v1", by="f1"):
    with begin() as store:
        decide.close_vote(store, id, by=by, now=now)


def cast(begin, token, *order, id="v1"):
    with begin() as store:
        casting.cast_ballot(store, id, Ranking(order), token=token)


def own(begin, token, id="v1"):
    with begin.reading() as store:
        return casting.own_ballot(store, id, token=token)


def count(begin, id="v1"):
    with begin.reading() as store:
        return decide.count_vote(store, id)


def issue(begin, random_bytes, count=1, by="f1"):
    with begin() as store:
        return admitting.issue_cards(store, "a1", count=count, random_bytes=random_bytes, by=by)


def test_a_card_s_code_gives_a_voice(begin, add_vote, random_bytes, now):
    add_vote(begin)
    cards = issue(begin, random_bytes, 2)
    assert [card.number for card in cards] == [1, 2]
    open_vote(begin, now)
    for card, choice in zip(cards, ("tram", "bus"), strict=True):
        with begin.reading() as store:
            token = admitting.join(store, "a1", card.code.lower())
        cast(begin, token, choice)
        assert own(begin, token) == Ranking((choice,))


def test_a_code_of_no_card_gives_none(begin, random_bytes):
    issue(begin, random_bytes)
    with begin.reading() as store:
        with pytest.raises(NotAMemberError):
            admitting.join(store, "a1", "0123-4567-89AM")
        with pytest.raises(InvalidInputError, match="is wrong"):
            admitting.join(store, "a1", "0123-4567-89AN")


def test_a_code_gives_no_voice_in_another_assembly(begin, random_bytes):
    (card,) = issue(begin, random_bytes)
    with begin.reading() as store, pytest.raises(NotAMemberError):
        admitting.join(store, "a2", card.code)


def test_more_cards_get_the_next_numbers(begin, random_bytes):
    first = issue(begin, random_bytes, 2)
    (third,) = issue(begin, random_bytes)
    assert third.number == 3
    assert len({card.code for card in (*first, third)}) == 3


@pytest.mark.parametrize("count", [0, -1, 501])
def test_cards_are_handed_out_in_sensible_numbers(begin, random_bytes, count):
    with pytest.raises(InvalidInputError, match="1 to 500"):
        issue(begin, random_bytes, count)


def test_a_revoked_card_gives_no_voice_any_more(begin, add_vote, members, now):
    add_vote(begin)
    kept, lost = members(begin, 2)
    with begin() as store:
        admitting.revoke_card(store, "a1", 2, by="f1", now=now)
        assert store.cards("a1") == (IssuedCard(1), IssuedCard(2, True))
    open_vote(begin, now)
    cast(begin, kept, "tram")
    with pytest.raises(NotAMemberError):
        cast(begin, lost, "bus")
    with pytest.raises(NotAMemberError):
        own(begin, lost)


def test_who_may_vote_is_settled_while_a_vote_is_open(begin, add_vote, members, random_bytes, now):
    add_vote(begin)
    members(begin, 2)
    open_vote(begin, now)
    with pytest.raises(ProcedureError, match="settled"):
        issue(begin, random_bytes)
    with begin() as store, pytest.raises(ProcedureError, match="settled"):
        admitting.revoke_card(store, "a1", 1, by="f1", now=now)
    close_vote(begin, now)
    assert issue(begin, random_bytes)[0].number == 3


def test_a_vote_keeps_what_it_was_made_with(begin, add_vote):
    add_vote(begin, title=" Transport ", candidates=["tram ", " bus"], options={})
    with begin.reading() as store:
        vote = store.vote("v1")
    assert (vote.title, vote.candidates, vote.state) == (
        "Transport",
        ("tram", "bus"),
        VoteState.DRAFT,
    )


def test_the_credits_of_a_vote_are_written_down_even_when_nobody_chose_them(begin, add_vote):
    add_vote(begin, kind="credits", rule="quadratic")
    add_vote(begin, id="v2", kind="credits", rule="quadratic", options={"credits": 25})
    with begin.reading() as store:
        assert [vote.options for vote in store.votes("a1")] == [{"credits": 100}, {"credits": 25}]


def test_a_vote_that_could_not_be_counted_is_not_made(begin, add_vote):
    with pytest.raises(InvalidInputError):
        add_vote(begin, rule="dictator")
    with begin.reading() as store:
        assert store.votes("a1") == ()


def test_a_vote_needs_cards_before_it_opens(begin, add_vote, members, now):
    add_vote(begin)
    with pytest.raises(ProcedureError, match="hand out cards"):
        open_vote(begin, now)
    members(begin, 1)
    with begin() as store:
        admitting.revoke_card(store, "a1", 1, by="f1", now=now)
    with pytest.raises(ProcedureError, match="hand out cards"):
        open_vote(begin, now)


def test_a_vote_is_opened_once_and_closed_once(begin, add_vote, members, now):
    add_vote(begin)
    members(begin, 1)
    with pytest.raises(ProcedureError, match="open can be closed"):
        close_vote(begin, now)
    open_vote(begin, now)
    with pytest.raises(ProcedureError, match="opened before"):
        open_vote(begin, now)
    close_vote(begin, now)
    with pytest.raises(ProcedureError, match="open can be closed"):
        close_vote(begin, now)
    with pytest.raises(ProcedureError, match="opened before"):
        open_vote(begin, now)
    with begin.reading() as store:
        vote = store.vote("v1")
    assert (vote.state, vote.opened, vote.closed) == (VoteState.CLOSED, now, now)


def test_casting_again_replaces_the_ballot(begin, add_vote, members, now):
    add_vote(begin)
    (token,) = members(begin, 1)
    open_vote(begin, now)
    assert own(begin, token) is None
    cast(begin, token, "tram")
    cast(begin, token, "bus", "tram")
    assert own(begin, token) == Ranking(("bus", "tram"))
    with begin.reading() as store:
        assert store.turnout("v1") == 1


def test_a_refused_ballot_leaves_the_one_before_it(begin, add_vote, members, now):
    add_vote(begin, kind="credits", rule="quadratic", options={"credits": 25})
    (token,) = members(begin, 1)
    open_vote(begin, now)
    with begin() as store:
        casting.cast_ballot(store, "v1", Credits({"bus": 5}), token=token)
    with begin() as store, pytest.raises(InvalidInputError, match="take back 1"):
        casting.cast_ballot(store, "v1", Credits({"bus": 5, "tram": 1}), token=token)
    assert own(begin, token) == Credits({"bus": 5})


def test_nothing_is_cast_before_the_opening_or_after_the_close(begin, add_vote, members, now):
    add_vote(begin)
    (token,) = members(begin, 1)
    with pytest.raises(ProcedureError, match="not open yet"):
        cast(begin, token, "tram")
    open_vote(begin, now)
    cast(begin, token, "tram")
    close_vote(begin, now)
    with pytest.raises(ProcedureError, match="closed"):
        cast(begin, token, "bus")
    assert own(begin, token) == Ranking(("tram",))


def test_a_stranger_casts_nothing(begin, add_vote, members, now):
    add_vote(begin)
    members(begin, 1)
    open_vote(begin, now)
    for token in ("", "f" * 32):
        with pytest.raises(NotAMemberError):
            cast(begin, token, "tram")


def test_nothing_is_counted_before_the_close(begin, add_vote, members, now):
    add_vote(begin)
    (token,) = members(begin, 1)
    open_vote(begin, now)
    cast(begin, token, "tram")
    with pytest.raises(ProcedureError, match="before the close"):
        count(begin)
    close_vote(begin, now)
    assert count(begin).elected == ("tram",)


def test_a_vote_in_which_nobody_chose_anything_has_no_result(begin, add_vote, members, now):
    add_vote(begin)
    (token,) = members(begin, 1)
    open_vote(begin, now)
    cast(begin, token)
    close_vote(begin, now)
    with pytest.raises(ProcedureError, match="nobody has chosen"):
        count(begin)


@pytest.fixture
def tied(begin, add_vote, members, now):
    """A closed vote that tram and bus share."""
    add_vote(begin, rule="plurality")
    tokens = members(begin, 2)
    open_vote(begin, now)
    cast(begin, tokens[0], "tram")
    cast(begin, tokens[1], "bus")
    close_vote(begin, now)
    return begin


def settle(begin, seed="dice 4 2", id="v1", by="f1"):
    with begin() as store:
        decide.settle_tie(store, id, seed=seed, by=by)


def test_a_tie_is_not_guessed(tied):
    with pytest.raises(UnresolvedTieError) as error:
        count(tied)
    assert error.value.tied == ("bus", "tram")


def test_a_public_seed_settles_a_tie(tied):
    settle(tied)
    result = count(tied)
    assert result.ties[0].how == "lot:dice 4 2"
    assert result.elected == (result.ties[0].chosen,)
    assert count(tied) == result


def test_a_tie_is_settled_once(tied):
    settle(tied)
    with pytest.raises(ProcedureError, match="once"):
        settle(tied, seed="dice 6 6")
    with tied.reading() as store:
        assert store.vote("v1").tie_seed == "dice 4 2"


def test_a_seed_is_kept_as_it_is_read(tied):
    settle(tied, seed="terning A\u030a 4")  # written in two characters
    with tied.reading() as store:
        assert store.vote("v1").tie_seed == "terning \u00c5 4"


def test_a_blank_seed_settles_nothing(tied):
    with pytest.raises(InvalidInputError):
        settle(tied, seed=" ")
    settle(tied)


def test_where_nothing_is_tied_no_seed_is_taken(begin, add_vote, members, now):
    add_vote(begin)
    (token,) = members(begin, 1)
    with pytest.raises(ProcedureError, match="before the close"):
        settle(begin)
    open_vote(begin, now)
    cast(begin, token, "tram")
    with pytest.raises(ProcedureError, match="before the close"):
        settle(begin)
    close_vote(begin, now)
    with pytest.raises(ProcedureError, match="nothing to settle"):
        settle(begin)


def test_another_facilitator_finds_nothing(begin, add_vote, members, random_bytes, now):
    add_vote(begin)
    members(begin, 1)
    with pytest.raises(NotFoundError, match="no vote 'v1'"):
        open_vote(begin, now, by="f2")
    open_vote(begin, now)
    with pytest.raises(NotFoundError, match="no vote 'v1'"):
        close_vote(begin, now, by="f2")
    with pytest.raises(NotFoundError, match="no vote 'v1'"):
        settle(begin, by="f2")
    with pytest.raises(NotFoundError, match="no assembly 'a1'"):
        issue(begin, random_bytes, by="f2")
    with begin() as store, pytest.raises(NotFoundError, match="no assembly 'a1'"):
        admitting.revoke_card(store, "a1", 1, by="f2", now=now)


def test_what_is_not_there_is_not_found(begin, now):
    with pytest.raises(NotFoundError):
        open_vote(begin, now, id="v9")
    with pytest.raises(NotFoundError):
        cast(begin, "token", "tram", id="v9")
    with pytest.raises(NotFoundError):
        own(begin, "token", id="v9")
    with pytest.raises(NotFoundError):
        count(begin, id="v9")
    with begin() as store, pytest.raises(NotFoundError):
        admitting.revoke_card(store, "a1", 7, by="f1", now=now)


AGREED = {"kind": "grades", "rule": "support", "seats": 3}


@pytest.mark.parametrize(("of", "fits"), [("present", [2, 3]), ("members", [3, 4, 5])])
def test_a_share_of_people_fits_how_many_hold_a_card(begin, add_vote, members, now, of, fits):
    """Three cards give a voice: all who are present hold one, and of the members some may not."""
    members(begin, 3)
    for many in (2, 3, 4, 5):
        add_vote(begin, f"v{many}", **AGREED, options={"of": of, "members": many})
        if many in fits:
            open_vote(begin, now, f"v{many}")
        else:
            with pytest.raises(ProcedureError, match=f"a share of {many} people, and 3 cards"):
                open_vote(begin, now, f"v{many}")
