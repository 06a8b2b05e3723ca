"""Before the pool: whom to write to, and who answers.

===============  =================================================================================
``register``     every address of a town, by area
``invitations``  how many letters go to each area, and the addresses that get one
``response``     how likely somebody like each volunteer was to answer
``volunteers``   how many letters bring enough volunteers for each quota
``binomial``     tails of the binomial distribution between two whole numbers
``journey``      from letter to seat: three chances, and their product
===============  =================================================================================

No optimisation comes in here: only lots, shares and tails.
"""
