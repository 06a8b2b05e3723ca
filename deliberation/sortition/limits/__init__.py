"""What quotas forbid, what that costs, and the least that has to change.

==============  ==================================================================================
``bounds``      quotas taken apart into single bounds, and which of these hold together
``conflicts``   the fewest that do not
``hitting``     the fewest things of which every set has one
``repairs``     the smallest widenings that make a panel possible
``presence``    who is on any panel at all
``locked_out``  who is not, by which bounds, and what would let them in
``prices``      what each quota costs the lowest chance
==============  ==================================================================================

``feasibility``, at the front, asks all of this and is what others use.
"""
