"""Files of ballots, in every format; the door to them is ``deliberation.io.ballots``.

===================  =========================================================================
``election``         ``Election``: the ballots of one vote, with what else their file says
``tables``           a table in one of two shapes; ``places`` and ``columns`` read them
``blt``              BLT
``preflib``          PrefLib: soc, soi, toc, toi, cat
``abif``             ABIF
``rctab`` ``cdf``    configurations of RCTab; cast vote records in the common data format
``dominion``         cast vote records as Dominion exports them
``dominion_folder``  the same as a folder of JSON files
``writing``          ``write_ballots``, ``write_rctab``: all of it as files
``record_writing``   ``write_dominion_folder``, and the common data format
``record_tables``    ``write_dominion_table``, ``write_ess_table``
===================  =========================================================================

Beside them: ``lines`` and ``rows`` (equal rows of a file of any length together), ``names`` (what
cells stand for), ``ranks`` (ranks below candidates), ``papers`` (what a text lists) and
``contests`` (which of several is meant).
"""
