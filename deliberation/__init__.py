"""Citizens' assemblies: choose a panel by lot, hold its votes, and show the working.

==================  =============================================================================
sortition           pools, quotas, fair lotteries over panels, the draw, alternates
voting              ballots, profiles and the rules that count them
names               when two names are one
papers              ballots on paper, in numbers
sentences           what is told, in English, with its parts kept for other languages
randomness          ``Lots``: chance from a public seed, the same for ever on every machine
retention           for how long an assembly keeps what it knows of people
needs               what members need at the sessions, apart from all the rest
urn                 sealed ballots: key shares, receipts, the board, the opening
solver              linear and integer programmes, for whoever asks: the only file that knows HiGHS
record, verify      the published bundle, and the stranger's checker that shares no code with us
lab                 made-up towns and electorates
figures             results to pictures
procedures          the steps of an assembly, each one transaction
io, store           files and the database, the only places that touch either
cli                 the command line
==================  =============================================================================

Nothing is computed or opened at import. ``webapp``, beside this package, is the porch.
"""

__version__ = "0.1.0"
