"""Asks stvpoll (GPL-3) whom Scotland's rules elect: a program for its own environment."""

from job import TIE, Told, Vote, answer, one
from stvpoll.scottish_stv import calculate_scottish_stv

Ballots = list[tuple[tuple[str, ...], int]]


def load(vote: Vote) -> Ballots:
    """The rankings, and how often each was cast."""
    return [(tuple(order), times) for order, times in vote["ballots"]]


def scottish(ballots: Ballots, vote: Vote) -> Told:
    """Without a lot the peer stops where one has to be drawn."""
    names = tuple(vote["candidates"])
    elected = calculate_scottish_stv(
        names, ballots, vote["seats"], allow_random=False
    ).elected_as_tuple()
    return one(elected) if len(elected) == vote["seats"] else TIE


if __name__ == "__main__":
    answer(load, {"scottish_stv": scottish})
