"""Votes, counted again by the page on rules: the one door is ``check_vote``.

Read it in this order: ``vote`` (what a vote may say), ``evidence`` (what is shown of the ballots),
``count`` (totals, pairs, piles of papers), ``rated`` (scores and grades), ``approvals``.
"""

from .vote import check_vote

__all__ = ["check_vote"]
