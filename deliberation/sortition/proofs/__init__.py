"""Why no lottery does better, as data that a small program checks.

===============  =================================================================================
``trees``        questions, and what rows are multiplied by: followed and put together
``ceiling``      what no panel's members can weigh together, with the proof as a tree
``questions``    what a panel must outweigh, put to a linear programme
``choosing``     which type is asked about next
``sums``         the proof at a leaf: rows, multiplied and added up
``search``       a heavier panel, or the proof that there is none
``heavier``      the same, asked in floats
``touching``     the panels that weigh all that a ceiling allows
``spots``        places where tight rows leave a single panel
``resting``      ceilings for the levels after one that is proven
``shown``        what proofs show, without putting them together
``certificate``  the levels of a lottery, each with its ceiling
``leaving_out``  panels without types that are on none, and their proofs said of all types
``guarantee``    what is attained, what cannot be surpassed, and what that rests on
===============  =================================================================================
"""
