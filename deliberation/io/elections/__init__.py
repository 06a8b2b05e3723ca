"""Files of ballots, in every format; the door to them is ``deliberation.io.ballots``.

===================  =========================================================================
``election``         ``Election``: the ballots of one vote, with what else their file says
``tables``           a table in one of two shapes; ``places`` and ``columns`` read them
``blt``              BLT
===================  =========================================================================

Beside them: ``lines`` and ``rows`` (equal rows of a file of any length together), ``names`` (what
cells stand for) and ``ranks`` (ranks below candidates).
"""
