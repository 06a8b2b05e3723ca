"""Files that organisers bring and take away: the only room that opens any.

===============  =============================================================================
``recruitment``  ``read_people_and_quotas``: both together, with the problems of both at once
``people``       ``read_pool``: people in CSV or .xlsx
``quotas``       ``read_quotas``: quotas in CSV or .xlsx
``registers``    ``read_register``, ``read_area_list``: millions of addresses, or areas
``rates``        ``read_responses``, ``read_groups``: how many letters are answered
``party_votes``  ``read_party_votes``: what seats are shared out by
``gifts``        ``read_gifts``, ``read_gift_groups``: what gifts are matched by
``valuations``   ``read_valuations``: what credits are best spent by
``ballots``      ``read_ballots``: ballots of every kind, in every format of ``elections``
``pabulib``      ``read_budget_vote``, ``write_pabulib``: votes on a budget
``panels``       ``write_panel``, ``write_alternates``: tables that a spreadsheet opens safely
``documents``    ``read_document``, ``write_document``: the JSON of ``deliberation.record``
``files``        bytes, read within a limit and written whole or not at all
===============  =============================================================================

``homes``, ``standings`` and ``answers`` read the cells about a person, ``quota_rows`` and
``seats`` those of a quota. ``tables`` finds a header and numbered rows in whatever a spreadsheet
wrote, with the help of ``delimited`` (CSV), ``workbooks`` (.xlsx), ``cells`` and ``limits``;
``long_tables`` reads row by row what is too long to hold. Nothing is decided here, and no database
comes in. Each ``parse_`` function does the same with the bytes of a file that was sent.

What stands here is loaded when it is first asked for, so that a count need not load the draw.
"""

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from deliberation.io.ballots import parse_ballots, read_ballots, read_blt
    from deliberation.io.elections.election import Election
    from deliberation.io.elections.writing import write_ballots, write_rctab
    from deliberation.io.people import parse_pool, read_pool
    from deliberation.io.quotas import parse_quotas, read_quotas
    from deliberation.io.recruitment import parse_people_and_quotas, read_people_and_quotas

__all__ = [
    "Election",
    "parse_ballots",
    "parse_people_and_quotas",
    "parse_pool",
    "parse_quotas",
    "read_ballots",
    "read_blt",
    "read_people_and_quotas",
    "read_pool",
    "read_quotas",
    "write_ballots",
    "write_rctab",
]

_FILES = {
    "ballots": ("parse_ballots", "read_ballots", "read_blt"),
    "elections.election": ("Election",),
    "elections.writing": ("write_ballots", "write_rctab"),
    "people": ("parse_pool", "read_pool"),
    "quotas": ("parse_quotas", "read_quotas"),
    "recruitment": ("parse_people_and_quotas", "read_people_and_quotas"),
}


def __dir__() -> list[str]:
    """Every name at the front."""
    return __all__


def __getattr__(name: str) -> object:
    """What is called *name*, from the file in which it stands."""
    for file, names in _FILES.items():
        if name in names:
            return getattr(import_module(f"{__name__}.{file}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
