"""The words of the sheet for the room of the draw, by language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from deliberation.figures.sheet_arabic import ARABIC
from deliberation.figures.sheet_danish import DANISH
from deliberation.figures.sheet_polish import POLISH
from deliberation.figures.sheet_turkish import TURKISH
from deliberation.figures.sheet_ukrainian import UKRAINIAN
from deliberation.figures.sheet_urdu import URDU

ENGLISH: Final[Mapping[str, str]] = {
    "title": "The public draw",
    "lead": (
        "A panel of {size} is drawn from {people} people. There are {tickets} tickets, each for "
        "a whole panel; one ticket is drawn, and the panel that it stands for is the panel."
    ),
    # what is fixed
    "fixed": "What is fixed already",
    "commitment": "Commitment",
    "commitment told": (
        "The commitment was published before any die was thrown. It is a digest of the people, "
        "the quotas and every panel with its tickets: if one of them were changed now, it would "
        "not fit. Compare it with the one that you wrote down."
    ),
    "announcement": "Announcement",
    "numbering source": "What numbers the tickets",
    "draw source": "What draws the ticket",
    "numbering seed": "Seed that numbered the tickets",
    "numbering default": "{dice}, thrown three times",
    # what is needed
    "needed": "What is needed",
    "dice 1": "one ten-sided die",
    "dice 2": "two ten-sided dice",
    "dice 3": "three ten-sided dice",
    "dice 4": "four ten-sided dice",
    "need dice": (
        "For this draw: {dice}, marked 0 to 9, each of another colour. A 0 is nought, not ten. "
        "One die thrown once for each digit will do."
    ),
    "need balls": (
        "Or numbered balls: ten alike, marked 0 to 9, in a bag that nobody can look into. One is "
        "drawn for each digit, shown, and put back before the next."
    ),
    "need table": "A cup, and a table with a rim that everybody can see, or a camera above it.",
    "need chair": "A chair, who says each step aloud before it is done.",
    "need thrower": "A thrower from the audience, whom nobody had chosen beforehand.",
    "need screen": (
        "A screen that everybody can see, with the page on which drand publishes its rounds."
    ),
    "see round": (
        "When the time of the round has come, two people open it, each on a device of their "
        "own, and read out the first and the last six digits of its randomness. Where they "
        "differ, both load it again."
    ),
    "paste round": (
        "All that drand publishes of the round is pasted. The program refuses any other round:"
    ),
    "need writers": "Two writers, who sit apart and do not see what the other writes.",
    # numbering
    "numbers first": "First step: numbers for the tickets",
    "say numbering": (
        "The chair reads out the commitment, and says: “Now the tickets get their numbers, by "
        "this: {source}. Nobody is drawn yet.”"
    ),
    "write seed": (
        "Both writers write on one line what everybody sees, of dice each digit with a space "
        "between. Dice are thrown by the rules of the draw below."
    ),
    "read seed": (
        "Both read out what they wrote, before any die is touched. Where they differ, everybody "
        "looks again."
    ),
    "type numbering": "Two people type it. If they do not type the same, the program refuses:",
    "print again": (
        "This sheet is printed or shown again: now it lists every ticket with its number. From "
        "here on the list is fixed."
    ),
    # by hand
    "the draw": "The draw",
    "say order": (
        "The chair says which colour is the first digit, which is the next, and so on, and both "
        "writers write it down."
    ),
    "say draw": (
        "The chair says: “What we throw now is the number of the ticket, from {first} to {last}. "
        "This throw counts.”"
    ),
    "throw": "The thrower shakes the cup and throws all dice at once.",
    "fallen": (
        "If a die falls off the table, leans, or lies on another, the chair says “This does not "
        "count” before any digit is read. All dice are thrown again. The same holds if a ball "
        "drops."
    ),
    "hands off": (
        "Nobody touches the dice. Both writers write down the digits and read them out. Where "
        "they differ, everybody looks at the dice again. Somebody takes a picture."
    ),
    "all count": "Every number from {first} to {last} is on one ticket: the first throw decides.",
    "beyond": (
        "Above {last} there is no ticket. Then the number is written down and crossed out, and "
        "all dice are thrown again. Nothing else is a reason to throw again."
    ),
    "find": (
        "The number is looked up in the list of tickets. The chair reads out the panel, and the "
        "codes of its members."
    ),
    "type by hand": (
        "Two people type the number. The program records the draw and puts the reserves in order:"
    ),
    # by lots
    "say lots": (
        "The chair says: “Now the ticket is drawn, by this: {source}. The first that comes counts.”"
    ),
    "type lots": (
        "Two people type it. The program leads from it to the number of the ticket, in a way "
        "that everybody can repeat:"
    ),
    # written in the room
    "minutes": "Written in the room",
    "order of the dice": "Order of the dice",
    "first writer": "First writer",
    "second writer": "Second writer",
    "crossed out": "Throws that did not count, and why",
    "number": "Number drawn",
    "panel drawn": "Panel",
    "signatures": "Signatures",
    # lists
    "tickets": "The tickets",
    "tickets told": (
        "Which panel each ticket stands for. The row gives the first digits, the column the "
        "last: ticket {example} is in the row {row}, column {column}, and stands for panel "
        "{panel}."
    ),
    "tickets from to": "Tickets {first} to {last}",
    "row": "Ticket",
    "row of": "{digits}_",
    "panels": "The panels",
    "panels told": (
        "Each panel with the numbers of its tickets and the codes of its {size} members."
    ),
    "panel": "Panel {number}",
    "everybody": "Everybody’s tickets",
    "everybody told": (
        "Each person’s code, their chance of a seat, and the numbers of the tickets that seat them."
    ),
    "no ticket": "no ticket",
}

SHEET: Final[Mapping[str, Mapping[str, str]]] = {
    "en": ENGLISH,
    "da": DANISH,
    "ar": ARABIC,
    "tr": TURKISH,
    "uk": UKRAINIAN,
    "pl": POLISH,
    "ur": URDU,
}
