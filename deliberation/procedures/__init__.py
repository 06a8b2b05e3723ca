"""The steps of an assembly: one step, one function, called inside one transaction.

=============  ==============================================================================
``accounts``   who signs in, and what each may do in an assembly
``team``       who has which role in it
``two_people`` what cannot be taken back, done by two
``living``     how far an assembly has come, for ``deliberation.life``
``copying``    an assembly made after another, without anybody who was in it
``archiving``  assemblies that are over: put away, and taken out again
``work``       background work: carried out, cancelled, never half kept
``recruit``    from a pool to what its quotas allow, to a lottery and its commitment
``populating`` the population beside which the pool and the panel are shown
``drawing``    from a commitment to a panel: announcement, numbers on the tickets, draw
``replacing``  members who withdraw, and the draw that fills their seats
``cards``      the codes on voting cards: typed by hand, checked, turned into tokens
``terms``      what a vote may ask, and what a ballot in it may say
``suggesting`` questions that wait for a facilitator
``present``    how many are present at a vote: who has checked in when it is opened
``decide``     votes: made, opened, closed, counted
``admitting``  cards handed out, joined with and revoked
``casting``    a ballot put into the slot of a card, and whether one is there
``revising``   one vote more on what a vote by support left open
``rehearsing`` a vote tried with members who are made up, and whose ballots ``made_up`` writes
``sealed``     the same with sealed ballots: keys, receipts, the opening, the purge
``electing``   a board on a short way: no draw, one sealed vote
``counting``   what follows from the ballots of a closed vote
``listing``    ballots beside cards or phrases, where the mode of a vote publishes that
``meeting``    sessions and their agendas: planned, changed
``conducting`` a session under way: on to the next item, a line for everybody
``arriving``   who is at a session, of how many
``speaking``   who wants to speak, who has the floor, for how long
``retaining``  what is kept of people, until when, and deleting what is due
``coworkers``  the same of those who work on an assembly
``erasing``    a person, without a trace; and what is kept of one
``forgetting`` a name wherever it stands; words that may be it, by their ``endings``
``deleting``   an assembly of which nothing is public
``erasures``   the list of the erased, which no restored backup brings back
``own_data``   what is kept under a card, for its holder
``needing``    what members need at the sessions
``pools``      a pool after somebody was erased from it
``noting``     what each step puts on the ledger
``publish``    the documents for a stranger who checks
``backups``    a whole database into a file, and back
=============  ==============================================================================

Each function takes the open ``Store`` first; who (``by``), when (``now``) and chance
(``random_bytes``, a public ``seed``) are arguments. No clock, no global chance, no request and no
SQL come in here.
"""
