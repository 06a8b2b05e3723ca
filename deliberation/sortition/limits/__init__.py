"""What quotas forbid, what that costs, and the least that has to change.

==============  ==================================================================================
``bounds``      quotas taken apart into single bounds, and which of these hold together
``elastic``     a panel that keeps some of them, or which of these leave none
``conflicts``   the fewest that do not hold together
``hitting``     the fewest things of which every set has one
``breaking``    the panel that breaks quotas least
``repairs``     the smallest widenings that make a panel possible
``freeing``     the smallest widening that lets somebody in
``presence``    who is on any panel at all
``locked_out``  who is not, by which bounds, and what would let them in
``prices``      what each quota costs the lowest chance
==============  ==================================================================================

``feasibility``, at the front, asks all of this and is what others use.
"""
