"""What is next in an assembly, and what is missing: by hand, for one assembly as it goes on."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from deliberation.assembly import Assembly, Stage, Vote, VoteState
from deliberation.life import Deed, Known, State, life, next_session, phase_of
from deliberation.sessions import Item, Phase, Session

NOW = datetime(2026, 3, 14, 10, 0, tzinfo=UTC)
START = NOW.astimezone(ZoneInfo("Europe/Copenhagen")) + timedelta(days=2)
DRAWN = Assembly("a1", "Town", "How?", "f1", NOW, Stage.DRAWN)
ITEM = Item("i1", "Welcome", 10, 10)
LEARN = Session("s1", "a1", "First", START, agenda=(ITEM,), phase=Phase.LEARN)
TALK = Session(
    "s2", "a1", "Second", START + timedelta(days=7), agenda=(ITEM,), phase=Phase.DELIBERATE
)  # fmt: skip
VOTE = Vote("v1", "a1", "T", "Q", "ranking", ("a", "b"), "irv", 1, {})


def begun(session: Session) -> Session:
    return replace(session, agenda=(replace(ITEM, began=NOW),))


def over(session: Session) -> Session:
    return replace(session, agenda=(replace(ITEM, began=NOW, ended=NOW),))


def following(known: Known) -> tuple[Deed, str | None] | None:
    """What is next, and the id of what it is about."""
    found = life(known, now=NOW).next
    return found and (found.deed, found.of.id if found.of else None)


def states(known: Known) -> list[State]:
    return [part.state for part in life(known, now=NOW).parts]


@pytest.mark.parametrize(
    ("stage", "deed"),
    [
        (Stage.EMPTY, Deed.POOL),
        (Stage.POOL, Deed.LOTTERY),
        (Stage.LOTTERY, Deed.COMMITMENT),
        (Stage.COMMITTED, Deed.DRAW),
        (Stage.DRAWN, Deed.PANEL),
    ],
)
def test_the_draw_comes_step_by_step_and_then_who_comes(stage, deed) -> None:
    known = Known(replace(DRAWN, stage=stage))

    assert following(known) == (deed, None)
    assert states(known) == [State.NOW, *[State.AHEAD] * 4]


def test_from_the_cards_to_the_archive_one_thing_is_next() -> None:
    known = Known(DRAWN, cards=6)
    assert following(known) == (Deed.PLAN, None)
    known = replace(known, sessions=(replace(LEARN, agenda=()),))
    assert following(known) == (Deed.AGENDA, "s1")
    known = replace(known, sessions=(LEARN, TALK), votes=(VOTE,))
    assert following(known) == (Deed.LEAD, "s1")
    known = replace(known, sessions=(over(LEARN), over(TALK)))
    assert following(known) == (Deed.RESULT, "v1")
    closed = replace(VOTE, state=VoteState.CLOSED)
    known = replace(known, votes=(closed,), over=frozenset({"v1"}), full=frozenset({"v1"}))
    assert following(known) == (Deed.PURGE, "v1")
    known = replace(known, full=frozenset())
    assert following(known) == (Deed.ARCHIVE, None)
    assert states(known) == [*[State.DONE] * 4, State.NOW]
    known = replace(known, assembly=replace(DRAWN, archived=NOW))
    assert following(known) is None
    assert states(known) == [State.DONE] * 5
    assert life(known, now=NOW).phase is Phase.FOLLOW_UP


def test_of_an_assembly_in_the_archive_nothing_is_asked_for() -> None:
    known = Known(replace(DRAWN, archived=NOW), 6, sessions=(over(LEARN), TALK), votes=(VOTE,))

    assert following(known) is None
    assert states(known) == [
        State.DONE, State.DONE, State.LEFT_OUT, State.DONE, State.DONE,
    ]  # fmt: skip


def test_what_cannot_wait_comes_before_what_is_planned() -> None:
    """An open vote, then the session that goes on, then a result that is waited for."""
    votes = (replace(VOTE, state=VoteState.CLOSED), replace(VOTE, id="v2", state=VoteState.OPEN))
    known = Known(
        DRAWN, 6, sessions=(LEARN, begun(TALK)), votes=votes, undecided=frozenset({"v1"})
    )  # fmt: skip

    assert following(known) == (Deed.RESULT, "v2")
    known = replace(known, votes=votes[:1])
    assert following(known) == (Deed.LEAD, "s2")
    known = replace(known, sessions=(LEARN, over(TALK)))
    assert following(known) == (Deed.RESULT, "v1")
    assert following(replace(known, undecided=frozenset())) == (Deed.LEAD, "s1")


def test_a_vote_without_sessions_leaves_two_phases_out() -> None:
    known = Known(DRAWN, cards=6, votes=(VOTE,))

    assert following(known) == (Deed.RESULT, "v1")
    assert states(known)[:4] == [State.DONE, State.LEFT_OUT, State.LEFT_OUT, State.NOW]


def test_a_board_with_cards_is_not_asked_for_a_draw() -> None:
    board = replace(DRAWN, stage=Stage.EMPTY)

    assert following(Known(board, cards=9, votes=(VOTE,))) == (Deed.RESULT, "v1")
    draw = life(Known(board, cards=9, votes=(VOTE,)), now=NOW).parts[0]
    assert draw.state is State.DONE
    assert [task.passed for task in draw.tasks] == [True] * 5 + [False]


def test_those_who_were_drawn_are_asked_until_all_come_or_are_replaced() -> None:
    drawn = Known(DRAWN)

    assert following(drawn) == (Deed.PANEL, None)
    assert following(replace(drawn, all_come=True)) == (Deed.CARDS, None)
    assert following(replace(drawn, cards=6)) == (Deed.PLAN, None)


def test_a_draw_of_replacements_ends_when_all_who_were_drawn_come() -> None:
    drawn = Known(DRAWN, replaces=True)

    assert following(drawn) == (Deed.PANEL, None)
    assert following(replace(drawn, all_come=True)) is None
    assert [part.phase for part in life(drawn, now=NOW).parts] == [Phase.RECRUIT]
    assert following(Known(replace(DRAWN, stage=Stage.EMPTY), replaces=True)) == (Deed.POOL, None)


def test_a_session_that_nobody_led_is_not_waited_for_longer_than_a_day() -> None:
    day = timedelta(days=1)
    late = replace(LEARN, start=NOW.astimezone(ZoneInfo("Europe/Copenhagen")) - day)
    in_time = replace(late, start=late.start + timedelta(seconds=1))

    assert following(Known(DRAWN, 6, sessions=(late,), votes=(VOTE,))) == (Deed.RESULT, "v1")
    assert following(Known(DRAWN, 6, sessions=(in_time,), votes=(VOTE,))) == (Deed.LEAD, "s1")


def test_the_next_session_goes_on_or_is_the_first_ahead() -> None:
    assert next_session(Known(DRAWN, sessions=(LEARN, TALK)), now=NOW) == LEARN
    assert next_session(Known(DRAWN, sessions=(LEARN, begun(TALK))), now=NOW) == begun(TALK)
    assert next_session(Known(DRAWN, sessions=(over(LEARN),)), now=NOW) is None


def test_a_session_from_before_phases_is_known_by_its_agenda() -> None:
    unsaid = replace(LEARN, phase=None)

    assert phase_of(LEARN) is Phase.LEARN
    assert phase_of(unsaid) is Phase.DELIBERATE
    assert phase_of(replace(unsaid, agenda=(replace(ITEM, vote_id="v1"),))) is Phase.DECIDE
