"""What was found about quotas comes back from the database as it went in."""

import json

import pytest

from deliberation.sortition import Feasibility, Person, Pool, Quota, Quotas, explain
from deliberation.store.found import decode_found, encode_found

PEOPLE = Pool(
    (
        *(
            Person(f"w{n}", {"gender": "woman", "age": "old" if n < 3 else "young"})
            for n in range(9)
        ),
        *(Person(f"m{n}", {"gender": "man", "age": "young"}) for n in range(4)),
        Person("x", {"gender": "other", "age": "old"}),
    )
)


def terms(*women: int, old: int = 1) -> Quotas:
    """Four seats, women and men beside whom nobody else has a seat, and a joint quota."""
    lower, upper = women
    return Quotas(
        4,
        (
            Quota("gender", "woman", lower, upper),
            Quota("gender", "man", 2, 2),
            Quota("gender", "other", 0, 1),
            Quota("gender", "woman", 0, 4, also=(("age", "old"),)),
            Quota("age", "old", old, 4),
            Quota("age", "young", 0, 4),
        ),
    )


@pytest.mark.parametrize("quotas", [terms(2, 2), terms(2, 2, old=3)])
def test_what_was_found_comes_back(quotas: Quotas) -> None:
    found = explain(PEOPLE, quotas)
    assert isinstance(found, Feasibility)
    assert decode_found(json.loads(json.dumps(encode_found(found)))) == found
    assert found.repairs or (found.prices and found.locked_out), "there is something to keep"
