"""That somebody was helped to vote: a number beside a helper, noted when no time can tell more."""

import pytest

from deliberation.errors import InvalidInputError, NotFoundError, ProcedureError
from deliberation.papers import Helper, Helping
from deliberation.procedures import casting, decide, sealed
from deliberation.procedures.helping import note_help
from deliberation.urn import Split
from deliberation.voting import Ranking


@pytest.fixture
def closed(begin, add_vote, members, now):
    """A vote in which two have cast, closed."""
    add_vote(begin)
    tokens = members(begin, 2)
    with begin() as store:
        decide.open_vote(store, "v1", by="f1", now=now)
        for token in tokens:
            casting.cast_ballot(store, "v1", Ranking(("tram",)), token=token)
        decide.close_vote(store, "v1", by="f1", now=now)
    return begin


def note(begin, name="Åse", helper=Helper.DESK, helped=1, by="f1"):
    with begin() as store:
        note_help(store, "v1", name=name, helper=helper, helped=helped, by=by)


def noted(begin):
    with begin.reading() as store:
        return store.help("v1")


def test_who_helped_is_noted_with_a_role_and_a_number(closed) -> None:
    note(closed)
    note(closed, " Åse ", Helper.INTERPRETER, 3)
    note(closed, "Bo", Helper.COMPANION)
    assert noted(closed) == (
        Helping("Bo", Helper.COMPANION, 1),
        Helping("Åse", Helper.DESK, 1),
        Helping("Åse", Helper.INTERPRETER, 3),
    )


def test_a_note_takes_the_place_of_the_one_before_and_a_zero_takes_it_away(closed) -> None:
    note(closed, helped=2)
    note(closed, helped=4)
    assert [one.helped for one in noted(closed)] == [4]
    note(closed, helped=0)
    assert noted(closed) == ()


def test_nothing_is_noted_while_somebody_could_be_casting(begin, add_vote, members, now) -> None:
    """Or the transaction of the note would stand between those of two ballots."""
    add_vote(begin)
    members(begin, 1)
    for state in ("draft", "open"):
        with pytest.raises(ProcedureError, match="after the close"):
            note(begin)
        if state == "draft":
            with begin() as store:
                decide.open_vote(store, "v1", by="f1", now=now)


def test_the_note_holds_no_time_no_card_and_no_slot() -> None:
    assert set(Helping.__slots__) == {"name", "helper", "helped"}


def test_only_whoever_leads_notes_and_only_what_can_be(closed) -> None:
    with pytest.raises(NotFoundError):
        note(closed, by="f2")
    for wrong in ({"name": " "}, {"helped": -1}, {"helped": 501}):
        with pytest.raises(InvalidInputError):
            note(closed, **wrong)


def test_the_notes_go_with_the_urn(begin, add_vote, members, random_bytes, now) -> None:
    add_vote(begin)
    tokens = members(begin, 1)
    with begin() as store:
        shares = sealed.prepare_urn(
            store, "v1", split=Split.TWO_OF_TWO, random_bytes=random_bytes, by="f1"
        )
        decide.open_vote(store, "v1", by="f1", now=now)
        sealed.seal_and_cast(store, "v1", Ranking(("tram",)), token=tokens[0], once=b"n" * 16)
        decide.close_vote(store, "v1", by="f1", now=now)
    note(begin)
    with begin() as store:
        sealed.unseal_vote(store, "v1", shares, by="f1", now=now)
        sealed.purge_urn(store, "v1", by="f1", now=now)
    assert noted(begin) == ()
    with pytest.raises(ProcedureError, match="is purged"):
        note(begin)
