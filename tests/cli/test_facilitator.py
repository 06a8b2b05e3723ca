"""One more facilitator, from the command line."""

import re

import pytest
from argon2 import PasswordHasher
from argon2.exceptions import VerifyMismatchError

from deliberation.cli import main
from deliberation.store import open_store


@pytest.fixture
def town(tmp_path, monkeypatch):
    """A folder to work in, and no other database."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DELIBERATION_DATABASE", raising=False)
    return tmp_path


def test_a_facilitator_is_let_in_by_the_passphrase_that_is_printed_and_kept_nowhere(
    town, capsys
) -> None:
    assert main(["facilitator", "Anna"]) == 0

    said = capsys.readouterr().out
    found = re.search(r"name: +Anna\n +passphrase: (([a-z2-9]{4}-){3}[a-z2-9]{4}) ", said)
    assert found
    with open_store("sqlite:///deliberation.db") as begin, begin() as store:
        (anna,) = store.facilitators()
    assert anna.name == "Anna"
    assert PasswordHasher().verify(anna.password_hash, found[1])
    with pytest.raises(VerifyMismatchError):
        PasswordHasher().verify(anna.password_hash, found[1][:-1])
    kept = b"".join(path.read_bytes() for path in town.iterdir())
    assert found[1].encode() not in kept


def test_a_name_that_is_taken_or_blank_is_refused(town, capsys) -> None:
    assert main(["facilitator", "Anna", "--database", "town.db"]) == 0
    assert main(["facilitator", " Anna ", "--database", "town.db"]) == 1
    assert main(["facilitator", " ", "--database", "town.db"]) == 1
    said = capsys.readouterr().err
    assert "the name 'Anna' is taken; choose another" in said
    with open_store("sqlite:///town.db") as begin, begin() as store:
        assert len(store.facilitators()) == 1
