from fractions import Fraction
from typing import Any

import pytest

from deliberation.record.bundle import bundle, unbundle
from deliberation.record.draw import encode_draw
from deliberation.record.lottery import encode_lottery
from deliberation.record.vote import encode_vote
from deliberation.sortition import Lottery, Person, Pool, Quota, Quotas, alternates, draw
from deliberation.voting import RULE_KINDS, RULES, Count, Credits, Profile, by_lot, stv
from deliberation.voting.tally import Round, Transfer

SNACKS = {
    ("orange",): 4,
    ("pear", "orange"): 2,
    ("chocolate", "strawberry"): 8,
    ("chocolate", "sweets"): 4,
    ("strawberry",): 1,
    ("sweets",): 1,
}


@pytest.fixture
def count() -> Count:
    """The count of the snacks that textbooks tell of: a surplus, two eliminations, three seats."""
    return stv(Profile.ranked(SNACKS), seats=3, break_tie=by_lot("dice 1"))


@pytest.fixture
def long_count() -> Count:
    """Thirty rounds, in each of which the last of thirty-one goes out."""
    names = [f"candidate {n:02}" for n in range(31)]
    held = {name: Fraction(31 - n) for n, name in enumerate(names)}
    rounds = []
    for number in range(1, 31):
        last = names[31 - number]
        value = held[last]
        moved = (Transfer(last, names[0], int(value), value),)
        rounds.append(Round(number, dict(held), Fraction(0), (), (last,), moved))
        held[names[0]] += value
        held[last] = Fraction(0)
    return Count("irv", 1, None, tuple(rounds), (names[0],))


def vote_document(rule: str, profile: Profile[Any], **more: Any) -> dict[str, Any]:
    """The published document of a vote by *rule*."""
    tie = by_lot("dice 2")
    options = {"credits": 100} if rule == "quadratic" else {}
    seats = more.pop("seats", 1)
    return encode_vote(
        more.pop("id", "v1"),
        title=more.pop("title", "Snacks"),
        question=more.pop("question", "What shall we eat?"),
        kind=RULE_KINDS[rule],
        profile=profile,
        rule=rule,
        seats=seats,
        options=options,
        break_tie=tie,
        result=RULES[rule](profile, seats=seats, break_tie=tie, **options),
    )


@pytest.fixture
def documents() -> dict[str, Any]:
    """A small assembly as it is published: a draw, a ranked vote, a quadratic vote."""
    return assembly()


def assembly(*, publish_people: bool = True, title: str = "A village decides") -> dict[str, Any]:
    """The documents of a small assembly's bundle."""
    people = tuple(
        Person(f"p{n}", {"side": "hill" if n < 4 else "lake", "age": "young" if n % 2 else "old"})
        for n in range(8)
    )
    pool = Pool(people)
    quotas = Quotas(
        2,
        (
            Quota("side", "lake", 1, 1),
            Quota("side", "hill", 1, 1),
            Quota("age", "young", 1, 1),
            Quota("age", "old", 1, 1),
        ),
    )
    panels = (("p0", "p5"), ("p1", "p4"), ("p2", "p7"), ("p3", "p6"))
    lottery = Lottery(pool.ids, panels, (25, 25, 25, 25), "leximin")
    document = encode_lottery(pool, quotas, lottery, salt="5" * 32, publish_people=publish_people)
    drawn = draw(lottery, seed="dice 6 1 4 4 2 5")
    waiting = alternates(pool, quotas, drawn, count=3)
    spent = Profile.of(
        [Credits({"bench": 3 + n % 2, "swing": n - 4}) for n in range(9)],
        candidates=("bench", "swing"),
    )
    return unbundle(
        bundle(
            title,
            lottery=document,
            draw=encode_draw(document, drawn, waiting),
            votes=[
                vote_document("stv", Profile.ranked(SNACKS), seats=3),
                vote_document("quadratic", spent, id="v2", title="The square"),
            ],
        )
    )


@pytest.fixture
def make_vote() -> Any:
    return vote_document


@pytest.fixture
def make_assembly() -> Any:
    return assembly
