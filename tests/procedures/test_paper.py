"""Ballots on paper: one way for each voter, and two people for each paper."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from deliberation.assembly import Mode
from deliberation.errors import InvalidInputError, NotAMemberError, NotFoundError, ProcedureError
from deliberation.papers import Box, Typist
from deliberation.procedures import decide, sealed
from deliberation.procedures.cards import slot_of, token_hash
from deliberation.procedures.paper import (
    hand_out,
    open_box,
    paper_token,
    print_papers,
    strike,
    take_back,
)
from deliberation.procedures.typing import Differing, Written, begin_anew, differing_lines, type_in
from deliberation.roles import Role
from deliberation.urn import Split
from deliberation.voting import Ranking

ANNE, BENT = Typist("f1", "Anne"), Typist("f1", "Bent")
TRAM, BUS = Written(Ranking(("tram",))), Written(Ranking(("tram", "bus")))
SPOILED, BLANK = Written(None), Written(Ranking(()))


def hold(begin, add_vote, members, random_bytes, now, *, voters=3, **terms):
    """An open sealed vote with papers: the shares, the members' tokens, the papers' tokens."""
    add_vote(begin, **{"mode": Mode.SEALED, **terms})
    tokens = members(begin, voters)
    with begin() as store:
        codes = print_papers(store, "v1", count=4, random_bytes=random_bytes, by="f1")
        shares = sealed.prepare_urn(
            store, "v1", split=Split.TWO_OF_TWO, random_bytes=random_bytes, by="f1"
        )
        decide.open_vote(store, "v1", by="f1", now=now)
    return shares, tokens, [paper_token(code, vote_id="v1") for code in codes]


@pytest.fixture
def held(begin, add_vote, members, random_bytes, now):
    return hold(begin, add_vote, members, random_bytes, now)


@pytest.fixture
def typed(begin, random_bytes):
    """Types a paper in."""

    def type_it(paper, written, typist=ANNE):
        with begin() as store:
            return type_in(
                store, "v1", written, paper=paper, typist=typist, random_bytes=random_bytes
            )

    return type_it


def give(begin, token):
    with begin() as store:
        hand_out(store, "v1", token=token, by="f1")


def cast(begin, token, *order):
    with begin() as store:
        return sealed.seal_and_cast(
            store, "v1", Ranking(order or ("bike",)), token=token, once=b"n" * 16
        )


def begin_typing(begin):
    with begin() as store:
        open_box(store, "v1", by="f1")


def box(begin) -> Box:
    with begin.reading() as store:
        return store.box("v1")


def count(begin, shares, now):
    """Close and open: how often each ballot was in the urn, and the spoiled ones by reason."""
    with begin() as store:
        decide.close_vote(store, "v1", by="f1", now=now)
        opened = sealed.unseal_vote(store, "v1", shares, by="f1", now=now)
    return opened.counted, dict(opened.spoiled)


def test_a_paper_goes_into_the_urn_when_two_people_have_typed_the_same(
    begin, held, typed, now
) -> None:
    shares, tokens, papers = held
    cast(begin, tokens[0])
    give(begin, tokens[1])
    begin_typing(begin)
    assert typed(papers[2], TRAM) is False
    assert box(begin) == Box(4, 1, once=1, opened=True)
    assert typed(papers[2], TRAM, BENT) is True
    assert box(begin) == Box(4, 1, counted=1, opened=True)
    assert count(begin, shares, now) == (2, {})


def test_a_member_who_took_paper_casts_on_no_phone_and_the_other_way_round(begin, held) -> None:
    _shares, tokens, _papers = held
    give(begin, tokens[0])
    with pytest.raises(ProcedureError, match="you took a paper ballot"):
        cast(begin, tokens[0])
    cast(begin, tokens[1])
    with pytest.raises(ProcedureError, match="this card has cast a ballot"):
        give(begin, tokens[1])
    with pytest.raises(ProcedureError, match="this card has taken a paper"):
        give(begin, tokens[0])
    with begin.reading() as store:
        assert store.turnout("v1") == 1


def test_paper_and_phone_at_one_moment_give_each_voter_one_way(
    busy, add_vote, members, random_bytes, now
) -> None:
    """The attacker presses both at once, once for each voter."""
    voters = 12
    _shares, tokens, _papers = hold(busy, add_vote, members, random_bytes, now, voters=voters)
    with busy() as store:
        print_papers(store, "v1", count=voters, random_bytes=random_bytes, by="f1")
    together = Barrier(2)

    def at_once(token: str, act) -> bool:
        together.wait()
        try:
            act(busy, token)
        except ProcedureError:
            return False
        return True

    with ThreadPoolExecutor(2) as threads:
        for token in tokens:
            one, other = (threads.submit(at_once, token, act) for act in (give, cast))
            assert one.result() != other.result(), "one of the two, and not both or none"
    with busy.reading() as store:
        assert store.turnout("v1") + store.box("v1").handed_out == voters


def test_what_differs_is_shown_and_mended_by_whoever_was_wrong(begin, held, typed, now) -> None:
    shares, tokens, papers = held
    give(begin, tokens[0])
    begin_typing(begin)
    typed(papers[0], BUS)
    found = typed(papers[0], TRAM, BENT)
    assert isinstance(found, Differing)
    assert (found.first, found.second, found.by) == (BUS, TRAM, (ANNE, BENT))
    with begin.reading() as store:
        assert differing_lines(store.vote("v1"), found) == {"bus"}
        assert store.box("v1").differing == 1
    with pytest.raises(ProcedureError, match="one of them corrects"):
        typed(papers[0], BUS, Typist("f1", "Carl"))
    assert isinstance(typed(papers[0], SPOILED, BENT), Differing)
    assert typed(papers[0], BUS, BENT) is True
    assert count(begin, shares, now) == (1, {})


def test_nobody_types_a_paper_twice(begin, held, typed) -> None:
    _shares, tokens, papers = held
    give(begin, tokens[0])
    begin_typing(begin)
    typed(papers[0], TRAM)
    for again in (ANNE, Typist("f1", "  anne ")):
        with pytest.raises(ProcedureError, match="another person types it now"):
            typed(papers[0], TRAM, again)
    assert typed(papers[0], TRAM, BENT) is True
    with pytest.raises(ProcedureError, match="one is a copy"):
        typed(papers[0], BUS, ANNE)


def test_blank_papers_are_counted_and_spoiled_ones_as_spoiled(begin, held, typed, now) -> None:
    """A spoiled paper is sealed as blanks of the usual length, which are no ballot when opened."""
    shares, tokens, papers = held
    for token in tokens:
        give(begin, token)
    begin_typing(begin)
    for paper, written in zip(papers, (SPOILED, BLANK, TRAM), strict=False):
        typed(paper, written)
        assert typed(paper, written, BENT) is True
    assert count(begin, shares, now) == (2, {"it is not written as ballots are": 1})


def test_no_more_papers_come_than_were_handed_out(begin, held, typed) -> None:
    _shares, tokens, papers = held
    give(begin, tokens[0])
    begin_typing(begin)
    typed(papers[0], TRAM)
    with pytest.raises(ProcedureError, match="this one is too many"):
        typed(papers[1], TRAM)


def test_a_paper_that_was_never_printed_is_refused(begin, held, typed) -> None:
    _shares, tokens, _papers = held
    give(begin, tokens[0])
    begin_typing(begin)
    for stranger in (tokens[0], "f" * 32):
        with pytest.raises(ProcedureError, match="no paper of this vote has this code"):
            typed(stranger, TRAM)


def test_while_papers_are_typed_in_no_phone_casts_and_no_paper_is_handed_out(
    begin, held, random_bytes, now
) -> None:
    _shares, tokens, papers = held
    cast(begin, tokens[0])
    give(begin, tokens[1])
    begin_typing(begin)
    with pytest.raises(ProcedureError, match="being typed in"):
        cast(begin, tokens[0], "tram")
    for act in (lambda: give(begin, tokens[2]), lambda: begin_typing(begin)):
        with pytest.raises(ProcedureError, match="the box is open"):
            act()
    with begin() as store, pytest.raises(ProcedureError, match="the box is open"):
        strike(store, "v1", paper=papers[0], by="f1", now=now)
    with begin() as store, pytest.raises(ProcedureError, match="no more papers"):
        print_papers(store, "v1", count=1, random_bytes=random_bytes, by="f1")


def test_papers_are_typed_in_only_once_the_box_is_open(begin, held, typed) -> None:
    _shares, tokens, papers = held
    give(begin, tokens[0])
    with pytest.raises(ProcedureError, match="between the opening of their box and the close"):
        typed(papers[0], TRAM)


def test_a_vote_is_not_closed_before_its_papers_are_in_the_urn(begin, held, typed, now) -> None:
    shares, tokens, papers = held
    give(begin, tokens[0])
    give(begin, tokens[1])
    with pytest.raises(ProcedureError, match="open their box"):
        count(begin, shares, now)
    begin_typing(begin)
    typed(papers[0], TRAM)
    with pytest.raises(ProcedureError, match="1 papers are typed in and not in the urn"):
        count(begin, shares, now)
    with begin() as store:
        begin_anew(store, "v1", paper=papers[0], by="f1")
    assert box(begin) == Box(4, 2, opened=True)
    assert count(begin, shares, now) == (0, {})
    assert box(begin).missing == 2


def test_a_spoiled_paper_is_struck_and_another_given(begin, held, typed, now) -> None:
    _shares, tokens, papers = held
    give(begin, tokens[0])
    with begin() as store:
        strike(store, "v1", paper=papers[0], by="f1", now=now)
    begin_typing(begin)
    with pytest.raises(ProcedureError, match="was struck"):
        typed(papers[0], TRAM)
    assert typed(papers[1], TRAM) is False


def test_whoever_gives_a_paper_back_votes_on_the_phone_again(begin, held, now) -> None:
    _shares, tokens, papers = held
    give(begin, tokens[0])
    with begin() as store:
        take_back(store, "v1", token=tokens[0], paper=papers[3], by="f1", now=now)
    cast(begin, tokens[0])
    assert box(begin) == Box(4, struck=1)
    with begin() as store, pytest.raises(ProcedureError, match="has taken no paper"):
        take_back(store, "v1", token=tokens[1], paper=papers[2], by="f1", now=now)


def test_as_many_papers_are_handed_out_as_there_are(begin, held, now) -> None:
    _shares, tokens, papers = held
    with begin() as store:
        for paper in papers[:2]:
            strike(store, "v1", paper=paper, by="f1", now=now)
    give(begin, tokens[0])
    give(begin, tokens[1])
    with pytest.raises(ProcedureError, match="no paper is left"):
        give(begin, tokens[2])


def test_what_is_known_of_papers_is_forgotten_at_the_close(begin, held, typed, now) -> None:
    shares, tokens, papers = held
    give(begin, tokens[0])
    begin_typing(begin)
    for typist in (ANNE, BENT):
        typed(papers[0], TRAM, typist)
    count(begin, shares, now)
    with begin() as store:
        assert store.box("v1") == Box(4, 1, counted=1, opened=True)
        assert store.paper("v1", token_hash(papers[0])) is None
        assert not store.is_on_paper("v1", slot_of(tokens[0], vote_id="v1"))


def test_a_vote_whose_ballots_are_not_sealed_has_no_papers(begin, add_vote, random_bytes) -> None:
    add_vote(begin)
    add_vote(begin, id="v2", mode=Mode.ROLL_CALL)
    for id in ("v1", "v2"):
        with begin() as store, pytest.raises(ProcedureError, match="sealed ballots"):
            print_papers(store, id, count=1, random_bytes=random_bytes, by="f1")


def test_papers_are_for_those_who_may_and_whose_cards_are_good(
    begin, held, random_bytes, now
) -> None:
    _shares, tokens, papers = held
    acts = (
        lambda store: print_papers(store, "v1", count=1, random_bytes=random_bytes, by="f2"),
        lambda store: hand_out(store, "v1", token=tokens[0], by="f2"),
        lambda store: open_box(store, "v1", by="f2"),
        lambda store: strike(store, "v1", paper=papers[0], by="f2", now=now),
    )
    for act in acts:
        with begin() as store, pytest.raises(NotFoundError):
            act(store)
    with pytest.raises(NotAMemberError):
        give(begin, "f" * 32)
    for many in (0, 501):
        with begin() as store, pytest.raises(InvalidInputError):
            print_papers(store, "v1", count=many, random_bytes=random_bytes, by="f1")


def test_where_two_accounts_may_type_each_types_a_paper_once(begin, held, typed) -> None:
    """A name that is made up helps nobody then."""
    _shares, tokens, papers = held
    with begin() as store:
        store.put_in_team("a1", "f2", Role.FACILITATOR)
    give(begin, tokens[0])
    begin_typing(begin)
    typed(papers[0], TRAM)
    with pytest.raises(ProcedureError, match="another person types it now"):
        typed(papers[0], TRAM, BENT)
    assert typed(papers[0], TRAM, Typist("f2", "Anne")) is True
