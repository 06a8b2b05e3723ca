"""Facilitators, and what is theirs."""

import pytest

from deliberation.errors import InvalidInputError, NotFoundError
from deliberation.procedures import accounts


def test_a_facilitator_is_found_by_name(begin):
    with begin() as store:
        found = accounts.facilitator_named(store, " Anna ")
    assert (found.id, found.password_hash) == ("f1", "hash")


def test_a_name_that_nobody_has_is_not_found(begin):
    with begin() as store, pytest.raises(NotFoundError):
        accounts.facilitator_named(store, "Anne")


def test_a_name_is_taken_once(begin):
    with begin() as store, pytest.raises(InvalidInputError, match="taken"):
        accounts.add_facilitator(store, name="Anna ", password_hash="other", id="f3")


LIKE_ANNA = ("anna", "ANNA", "An\u00adna", "\u200bAnna", "Ａｎｎａ")


@pytest.mark.parametrize("name", LIKE_ANNA)
def test_a_name_that_is_read_as_another_is_the_same_name(begin, name):
    with begin() as store:
        assert accounts.facilitator_named(store, name).id == "f1"
        with pytest.raises(InvalidInputError, match="taken"):
            accounts.add_facilitator(store, name=name, password_hash="other", id="f3")
        assert len(store.facilitators()) == 2


@pytest.mark.parametrize("name", ["", "  ", "\u200b\u00ad", "An\x00na", "An\nna", "a" * 301])
def test_a_name_must_be_a_line_that_can_be_read(begin, name):
    with begin() as store, pytest.raises(InvalidInputError):
        accounts.add_facilitator(store, name=name, password_hash="hash", id="f3")


def test_the_password_hash_does_not_show(begin):
    with begin() as store:
        assert "hash" not in repr(accounts.facilitator_named(store, "Anna"))


def test_an_assembly_is_its_facilitator_s_alone(begin):
    with begin() as store:
        assert accounts.own_assembly(store, "a1", by="f1").title == "Climate"
        with pytest.raises(NotFoundError, match="no assembly 'a1'"):
            accounts.own_assembly(store, "a1", by="f2")
