"""Results to pictures: one function a figure, the same in notebook, page and report.

===========  ===================================================================================
chances      the chance of a seat, by group
pairs_table  the chance of a seat, by two values together
likeness     each group's share of the population, the pool and the panel
prices       what each quota costs the lowest chance, as listed by ``costs``
rounds       a count, round by round
flow         where the papers went between the rounds
totals       one total for each candidate, also below nought
spending     how many voters bought how many votes with their credits, and what that cost
grades       grades or answers as stacked bars, with the line that decides
budget       projects in the order of choice, up to the line where the money ends
published    all that is to be seen of a published vote
pairwise     candidates compared in pairs
..._table    the same numbers as rows, beside each of these
report       the public page of an assembly, one file, made from the published record
session_...  the report of one session: its agenda as it went, and the votes taken in it
draw_sheet   the sheet for the room of the draw: what is done, and whose every ticket is
qr           a QR code, from its modules
STYLE        the style sheet of the figures
ENGLISH      the words in them; a page that speaks another language passes ``words``
===========  ===================================================================================

The sheet with a share of an urn's key stands in ``figures.share_sheet``, and is not loaded here,
because it brings the urn's cryptography along.

A figure is SVG text with presentation attributes and classes only, so that it may stand inside a
page under a strict content security policy. No drawing library comes in here.
"""

from deliberation.figures.budget import Spent, budget, budget_table
from deliberation.figures.chances import chances, chances_table, in_order
from deliberation.figures.draw_sheet import draw_sheet
from deliberation.figures.flow import flow, flow_table
from deliberation.figures.grades import grades, grades_table
from deliberation.figures.likeness import likeness, likeness_table, likeness_told
from deliberation.figures.pairs import pairs_table, pairs_told
from deliberation.figures.pairwise import pairwise, pairwise_table
from deliberation.figures.prices import Cost, costs, prices, prices_table
from deliberation.figures.published import Picture, published
from deliberation.figures.qr import qr
from deliberation.figures.report import printed_report, report
from deliberation.figures.report_words import REPORT
from deliberation.figures.rounds import rounds, rounds_table
from deliberation.figures.session_report import printed_session_report, session_report
from deliberation.figures.sheet_words import SHEET
from deliberation.figures.spending import spending, spending_table
from deliberation.figures.style import STYLE
from deliberation.figures.table import Table
from deliberation.figures.totals import totals, totals_table
from deliberation.figures.words import ENGLISH

__all__ = [
    "ENGLISH",
    "REPORT",
    "SHEET",
    "STYLE",
    "Cost",
    "Picture",
    "Spent",
    "Table",
    "budget",
    "budget_table",
    "chances",
    "chances_table",
    "costs",
    "draw_sheet",
    "flow",
    "flow_table",
    "grades",
    "grades_table",
    "in_order",
    "likeness",
    "likeness_table",
    "likeness_told",
    "pairs_table",
    "pairs_told",
    "pairwise",
    "pairwise_table",
    "prices",
    "prices_table",
    "printed_report",
    "printed_session_report",
    "published",
    "qr",
    "report",
    "rounds",
    "rounds_table",
    "session_report",
    "spending",
    "spending_table",
    "totals",
    "totals_table",
]
