"""A sealed vote on served pages leaves nothing from which a voter is linked to a choice.

Each attack is shown to succeed on a planted fault: votes kept as others keep them, a server that is
not restarted, numbers that follow a choice.
"""

import random
from collections.abc import Iterator
from urllib.parse import urlencode

import numpy as np
import pytest
from sqlalchemy import Connection, create_engine, text

from deliberation.voting import Ranking
from tests.attacks import left_behind, matcher, traces
from tests.attacks.meeting import NAMES, a_meeting, fields_of
from tests.attacks.site import Place

VOTERS = 16
SQLITE = Place("SQLite")


def test_nothing_that_a_sealed_vote_leaves_links_a_voter_to_a_choice(place: Place) -> None:
    for came_of_it in left_behind.all_of_them(place, voters=VOTERS):
        assert came_of_it.repelled, str(came_of_it)


def test_a_form_in_a_log_is_found_and_a_share_in_a_server_not_restarted(tmp_path) -> None:
    """The planted faults; of the second the page on secrecy speaks: typed words stay in memory."""
    with a_meeting(f"sqlite:///{tmp_path}/town.db", tmp_path, voters=1) as meeting:
        meeting.key()
        meeting.cast(0)
        meeting.close()
        meeting.unseal()
        meeting.purge()
        assert traces.found(meeting, left_behind.heap(meeting, SQLITE), "files", named="").repelled
        form = urlencode({"do": "cast"} | fields_of(meeting.ballots[0]))
        (tmp_path / "tmp" / "debug.log").write_text(f"POST /ballots/v1 {form}")
        found = traces.found(meeting, left_behind.heap(meeting, SQLITE), "files", named="")
        assert found.succeeded == 1
        memory = meeting.memory()
        assert not traces.found(meeting, memory, "memory", named="SQLite").repelled


@pytest.fixture
def others(place: Place, tmp_path) -> Iterator[Connection]:
    """A database for votes kept as others do: who has voted, and ballots without a name."""
    engine = create_engine(place.new(tmp_path))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


BALLOTS = [Ranking(random.Random(n).sample(NAMES, 3)) for n in range(VOTERS)]


def keep(connection: Connection) -> None:
    """A row for the voter and one with a ballot under a random number, in one transaction."""
    kind = "bytea" if connection.dialect.name == "postgresql" else "blob"
    connection.execute(text("CREATE TABLE voted (card text PRIMARY KEY)"))
    connection.execute(text(f"CREATE TABLE ballots (id text PRIMARY KEY, choice {kind})"))
    connection.commit()
    for n, ballot in enumerate(BALLOTS):
        row = {"id": f"{random.Random(-n).random()}", "choice": " ".join(ballot.order).encode()}
        connection.execute(text("INSERT INTO voted VALUES (:card)"), {"card": f"card {n}"})
        connection.execute(text("INSERT INTO ballots VALUES (:id, :choice)"), row)
        connection.commit()


def test_the_same_linker_links_everybody_where_names_were_only_left_out(others) -> None:
    keep(others)
    orders = left_behind.orders(others, ("voted",), "ballots", "choice")
    assert {traces.linked(BALLOTS, order) for order in orders} == {VOTERS}


def test_copies_of_a_database_tell_the_order_of_its_rows() -> None:
    rows = [b"one", b"two", b"three"]
    copies = [b"two", b"two three", b"one two three"]
    assert traces.by_replay(copies, rows) == [b"two", b"three", b"one"]


def test_a_ballot_in_the_clear_is_read_and_a_sealed_one_is_not() -> None:
    assert traces.reads(b"{Elm, Birch}") == Ranking(("Elm", "Birch"))
    assert traces.reads(bytes(range(256))) is None


def seen(rng: np.random.Generator, leak: float) -> matcher.Floats:
    """Twelve numbers of each of a hundred voters, of which one may follow the choice."""
    noise = rng.normal(size=(100, 12))
    noise[:, 5] += leak * np.array([ballot.order.index("Elm") for ballot in CHOICES])
    return noise


CHOICES = [Ranking(random.Random(n).sample(NAMES, 5)) for n in range(100)]


def test_a_matcher_that_is_shown_noise_does_no_better_than_chance() -> None:
    assert matcher.matched(seen(np.random.default_rng(1), 0), CHOICES, NAMES, "noise").repelled


def test_a_matcher_that_is_shown_a_leak_finds_it() -> None:
    """The planted fault: an answer takes longer the lower an option stands."""
    came_of_it = matcher.matched(seen(np.random.default_rng(1), 3), CHOICES, NAMES, "leak")
    assert came_of_it.succeeded >= 2  # of the four questions about the elm, whatever is shuffled
    assert not came_of_it.repelled


def test_the_area_under_the_curve_counts_pairs_in_the_right_order() -> None:
    """By hand: of two who did and two who did not, three pairs of four stand right; ties half."""
    truth = np.array([True, True, False, False])
    scores = np.array([[3.0, 1.0, 2.0, 0.0], [1.0, 1.0, 1.0, 1.0]])
    assert matcher.area(scores, truth).tolist() == [0.75, 0.5]
