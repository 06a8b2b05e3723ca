"""The three modes of a vote: sealed, sealed with phrases, and an open roll call."""

import pytest

from deliberation import verify
from deliberation.assembly import Mode
from deliberation.errors import InvalidInputError, NotAMemberError, ProcedureError
from deliberation.procedures import admitting, casting, decide, publish, sealed
from deliberation.procedures.cards import slot_of, token_hash
from deliberation.record.bundle import unbundle
from deliberation.record.canonical import digest
from deliberation.urn import Split
from deliberation.voting import Ranking

TRAM, BUS, BIKE = Ranking(("tram", "bus")), Ranking(("bus",)), Ranking(("bike",))


def vote(begin, id="v1"):
    with begin.reading() as store:
        return store.vote(id)


def open_vote(begin, now, id="v1"):
    with begin() as store:
        decide.open_vote(store, id, by="f1", now=now)


def close(begin, now, id="v1"):
    with begin() as store:
        decide.close_vote(store, id, by="f1", now=now)


def prepare(begin, random_bytes, id="v1"):
    with begin() as store:
        return sealed.prepare_urn(
            store, id, split=Split.TWO_OF_TWO, random_bytes=random_bytes, by="f1"
        )


def cast(begin, token, ballot, phrase=None):
    with begin() as store:
        return sealed.seal_and_cast(
            store, "v1", ballot, token=token, once=token.encode(), phrase=phrase
        )


def call(begin, token, ballot):
    with begin() as store:
        casting.cast_ballot(store, "v1", ballot, token=token)


def unseal(begin, shares, now, seed=None):
    with begin() as store:
        return sealed.unseal_vote(store, "v1", shares, by="f1", now=now, seed=seed)


def listed(begin):
    with begin.reading() as store:
        return publish.list_document(store, "v1")


def kinds(begin):
    with begin.reading() as store:
        return [entry.kind for entry in store.ledger("a1")]


def bundle(begin):
    with begin.reading() as store:
        return publish.assembly_bundle(store, "a1")


@pytest.fixture
def phrased(begin, add_vote, members, random_bytes, now):
    """An open vote with phrases, its shares, and six members' tokens."""
    add_vote(begin, mode=Mode.PHRASES)
    tokens = members(begin, 6)
    shares = prepare(begin, random_bytes)
    open_vote(begin, now)
    return begin, shares, tokens


@pytest.fixture
def roll(begin, add_vote, members, now):
    """An open roll call, and six members' tokens, of the cards 1 to 6."""
    add_vote(begin, mode=Mode.ROLL_CALL)
    tokens = members(begin, 6)
    open_vote(begin, now)
    return begin, tokens


@pytest.mark.parametrize("mode", [*Mode])
def test_a_mode_is_chosen_with_the_vote_and_noted_right_after_it(begin, add_vote, mode):
    add_vote(begin, mode=mode)
    assert vote(begin).mode is mode
    with begin.reading() as store:
        made, noted = store.ledger("a1")[-2:]
    assert (made.kind, noted.kind) == ("vote", "mode")
    assert noted.payload == {"vote": "v1", "mode": mode.value}


def test_a_vote_without_a_mode_has_none_on_the_ledger_and_goes_on_as_before(
    begin, add_vote, members, now
):
    add_vote(begin)
    (token,) = members(begin, 1)
    assert vote(begin).mode is None
    assert "mode" not in kinds(begin)
    open_vote(begin, now)
    call(begin, token, TRAM)
    with begin.reading() as store:
        assert [*store.ballots_by_slot("v1")] == [slot_of(token, vote_id="v1")]


@pytest.mark.parametrize("mode", [Mode.SEALED, Mode.PHRASES])
def test_a_vote_that_is_to_be_sealed_does_not_open_without_its_key(
    begin, add_vote, members, random_bytes, now, mode
):
    add_vote(begin, mode=mode)
    members(begin, 1)
    with begin() as store, pytest.raises(ProcedureError, match="make the key of this vote first"):
        decide.open_vote(store, "v1", by="f1", now=now)
    prepare(begin, random_bytes)
    with begin.reading() as store:
        assert store.urn("v1").terms.phrases is (mode is Mode.PHRASES)
    open_vote(begin, now)


def test_a_roll_call_has_no_key(begin, add_vote, random_bytes):
    add_vote(begin, mode=Mode.ROLL_CALL)
    with pytest.raises(ProcedureError, match="open roll call"):
        prepare(begin, random_bytes)


def test_a_roll_call_shows_nothing_before_its_close_and_everything_after(roll, now):
    begin, tokens = roll
    for token, ballot in zip(tokens, [TRAM, BIKE, TRAM, BUS], strict=False):
        call(begin, token, ballot)
    call(begin, tokens[1], BUS)  # again, which counts
    with pytest.raises(ProcedureError, match="no ballots of this vote are listed"):
        listed(begin)
    with pytest.raises(InvalidInputError, match="nothing to publish"):
        bundle(begin)
    assert kinds(begin)[-2:] == ["mode", "opened"]
    close(begin, now)
    assert listed(begin) == {
        "format": "deliberation ballot list 1",
        "vote": "v1",
        "by": "card",
        "ballots": [[1, ["tram", "bus"]], [2, ["bus"]], [3, ["tram", "bus"]], [4, ["bus"]]],
    }
    assert kinds(begin)[-2:] == ["closed", "listed"]  # and a tie, which dice settle


def test_a_roll_call_is_published_counted_and_checked(roll, now):
    begin, tokens = roll
    for token, ballot in zip(tokens, [TRAM, BUS, TRAM], strict=False):
        call(begin, token, ballot)
    close(begin, now)
    with begin.reading() as store:
        assert publish.vote_document(store, "v1")["evidence"] == {"kind": "outcome"}
        (entry,) = [entry for entry in store.ledger("a1") if entry.kind == "listed"]
    assert entry.payload == {"vote": "v1", "document": digest(listed(begin))}
    data = bundle(begin)
    assert unbundle(data)["votes/v1.list.json"] == listed(begin)
    lines = verify.check(data)
    assert "holds: votes/v1.json, counted again from the 3 ballots in votes/v1.list.json" in lines
    assert "holds: v1 was to be held as roll call, before anybody could cast" in lines


def test_a_roll_call_in_which_nobody_cast_lists_nothing(roll, now):
    begin, _ = roll
    close(begin, now)
    assert listed(begin)["ballots"] == []
    assert verify.check(bundle(begin))[-1].startswith("Everything")


def test_the_members_of_a_roll_call_see_what_they_cast_and_strangers_cast_nothing(roll):
    begin, tokens = roll
    call(begin, tokens[4], BUS)
    with begin.reading() as store:
        assert casting.own_ballot(store, "v1", token=tokens[4]) == BUS
        assert casting.has_cast(store, "v1", token=tokens[4])
        assert not casting.has_cast(store, "v1", token=tokens[3])
        assert [*store.ballots_by_slot("v1")] == ["5"]
    with begin() as store, pytest.raises(NotAMemberError):
        casting.cast_ballot(store, "v1", BUS, token="f" * 32)


def test_a_card_that_was_revoked_before_the_roll_call_casts_nothing(begin, add_vote, members, now):
    add_vote(begin, mode=Mode.ROLL_CALL)
    tokens = members(begin, 2)
    with begin() as store:
        admitting.revoke_card(store, "a1", 1, by="f1", now=now)
    open_vote(begin, now)
    with begin() as store, pytest.raises(NotAMemberError):
        casting.cast_ballot(store, "v1", BUS, token=tokens[0])
    call(begin, tokens[1], BUS)


def test_a_roll_call_tells_nothing_of_a_sealed_vote_with_the_same_cards(
    roll, add_vote, random_bytes, now
):
    """The number of a card leads to a hash of its token, and not to a slot."""
    begin, tokens = roll
    call(begin, tokens[0], TRAM)
    close(begin, now)
    add_vote(begin, "v2", mode=Mode.SEALED)
    prepare(begin, random_bytes, "v2")
    open_vote(begin, now, "v2")
    with begin() as store:
        sealed.seal_and_cast(store, "v2", TRAM, token=tokens[0], once=b"o" * 16)
        (slot,) = store.sealed("v2")
    known = {token_hash(token) for token in tokens} | {str(n) for n in range(10)}
    assert slot not in known
    assert slot not in {slot_of(thing, vote_id="v2") for thing in known}


def test_phrases_are_printed_beside_counted_ballots_all_of_them(phrased, now):
    begin, shares, tokens = phrased
    chosen = ["blue heron", None, "a fox", "blue heron", "øl & ost", None]
    for token, ballot, phrase in zip(
        tokens, [TRAM, BUS, BIKE, BUS, TRAM, TRAM], chosen, strict=True
    ):
        cast(begin, token, ballot, phrase)
    close(begin, now)
    with pytest.raises(ProcedureError, match="no ballots of this vote are listed"):
        listed(begin)
    unseal(begin, shares, now)
    assert listed(begin) == {
        "format": "deliberation ballot list 1",
        "vote": "v1",
        "by": "phrase",
        "ballots": [
            ["", ["bus"]],
            ["", ["tram", "bus"]],
            ["a fox", ["bike"]],
            ["blue heron", ["bus"]],
            ["blue heron", ["tram", "bus"]],
            ["øl & ost", ["tram", "bus"]],
        ],
    }
    assert kinds(begin)[-3:] == ["unsealed", "listed", "count"]
    lines = verify.check(bundle(begin))
    assert "not checked: which of 2 ballots beside blue heron is whose" in lines


def test_of_fewer_than_five_ballots_no_phrase_is_printed(phrased, now):
    begin, shares, tokens = phrased
    for token in tokens[:4]:
        cast(begin, token, TRAM, "mine")
    close(begin, now)
    unseal(begin, shares, now)
    with pytest.raises(ProcedureError, match="no ballots of this vote are listed"):
        listed(begin)
    assert "listed" not in kinds(begin)
    assert b"mine" not in bundle(begin)
    assert verify.check(bundle(begin))[-1].startswith("Everything")


def test_phrases_are_listed_once_although_a_tie_needs_the_shares_again(phrased, now):
    begin, shares, tokens = phrased
    for number, token in enumerate(tokens):
        cast(begin, token, TRAM if number % 2 else BUS, f"number {number}")
    close(begin, now)
    assert unseal(begin, shares, now).tied
    before = listed(begin)
    unseal(begin, shares, now, seed="dice 6 1")
    assert listed(begin) == before
    assert kinds(begin)[-4:] == ["unsealed", "listed", "tie", "count"]
    assert verify.check(bundle(begin))[-1].startswith("Everything")


def test_a_phrase_counts_as_part_of_what_is_sealed(phrased):
    begin, _, tokens = phrased
    first = cast(begin, tokens[0], TRAM, "one")
    assert cast(begin, tokens[0], TRAM, "one") == first
    assert cast(begin, tokens[0], TRAM, "two") != first
    cast(begin, tokens[1], TRAM)
    with begin.reading() as store:
        assert len({len(ballot) for ballot in store.sealed("v1").values()}) == 1


@pytest.mark.parametrize(
    ("phrase", "reason"),
    [
        ("", "cannot be printed"),
        ("   ", "cannot be printed"),
        ("x" * 41, "at most 40 characters"),
        ("two\nlines", "cannot be printed"),
        ("\u202enoreh", "cannot be printed"),
    ],
)
def test_a_phrase_that_cannot_be_printed_is_refused(phrased, phrase, reason):
    begin, _, tokens = phrased
    with pytest.raises(InvalidInputError, match=reason):
        cast(begin, tokens[0], TRAM, phrase)
    with begin.reading() as store:
        assert store.sealed("v1") == {}


def test_of_a_phrase_that_is_far_too_long_only_the_limit_of_phrases_is_told(phrased):
    begin, _, tokens = phrased
    with pytest.raises(InvalidInputError) as caught:
        cast(begin, tokens[0], TRAM, "x" * 5000)
    assert [problem.text for problem in caught.value.problems] == [
        "a phrase has at most 40 characters"
    ]


def test_other_votes_print_no_phrases(begin, add_vote, members, random_bytes, now):
    add_vote(begin, mode=Mode.SEALED)
    (token,) = members(begin, 1)
    prepare(begin, random_bytes)
    open_vote(begin, now)
    with pytest.raises(InvalidInputError, match="prints no phrases"):
        cast(begin, token, TRAM, "mine")


def test_no_ballot_of_a_sealed_vote_is_ever_listed(begin, add_vote, members, random_bytes, now):
    add_vote(begin, mode=Mode.SEALED)
    tokens = members(begin, 6)
    shares = prepare(begin, random_bytes)
    open_vote(begin, now)
    for token in tokens:
        cast(begin, token, TRAM)
    close(begin, now)
    unseal(begin, shares, now)
    assert "listed" not in kinds(begin)
    assert "votes/v1.list.json" not in unbundle(bundle(begin))
    assert verify.check(bundle(begin))[-1].startswith("Everything")


def test_a_mode_that_is_none_is_refused_on_the_ledger(begin, add_vote):
    add_vote(begin)
    with begin() as store, pytest.raises(InvalidInputError, match="is no mode"):
        store.append_entry("a1", "mode", {"vote": "v1", "mode": "secret"})


def test_nothing_changes_a_mode(begin, add_vote):
    """No verb of the store and no procedure sets it once the vote is made."""
    add_vote(begin, mode=Mode.SEALED)
    with begin() as store:
        assert [name for name in dir(store) if "mode" in name] == []
    assert [name for name in dir(decide) if "mode" in name.lower()] == ["Mode"]
