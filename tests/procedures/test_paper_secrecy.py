"""What somebody who copies the database finds of papers, before both have typed them and after."""

import pytest
from sqlalchemy import create_engine, text

from deliberation.assembly import Mode
from deliberation.errors import InvalidInputError
from deliberation.papers import Typist
from deliberation.procedures import decide, sealed
from deliberation.procedures.cards import slot_of, token_hash
from deliberation.procedures.paper import hand_out, open_box, paper_token, print_papers
from deliberation.procedures.typing import Written, type_in
from deliberation.urn import Split, open_entry
from deliberation.voting import Ranking
from tests.procedures.test_sealed_secrecy import dump, files

WRITTEN = [Written(Ranking(("boat", "bus"))), Written(Ranking(())), Written(None)]


@pytest.fixture
def once(busy, add_vote, members, random_bytes, now):
    """Three papers that were typed in once: codes, their tokens, members' tokens, shares."""
    add_vote(busy, candidates=["tram", "bus", "bike", "boat"], mode=Mode.SEALED)
    tokens = members(busy, 3)
    with busy() as store:
        codes = print_papers(store, "v1", count=3, random_bytes=random_bytes, by="f1")
        shares = sealed.prepare_urn(
            store, "v1", split=Split.TWO_OF_TWO, random_bytes=random_bytes, by="f1"
        )
        decide.open_vote(store, "v1", by="f1", now=now)
    papers = [paper_token(code, vote_id="v1") for code in codes]
    for token in tokens:
        with busy() as store:
            hand_out(store, "v1", token=token, by="f1")
    with busy() as store:
        open_box(store, "v1", by="f1")
    type_all(busy, papers, "Anne", random_bytes)
    return codes, papers, tokens, shares


def type_all(begin, papers, name, random_bytes) -> None:
    for paper, written in zip(papers, WRITTEN, strict=True):
        with begin() as store:
            type_in(
                store, "v1", written, paper=paper, typist=Typist("f1", name),
                random_bytes=random_bytes,
            )  # fmt: skip


def test_no_table_holds_a_code_or_what_a_paper_says(address, once, busy, random_bytes) -> None:
    codes, papers, _tokens, _shares = once
    for stage in ("once", "twice"):
        tables = dump(address)
        whole = "".join(tables.values())
        for secret in (*codes, *(code.replace("-", "") for code in codes), *papers):
            assert secret not in whole, stage
        assert '{"ranking"' not in whole, stage
        if stage == "once":
            type_all(busy, papers, "Bent", random_bytes)


def test_what_was_typed_once_opens_with_the_code_of_its_own_paper_only(address, once) -> None:
    """Whoever has the whole database tries every value in it, and the codes of other papers."""
    _codes, papers, tokens, _shares = once
    engine = create_engine(address)
    with engine.connect() as connection:
        entries = dict(connection.execute(text("SELECT paper, first FROM paper_entry")).all())
        known = connection.scalars(text("SELECT paper FROM paper")).all()
    engine.dispose()
    first = bytes(entries[token_hash(papers[0])])
    assert open_entry(first, token=papers[0], vote_id="v1", place=1).startswith(b'{"ranking"')
    for key in (*papers[1:], *tokens, *known, "v1"):
        with pytest.raises(InvalidInputError):
            open_entry(first, token=key, vote_id="v1", place=1)
    assert len({len(entry) for entry in entries.values()}) == 1, "blank and spoiled ones alike"


def test_no_table_joins_a_paper_to_a_member_or_to_a_card(address, once) -> None:
    """The papers and those who vote on one are two lists, in the order of their hashes."""
    _codes, papers, tokens, _shares = once
    tables = dump(address)
    slots = [slot_of(token, vote_id="v1") for token in tokens]
    hashes = [token_hash(paper) for paper in papers]
    assert tables["paper_voter"].count("'v1'") == len(slots)
    for name, table in tables.items():
        assert name == "paper_voter" or not [slot for slot in slots if slot in table], name
        assert name in ("paper", "paper_entry") or not [one for one in hashes if one in table], name


@pytest.mark.postgres
@pytest.mark.parametrize("address", ["postgres"], indirect=True)
def test_handing_out_a_paper_leaves_its_transaction_on_no_paper(address, once) -> None:
    engine = create_engine(address)
    with engine.connect() as connection:
        given = {*connection.scalars(text("SELECT xmin::text FROM paper_voter"))}
        for table in ("paper", "paper_entry", "card"):
            marks = connection.execute(text(f"SELECT xmin::text, xmax::text FROM {table}"))
            assert not given & {mark for row in marks for mark in row}, table
    engine.dispose()
    assert len(given) == 3


def test_after_the_purge_nothing_of_papers_is_left_but_how_many_there_were(
    address, once, busy, random_bytes, now
) -> None:
    _codes, papers, tokens, shares = once
    raw_before = dump(address)
    type_all(busy, papers, "Bent", random_bytes)
    with busy() as store:
        decide.close_vote(store, "v1", by="f1", now=now)
        sealed.unseal_vote(store, "v1", shares, by="f1", now=now)
        sealed.purge_urn(store, "v1", by="f1", now=now)
    assert busy.scrub()
    tables = dump(address)
    assert [tables[name] for name in ("paper", "paper_voter", "paper_entry")] == ["[]"] * 3
    planted = [token_hash(papers[0]), slot_of(tokens[0], vote_id="v1"), "Anne"]
    assert all(mark in "".join(raw_before.values()) for mark in planted), "found before"
    if address.startswith("sqlite"):
        raw = files(address)
        assert not [mark for mark in planted if mark.encode() in raw]
    with busy.reading() as store:
        assert (store.box("v1").counted, store.turnout("v1")) == (3, 3)
