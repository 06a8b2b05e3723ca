"""Reading the reports of two independent programs, droop and stv-rs, which share a format."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path

HELD = re.compile(r"\t(?:Elected|Pending|Hopeful|Defeated): +(.+) \(([-\d./]+)\)")
NUMBER = re.compile(r"\t([A-Z][a-z ]+): ([-\d./]+)")


@dataclass
class Action:
    """One line that begins with Action, and the table below it."""

    round: int
    text: str
    totals: dict[str, Fraction] = field(default_factory=dict)
    numbers: dict[str, Fraction] = field(default_factory=dict)

    @property
    def names(self) -> list[str]:
        return self.text.partition(": ")[2].split(", ")


def actions(report: Path) -> Iterator[Action]:
    """The actions of a report; those defeated before stand in one line, with nothing."""
    number, action = 0, None
    for line in report.read_text(encoding="utf-8").splitlines():
        if begun := re.match(r"Round (\d+):", line):
            number = int(begun[1])
        elif line.startswith("Action: "):
            if action:
                yield action
            action = Action(number, line.removeprefix("Action: "))
        elif action and (held := HELD.fullmatch(line)):
            action.totals[held[1]] = Fraction(held[2])
        elif action and (found := NUMBER.fullmatch(line)):
            action.numbers[found[1]] = Fraction(found[2])
    if action:
        yield action


def elected(report: Path) -> set[str]:
    """Everybody elected at the end."""
    final = report.read_text(encoding="utf-8").split("Action: Count Complete")[1]
    return set(re.findall(r"^\tElected: +(.+) \(", final, re.MULTILINE))
