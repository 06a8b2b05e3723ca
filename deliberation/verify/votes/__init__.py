"""Votes, counted again by the page on rules: the doors are ``check_vote`` (of documents that have
their form, ``VOTE``) and, from a list of all ballots, ``recount``.

Read it in this order: ``vote`` (what a vote may say), ``evidence`` (what is shown of the ballots),
``count`` (totals, pairs, piles of papers), ``rated`` (scores and grades), ``approvals``.
"""

from .vote import VOTE, check_vote, recount

__all__ = ["VOTE", "check_vote", "recount"]
