"""Votes, counted again by the page on rules: the doors are ``check_vote`` (of documents that have
their form, ``VOTE``) and, from a list of all ballots, ``recount``.

Read it in this order: ``vote`` (what a vote may say), ``evidence`` (what is shown of the ballots),
``ties``; and then only the file of the rule that you want to check: ``pairs`` (rules that compare
pairs), ``rounds`` (papers on piles), ``rated`` (scores and grades) or ``approvals``.
"""

from .vote import VOTE, check_vote, recount

__all__ = ["VOTE", "check_vote", "recount"]
