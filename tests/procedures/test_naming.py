"""Members who are named in public: whoever agreed, by nothing but their name."""

import pytest
from sqlalchemy import inspect

from deliberation.errors import InvalidInputError, NotFoundError
from deliberation.procedures import archiving, naming
from deliberation.store.tables import NamedRow


def name(store, called, now, *, agreed=True, by="f1"):
    naming.name_member(store, "a1", called, agreed=agreed, by=by, now=now)


def test_nobody_is_named_who_has_not_agreed(begin, now) -> None:
    with begin() as store:
        with pytest.raises(InvalidInputError, match="not agreed"):
            name(store, "Åse Holm", now, agreed=False)
        assert store.named("a1") == {}
        name(store, "  Åse   Holm ", now)
        name(store, "Åse Holm", now)
        name(store, "Ali", now)
        assert store.named("a1") == {"Ali": now, "Åse Holm": now}


@pytest.mark.parametrize("called", ["", " ", "x" * 101, "a\x07b"])
def test_what_is_no_name_is_refused(begin, now, called) -> None:
    with begin() as store, pytest.raises(InvalidInputError):
        name(store, called, now)


def test_a_name_is_taken_away_and_nothing_is_left_of_it_in_the_archive_too(begin, now) -> None:
    with begin() as store:
        name(store, "Ali", now)
        archiving.archive_assembly(store, "a1", by="f1", now=now)
        with pytest.raises(NotFoundError):
            naming.forget_name(store, "a1", "Ali", by="f2")
        naming.forget_name(store, "a1", "Ali", by="f1")
        assert store.named("a1") == {}


def test_only_the_facilitator_names_members(begin, now) -> None:
    with begin() as store, pytest.raises(NotFoundError):
        name(store, "Ali", now, by="f2")


def test_the_table_holds_nothing_that_leads_from_a_name_to_a_person_or_a_card() -> None:
    assert {column.key for column in inspect(NamedRow).columns} == {"assembly_id", "name", "agreed"}
