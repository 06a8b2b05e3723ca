"""Whom we elect beside whom others elect, on random votes.

``votes``       random votes of four families, as plain lists that any program reads
``ours``        every outcome that our rules can come to
``peers``       programs for the peers' own environments, and which of them has which rule
``gregory``     a plain transferable vote, with and without the faults that peers have
``comparison``  what agrees, what differs, and for which known reason
"""
