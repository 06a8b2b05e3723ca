"""The format of the participatory budgeting library, Pabulib: one file of one vote on a budget.

============  ==============================================================================
``file``      ``PabulibFile``: a file as it stands, with every column
``reader``    ``read_pabulib``, ``parse_pabulib``: with every problem by line
``vote``      ``read_budget_vote``: only what a count needs, however long the file is
``votes``     a cell of votes as a ballot, and ballots as cells
``writer``    ``write_pabulib``, ``format_pabulib``, and ``pabulib_of`` a profile
============  ==============================================================================

Source: Faliszewski et al., "Participatory budgeting: data, tools, and analysis", IJCAI 2023, and
the description of the format at pabulib.org: a text in UTF-8 with the sections META, PROJECTS and
VOTES, each with a header, and cells between semicolons.
"""

from deliberation.io.pabulib.file import PabulibFile, Rows
from deliberation.io.pabulib.reader import parse_pabulib, read_pabulib
from deliberation.io.pabulib.vote import BudgetVote, parse_budget_vote, read_budget_vote
from deliberation.io.pabulib.writer import format_pabulib, pabulib_of, write_pabulib

__all__ = [
    "BudgetVote",
    "PabulibFile",
    "Rows",
    "format_pabulib",
    "pabulib_of",
    "parse_budget_vote",
    "parse_pabulib",
    "read_budget_vote",
    "read_pabulib",
    "write_pabulib",
]
