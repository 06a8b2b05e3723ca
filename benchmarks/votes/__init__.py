"""Counting votes, beside those who count them too.

===============  ==============================================================================
works            what is counted, by which rule, and by whom
instances        the files; ``electorates`` makes the voters up
ours.py          one work with ``deliberation``, a program in a process of its own
peers            the same with each peer, a program a peer; ``job`` is what all of them do
environments     where the peers live
table            what the runs say side by side
===============  ==============================================================================
"""
