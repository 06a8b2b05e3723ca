"""Which ways ballots came, as far as that is told; and papers that are struck, by two people."""

import pytest

from deliberation import verify
from deliberation.errors import ProcedureError
from deliberation.papers import Box, Helper, Ways
from deliberation.procedures import decide, publish
from deliberation.procedures.helping import note_help
from deliberation.procedures.paper import paper_token, print_papers, strike, take_back, ways
from deliberation.procedures.two_people import ask_second
from deliberation.procedures.typing import type_in
from deliberation.roles import Act, Role
from tests.procedures.test_paper import ANNE, BENT, TRAM, begin_typing, box, cast, give, hold


@pytest.fixture
def held(begin, add_vote, members, random_bytes, now):
    return hold(begin, add_vote, members, random_bytes, now)


@pytest.fixture
def typed(begin, random_bytes):
    """Types a paper in, by two people."""

    def type_it(paper):
        for typist in (ANNE, BENT):
            with begin() as store:
                type_in(store, "v1", TRAM, paper=paper, typist=typist, random_bytes=random_bytes)

    return type_it


def test_how_many_came_which_way_is_told_where_neither_number_is_small(
    begin, add_vote, members, random_bytes, now, typed
) -> None:
    _shares, tokens, papers = hold(begin, add_vote, members, random_bytes, now, voters=10)
    with begin() as store:
        codes = print_papers(store, "v1", count=1, random_bytes=random_bytes, by="f1")
    papers = [*papers, paper_token(codes[0], vote_id="v1")]
    for token in tokens[:5]:
        give(begin, token)
    for token in tokens[5:]:
        cast(begin, token)
    begin_typing(begin)
    for paper in papers:
        typed(paper)
    with begin() as store:
        assert ways(store, store.vote("v1")) is None, "nothing is told before the close"
        decide.close_vote(store, "v1", by="f1", now=now)
        assert ways(store, store.vote("v1")) == Ways(paper=5, phones=5, helped=None, struck=0)


def test_how_many_were_helped_is_told_where_neither_they_nor_the_others_are_few(
    begin, add_vote, members, random_bytes, now
) -> None:
    """Of ten who cast."""
    _shares, tokens, _papers = hold(begin, add_vote, members, random_bytes, now, voters=10)
    for token in tokens:
        cast(begin, token)
    noted = (((4, 0), None), ((3, 2), 5), ((5, 1), None), ((10, 0), None), ((11, 0), None))
    with begin() as store:
        decide.close_vote(store, "v1", by="f1", now=now)
        for helped, told in (*noted, ((0, 0), None)):
            for helper, number in zip((Helper.DESK, Helper.COMPANION), helped, strict=True):
                note_help(store, "v1", name="Bo", helper=helper, helped=number, by="f1")
            found = ways(store, store.vote("v1"))
            assert found == Ways(paper=None, phones=None, helped=told, struck=0), helped


def test_of_one_on_paper_only_what_was_struck_is_told(begin, held, typed, now) -> None:
    _shares, tokens, papers = held
    give(begin, tokens[0])
    cast(begin, tokens[1])
    with begin() as store:
        strike(store, "v1", paper=papers[1], by="f1", now=now)
    begin_typing(begin)
    typed(papers[0])
    with begin() as store:
        decide.close_vote(store, "v1", by="f1", now=now)
        assert ways(store, store.vote("v1")) == Ways(paper=None, phones=None, helped=None, struck=1)


def test_where_a_team_has_two_at_the_desk_neither_strikes_a_paper_alone(begin, held, now) -> None:
    """Who saw the code of a paper could strike it while it lies in the box."""
    _shares, tokens, papers = held
    give(begin, tokens[0])
    with begin() as store:
        store.put_in_team("a1", "f2", Role.INTERPRETER)
    alone = {"paper": papers[0], "now": now}
    for by, second in (("f1", None), ("f2", None), ("f1", "f1")):
        with begin() as store, pytest.raises(ProcedureError, match=r"two people|somebody else"):
            strike(store, "v1", by=by, second=second, **alone)
        with begin() as store, pytest.raises(ProcedureError, match=r"two people|somebody else"):
            take_back(store, "v1", token=tokens[0], by=by, second=second, **alone)
    with begin() as store, pytest.raises(ProcedureError, match="must see the paper"):
        ask_second(store, "a1", Act.STRIKE, subject="v1", by="f1", now=now)
    assert box(begin) == Box(4, 1)
    with begin() as store:
        strike(store, "v1", by="f2", second="f1", **alone)
        said = store.ledger("a1")[-1].payload
    assert box(begin) == Box(4, 1, struck=1)
    assert (said["act"], said["of"]) == ("strike", "v1")
    assert said["roles"] == {"facilitator": 1, "interpreter": 1}
    begin_typing(begin)
    with begin() as store:
        decide.close_vote(store, "v1", by="f1", now=now)
        checked = " ".join(verify.check(publish.assembly_bundle(store, "a1")))
    assert "that two people did this: strike, as " in checked
