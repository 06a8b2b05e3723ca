"""How fast the draw and the count are, beside their peers: measured, never promised.

=====================  ===========================================================================
sortition.py           ``python benchmarks/sortition.py`` runs a suite and prints the table
growth.py              ``python benchmarks/growth.py`` draws how the cost grows
voting.py              ``python benchmarks/voting.py`` counts votes; what it counts is in ``votes``
casting.py             ``python benchmarks/casting.py`` lets crowds cast; they are in ``casts``
opening.py             ``python benchmarks/opening.py`` opens and counts a hundred thousand ballots
instances              pools with quotas, by name; the same name gives the same pool
made_up, latent        the made-up ones; ``widen.py`` writes down which quotas had to give way
suites                 which instances go together
ours.py, peer.py       one solver on one instance, each a program in a process of its own
solvers                who draws, by name
peer_environment       a peer's own virtual environment, made on demand
measure, runs          starts those programs under a limit, writes down what came, takes it up
comparison, table      what the runs say side by side; ``markdown`` lays tables out
plot, page             the picture of growth, and numbers into a page of ``docs``
=====================  ===========================================================================

Nothing here is installed, and nothing in ``deliberation`` knows of it.
"""
