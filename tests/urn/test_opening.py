"""Opening an urn counts what is in it, names what is spoiled, and notices what was changed."""

from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from deliberation import urn, voting
from deliberation.errors import BrokenUrnError, InvalidInputError
from deliberation.urn import NewUrn, OpeningKey, Split, Terms, Urn
from deliberation.urn.faults import KIND, STRANGER, UNOPENED, UNREADABLE
from deliberation.voting import Approval, Profile, Ranking
from tests.urn.conftest import LAMPS, chance, slot

NEW = urn.new_urn(LAMPS, split=Split.REHEARSAL, random_bytes=chance("rehearsed"))
KEY = urn.join(NEW.shares, NEW.urn)


def test_the_ballots_are_counted(box: Urn, key: OpeningKey, kept: dict[str, bytes]) -> None:
    opened = urn.open_urn(kept, box, board=urn.board_of("lamps", kept), key=key)
    assert opened.profile == Profile(
        LAMPS.candidates,
        {Ranking(("trees", "lamps")): 1, Ranking(("lamps",)): 1, Ranking(()): 1},
    )
    assert opened.profile.blank == 1
    assert not opened.rehearsal
    assert voting.irv(opened.profile, break_tie=voting.by_order(LAMPS.candidates)).elected


def test_opening_again_says_the_same_in_whatever_order_the_slots_come(
    box: Urn, key: OpeningKey, kept: dict[str, bytes]
) -> None:
    board = urn.board_of("lamps", kept)
    first = urn.open_urn(kept, box, board=board, key=key)
    for seed in range(4):
        shuffled = [*kept.items()]
        Random(seed).shuffle(shuffled)
        again = urn.open_urn(dict(shuffled), box, board=board, key=key)
        assert again == first
        assert [*again.profile.counts] == [*first.profile.counts]
        assert repr(again) == repr(first)


@given(orders=st.lists(st.permutations(LAMPS.candidates).map(tuple), max_size=12))
@settings(max_examples=20, deadline=None)
def test_what_was_cast_is_what_is_counted(orders: list[tuple[str, ...]]) -> None:
    kept = {
        slot(str(n)): urn.seal(Ranking(order), NEW.urn, slot=slot(str(n)))
        for n, order in enumerate(orders)
    }
    opened = urn.open_urn(kept, NEW.urn, board=urn.board_of("lamps", kept), key=KEY)
    assert opened.profile == Profile.of(map(Ranking, orders), candidates=LAMPS.candidates)
    assert opened.rehearsal


def test_spoiled_ballots_are_counted_by_their_reasons(
    box: Urn, key: OpeningKey, kept: dict[str, bytes]
) -> None:
    """Whoever writes to the database can put anything into it; the count goes on."""
    length = LAMPS.length
    strange = urn.encode(Ranking(("moon",))).ljust(length)
    other = urn.encode(Approval(("lamps",))).ljust(length)
    bad = {
        "dee": urn.seal_bytes(strange, box, slot=slot("dee")),
        "eve": urn.seal_bytes(other, box, slot=slot("eve")),
        "fay": kept[slot("ann")],
        "gus": b"",
        "hal": urn.seal_bytes(b"no ballot".ljust(length), box, slot=slot("hal")),
    }
    kept |= {slot(member): sealed for member, sealed in bad.items()}
    opened = urn.open_urn(kept, box, board=urn.board_of("lamps", kept), key=key)
    assert opened.profile.spoiled == {UNOPENED: 2, KIND: 1, UNREADABLE: 1, STRANGER: 1}
    assert opened.profile.size == 3
    assert opened.profile.size + sum(opened.profile.spoiled.values()) == opened.board.size


def test_what_is_spoiled_carries_no_sign_of_its_voter(box: Urn, key: OpeningKey) -> None:
    marked = urn.encode(Ranking(("call me",))).ljust(LAMPS.length)
    kept = {slot("ann"): urn.seal_bytes(marked, box, slot=slot("ann"))}
    opened = urn.open_urn(kept, box, board=urn.board_of("lamps", kept), key=key)
    assert "call me" not in repr(opened)


@pytest.mark.parametrize("how", ["added", "dropped", "altered", "exchanged"])
def test_what_was_changed_after_the_close_is_told(
    box: Urn, key: OpeningKey, kept: dict[str, bytes], how: str
) -> None:
    board = urn.board_of("lamps", kept)
    ann, bo = slot("ann"), slot("bo")
    match how:
        case "added":
            kept[slot("dee")] = urn.seal(Ranking(()), box, slot=slot("dee"))
        case "dropped":
            del kept[ann]
        case "altered":
            kept[ann] = urn.seal(Ranking(("trees", "lamps")), box, slot=ann)
        case "exchanged":
            kept[ann], kept[bo] = kept[bo], kept[ann]
    with pytest.raises(BrokenUrnError) as broken:
        urn.open_urn(kept, box, board=board, key=key)
    changed = {"added": (1, 0), "dropped": (0, 1), "altered": (1, 1), "exchanged": (2, 2)}
    assert (len(broken.value.added), len(broken.value.missing)) == changed[how]
    assert set(broken.value.missing) <= {leaf.hex() for leaf in board.leaves}
    assert not set(broken.value.added) & {leaf.hex() for leaf in board.leaves}


def test_another_urns_key_or_board_is_refused(box: Urn, key: OpeningKey) -> None:
    with pytest.raises(InvalidInputError, match="this key opens another urn"):
        urn.open_urn({}, box, board=urn.board_of("lamps", {}), key=KEY)
    with pytest.raises(InvalidInputError, match="this is the board of the vote 'other'"):
        urn.open_urn({}, box, board=urn.board_of("other", {}), key=key)


def test_phrases_stand_beside_their_ballots_in_their_own_order() -> None:
    terms = Terms("lamps", "approval", ("lamps", "trees"), phrases=True)
    new: NewUrn = urn.new_urn(terms, split=Split.REHEARSAL, random_bytes=chance("phrases"))
    said = {"ann": ("lamps", "wild goose"), "bo": ("trees", "blue heron"), "cy": ("lamps", None)}
    kept = {
        slot(member): urn.seal(Approval({name}), new.urn, slot=slot(member), phrase=phrase)
        for member, (name, phrase) in said.items()
    }
    key = urn.join(new.shares, new.urn)
    opened = urn.open_urn(kept, new.urn, board=urn.board_of("lamps", kept), key=key)
    assert opened.phrases == (
        ("blue heron", Approval({"trees"})),
        ("wild goose", Approval({"lamps"})),
    )
    assert opened.profile.size == 3
