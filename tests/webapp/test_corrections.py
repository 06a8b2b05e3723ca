"""A facilitator corrects the ledger by an entry, and by nothing else."""

import pytest

from deliberation.record.ledger import check_chain

PAGE = "/facilitator/a1/correct"


def ledger(app):
    with app.extensions["begin"].reading() as store:
        return store.ledger("a1")


def test_a_correction_is_a_new_entry_that_everybody_reads(app, anna, assembly, stranger):
    before = ledger(app)
    assert PAGE in anna.read("/facilitator/a1")
    assert '<option value="0">0: The assembly was begun: “Town assembly”.</option>' in (
        anna.read(PAGE)
    )
    sent = anna.post(PAGE, entry="0", reason=" The question named the <b>wrong</b> year ")
    assert sent.headers["Location"] == PAGE
    after = ledger(app)
    check_chain(after)
    assert after[:-1] == before
    assert after[-1].kind == "correction"
    assert after[-1].payload["entry"] == 0
    assert after[-1].payload["reason"] == "The question named the <b>wrong</b> year"
    said = "Entry 0 is corrected: The question named the &lt;b&gt;wrong&lt;/b&gt; year"
    assert said in stranger.read("/assemblies/a1/ledger")
    assert said in anna.read(PAGE)


@pytest.mark.parametrize(
    ("entry", "reason", "said"),
    [
        ("0", " ", "Fill this in."),
        ("0", "two\nlines", "Write this on one line."),
        ("0", "x" * 301, "at most 300 characters"),
        ("9999", "no such entry", "Choose one."),
        ("-1", "no such entry", "Choose one."),
        ("", "no such entry", "Choose one."),
    ],
)
def test_a_correction_that_says_nothing_or_of_nothing_is_handed_back(
    app, anna, assembly, entry, reason, said
):
    before = ledger(app)
    answer = anna.post(PAGE, entry=entry, reason=reason)
    assert answer.status_code == 400
    assert said in answer.text
    assert ledger(app) == before


def test_nobody_else_corrects_it(app, assembly, bo, stranger):
    before = ledger(app)
    assert bo.post(PAGE, entry="0", reason="mine").status_code == 404
    assert stranger.post(PAGE, entry="0", reason="mine").status_code in (302, 401, 403)
    assert ledger(app) == before
