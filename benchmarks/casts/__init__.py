"""Many people casting at once, against the pages as `deliberation serve` runs them.

===============  ==============================================================================
hall             an assembly with as many members as are wanted, and a vote that is open
postgres         a PostgreSQL of one's own, that can be killed and started again
served           the server, in one process or several
phones           what members do: get the ballot, send it, see the receipt
crowds           when they come, and how long each waited
costs            what one cast costs by itself
bare.py          an application that does nothing, to compare with
table            what came of it side by side
===============  ==============================================================================
"""
