"""The database, and the only room that knows SQLAlchemy and SQL.

=================  ===========================================================================
``open_store``     connect once; the result begins a transaction each time it is called
``take_contents``  everything that a database keeps, for a backup; ``fill`` restores it
``Store``          one open transaction: verbs of the domain, values in and values out
``tables``         rows, which never leave
``codec``          values to rows and back
``found``          what was found out about quotas, to JSON and back
``words``          what a job says, with its parts
``assemblies``     verbs for facilitators and assemblies
``teams``          verbs for who has which role, and what is asked of a second person
``suggesting``     verbs for questions that wait for a facilitator
``recruiting``     verbs for pools, quotas, lotteries and background work
``population``     verbs for the shares of the population
``retaining``      verbs for how long things are kept, and what deletes them
``deleting``       verbs for deleting an assembly, and for who answers for its data
``needing``        verbs for what members need
``drawing``        verbs for announcements, numberings and draws
``deciding``       verbs for votes, cards and ballots
``sessions``       verbs for sessions, their agendas, and the line for everybody
``speaking``       verbs for who wants to speak, and who has spoken
``arriving``       verbs for who is at a session
``sealing``        verbs for urns, sealed ballots, boards and what came out
``papers``         verbs for ballots on paper, and who votes on one
``scrubbing``      overwriting what was deleted
``ledger``         verbs for the ledger, which grows and never changes
``together``       writers who share one commit
``condition``      in which condition a database is, changing nothing in it
``trouble``        what ails a database that refuses, as one error with its cause
``claims``         who is at work on a job, and whether that process lives
``engine``         SQLite and PostgreSQL made to behave alike
``keeping``        a database, whole: taken as plain values, and filled with such values
``shape``          which tables there are at a revision
``migrate``        bringing a database up to date; the revisions are in ``migrations``
=================  ===========================================================================

No rule of procedure comes in here, no clock and no chance: who may do what and when is decided in
``deliberation.procedures``.
"""

from deliberation.store.condition import Condition, examine
from deliberation.store.keeping import fill, require_shape, take_contents
from deliberation.store.store import Begin, Store, open_store

__all__ = [
    "Begin",
    "Condition",
    "Store",
    "examine",
    "fill",
    "open_store",
    "require_shape",
    "take_contents",
]
