"""The page of rules and properties says what the engine answers today, and agrees with others."""

import pytest

from benchmarks import matrix
from benchmarks import properties as command
from deliberation.voting import RULES
from deliberation.voting.properties import PROPERTIES, THEOREMS, Counterexample

KNOWN = command.read()
FOUND = KNOWN.found
DEFINED = {
    (rule.__name__, property.__name__)
    for table in matrix.TABLES
    for rule in table.rules
    for property in table.properties
    if matrix.defined(rule, property.__name__)
}

COLUMNS = [
    "monotonicity",
    "condorcet_winner",
    "majority",
    "condorcet_loser",
    "-",
    "mutual_majority",
    "smith",
    "isda",
    "liia",
    "clones",
    "reversal_symmetry",
    "participation",
    "later_no_harm",
    "later_no_help",
]
COMPARED = {
    "schulze": "YYYYYYYYNYYNNN",
    "ranked_pairs": "YYYYYYYYYYYNNN",
    "kemeny_young": "YYYYYYYYYNYNNN",
    "copeland": "YYYYYYYYNNYNNN",
    "nanson": "NYYYYYYNNNYNNN",
    "irv": "NNYYYYNNNYNNYY",
    "borda": "YNNYYNNNNNYYNY",
    "baldwin": "NYYYYYYNNNNNNN",
    "bucklin": "YNYNYYNNNNNNNY",
    "plurality": "YNYNNNNNNNNYYY",
    "two_round": "NNYYYNNNNNNNYY",
    "coombs": "NNYYYYNNNNNNNN",
    "minimax": "YYYNNNNNNNNNNN",
    "dodgson": "NYYNNNNNNNNNNN",
}
"""Wikipedia's comparison of Schulze's method with others, as infogalactic.com has it. One column is
of participation and consistency together."""


@pytest.mark.parametrize("found", FOUND.values(), ids=lambda one: f"{one.rule}-{one.breaks}")
def test_the_engine_still_breaks_what_the_page_says(found: Counterexample) -> None:
    rule = RULES[found.rule]
    again = PROPERTIES[found.breaks](rule, found.profile, seats=found.seats, **found.options)
    assert again == found


def test_the_pages_are_those_that_the_command_writes() -> None:
    written = (command.REFERENCE / "properties.md").read_text("utf-8")
    assert written == matrix.page(FOUND, KNOWN.asked)
    written = (command.REFERENCE / "counterexamples.md").read_text("utf-8")
    assert written == matrix.counterexamples(FOUND)


def test_every_cell_has_a_counterexample_or_was_asked_about_many_profiles() -> None:
    assert FOUND.keys() | KNOWN.asked.keys() == DEFINED
    assert not FOUND.keys() & KNOWN.asked.keys()
    assert min(KNOWN.asked.values()) >= min(matrix.TRIES.values())


def test_committees_from_approvals_have_no_open_cell() -> None:
    cells = {cell for cell in DEFINED if cell[1] in matrix.FROM_APPROVALS}
    assert cells <= FOUND.keys() | THEOREMS.keys()


def test_no_theorem_has_a_counterexample() -> None:
    assert not THEOREMS.keys() & FOUND.keys()
    assert THEOREMS.keys() <= DEFINED


@pytest.mark.parametrize("rule", COMPARED)
def test_a_published_comparison_says_the_same(rule: str) -> None:
    for name, kept in zip(COLUMNS, COMPARED[rule], strict=True):
        cell = rule, name
        if cell in DEFINED:
            assert (cell in THEOREMS, cell in FOUND) == (kept == "Y", kept == "N"), name
    assert ((rule, "consistency") in THEOREMS) == ((rule, "participation") in THEOREMS)
