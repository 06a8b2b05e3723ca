"""When members drop out: who they may be, and the list that makes up for it best.

======================  ==========================================================================
``drop_outs``           chances of dropping out, and scenarios of it by lot
``gaps``                what a panel lacks in each scenario, and kinds of people to fill it with
``filling``             who steps in, so that least is missed
``stand_ins``           how well a list makes up for drop-outs
``search``              the lists that miss the quotas least, with a bound on what any list misses
``optimal_alternates``  the best of them, in the order of the calls
======================  ==========================================================================

The list that every draw has anyway is ``alternates``, at the front; a second draw for free seats is
``replacement``.
"""
