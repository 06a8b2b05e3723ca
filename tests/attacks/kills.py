"""The server, the database, or both are killed (kill -9) while everybody casts, in rounds."""

import asyncio
from functools import partial
from random import Random

from tests.attacks.attempt import Attempt
from tests.attacks.site import Place, Site, Voter, a_site, ballot_of

GONE = (OSError, asyncio.IncompleteReadError)  # nobody answers any more


def killed(place: Place, *, voters: int, rounds: int, casts: int) -> Attempt:
    """In each round, *casts* ballots more are acknowledged, and then everything is killed.

    A ballot that was acknowledged is lost if neither it nor a later one of the same voter is in the
    urn when the server runs again; it is doubled if the urn holds more ballots than voters.
    """
    chance, tried, lost = Random(20), 0, 0
    with a_site(place, voters=voters) as site:
        for number in range(rounds):
            if not site.served.alive:
                site.restart()
            before = acknowledged(site)
            one_round(site, casts, chance.random() / 50, whom=number % 3)
            tried += acknowledged(site) - before
            found = site.in_urn()
            lost += sum(not holds(found.get(i), voter) for i, voter in enumerate(site.voters))
            lost += max(0, len(found) - voters)
    return Attempt(f"killed while all cast, a ballot is lost ({place.name})", tried, lost)


def one_round(site: Site, casts: int, later: float, *, whom: int) -> None:
    """Everybody casts until nobody answers; *whom*: 0 the server, 1 the database, 2 both."""
    enough = acknowledged(site) + casts
    server = whom != 1 or site.place.cluster is None
    database = site.place.cluster if whom else None

    async def kill() -> None:
        while acknowledged(site) < enough:
            await asyncio.sleep(0.001)
        await asyncio.sleep(later)
        if database is not None:
            database.kill()
        if server:
            site.served.kill()

    site.at_once([kill, *(partial(until_gone, voter) for voter in site.voters)])
    if database is not None:
        database.start()


def acknowledged(site: Site) -> int:
    """How many ballots were acknowledged so far, on all phones."""
    return sum(voter.acknowledged for voter in site.voters)


async def until_gone(voter: Voter) -> None:
    """Cast one ballot after the other until one is not acknowledged."""
    try:
        while (await voter.again()).status == 302:
            pass
    except GONE:
        voter.phone.hang_up()


def holds(found: int | None, voter: Voter) -> bool:
    """Whether a voter's slot holds the last ballot that was acknowledged, or the one sent after."""
    if found is None:
        return not voter.receipted
    return found in {ballot_of(number) for number in range(voter.receipted, voter.cast + 1)}
