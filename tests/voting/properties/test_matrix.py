"""The page of rules and properties says what the engine answers today, and agrees with others."""

import pytest

from benchmarks import properties as page
from deliberation.voting.properties import PROPERTIES, Counterexample
from deliberation.voting.properties.literature import KNOWN
from deliberation.voting.ranked import RULES

BY_NAME = {rule.__name__: rule for rule in RULES}
FOUND = page.read()


@pytest.mark.parametrize("found", FOUND.values(), ids=lambda one: f"{one.rule}-{one.breaks}")
def test_the_engine_still_breaks_what_the_page_says(found: Counterexample) -> None:
    rule = BY_NAME[found.rule]
    assert PROPERTIES[found.breaks](rule, found.profile, **found.options) == found


def test_the_pages_are_those_that_the_command_writes() -> None:
    written = (page.REFERENCE / "properties.md").read_text("utf-8")
    assert written == page.matrix(FOUND)
    written = (page.REFERENCE / "counterexamples.md").read_text("utf-8")
    assert written == page.counterexamples(FOUND)


def test_no_yes_of_the_literature_has_a_counterexample() -> None:
    assert not {cell for cell, kept in KNOWN.items() if kept} & FOUND.keys()
    assert {rule for rule, _ in KNOWN} <= BY_NAME.keys()
    assert {name for _, name in KNOWN} <= {*page.NAMES}


@pytest.mark.parametrize("rule", ["plurality", "borda", "two_round"])
def test_every_no_of_the_literature_about_the_classical_rules_has_one(rule: str) -> None:
    broken = {cell for cell, kept in KNOWN.items() if not kept and cell[0] == rule}
    assert broken
    assert broken <= FOUND.keys()
