"""Attacks by casting: at once, over and over, the same again, and while the vote is closed."""

import asyncio
import re
from collections.abc import Iterator
from functools import partial

from benchmarks.casts.hall import NAME, PASSWORD, VOTE
from benchmarks.casts.phones import FIELD, Answer, Phone
from deliberation.store import open_store
from tests.attacks.attempt import Attempt, attempt
from tests.attacks.site import Place, Site, a_site, ballot_of, send

RECEIPT = re.compile(r'<p class="code"[^>]*>(.*?)</p>', re.DOTALL)
TAG = re.compile(r"<[^>]*>|\s")
CLOSE = f"/facilitator/a1/votes/{VOTE}/close"


def all_of_them(place: Place, *, voters: int, times: int) -> Iterator[Attempt]:
    """The attacks by casting, on two processes that share a port."""
    with a_site(place, voters=voters, workers=2) as site:
        yield doubled(site, times)
        yield retried(site, times)
        yield revoted(site, 5 * times)
        yield closed(site)


def doubled(site: Site, times: int) -> Attempt:
    """Every voter sends *times* ballots at the same moment, each on a connection of its own."""
    sent = [(voter, number) for number in range(1, times + 1) for voter in range(len(site.voters))]
    phones = [site.another(voter) for voter, _ in sent]
    forms = [site.voters[voter].form | {"once": f"{n:032}"} for voter, n in sent]
    answers = site.at_once(
        [partial(send, *each) for each in zip(phones, forms, [n for _, n in sent], strict=True)]
    )
    hang_up(phones)
    found = site.in_urn()
    known = {ballot_of(number) for _, number in sent}
    return Attempt(
        f"posts at one moment leave a voter no ballot, or two ({site.place.name})",
        len(sent),
        sum(answer.status != 302 for answer in answers)
        + abs(len(found) - len(site.voters))
        + sum(ballot not in known for ballot in found.values()),
    )


def retried(site: Site, times: int) -> Attempt:
    """Every voter sends the same form *times* times at once, and asks for the receipt each time."""

    async def again(phone: Phone, form: dict[str, str]) -> str:
        await send(phone, form, 7)
        return await receipt(phone)

    tries = [voter for voter in range(len(site.voters)) for _ in range(times)]
    phones = [site.another(voter) for voter in tries]
    forms = [site.voters[voter].form for voter in tries]
    codes = site.at_once([partial(again, *each) for each in zip(phones, forms, strict=True)])
    hang_up(phones)
    pairs = {*zip(tries, codes, strict=True)}
    return Attempt(
        f"the same form sent again gets another receipt ({site.place.name})",
        len(tries),
        len(pairs) - len(site.voters),
    )


def revoted(site: Site, times: int) -> Attempt:
    """One voter casts again and again: one leaf, and the last ballot in it."""
    others = len(site.in_urn()) - 1

    def once() -> bool:
        answer = site.at_once([site.voters[0].again])[0]
        found = site.in_urn()
        kept = found[0] == ballot_of(site.voters[0].cast)
        return not (answer.status == 302 and kept and len(found) == others + 1)

    return attempt(
        f"a ballot cast again is not the one that counts ({site.place.name})",
        (once() for _ in range(times)),
    )


def closed(site: Site) -> Attempt:
    """The vote is closed while everybody casts: who has a receipt is counted, and nobody else.

    Everybody has a ballot in the urn from before; it counts where the new one is refused.
    """
    before = site.in_urn()
    accepted: dict[int, int] = {}
    refused: set[int] = set()
    clerk = site.runner.run(signed_in(site.served.ports[0]))

    async def cast(number: int) -> None:
        voter = site.voters[number]
        await asyncio.sleep(0)
        while (answer := await voter.again()).status == 302:
            accepted[number] = ballot_of(voter.receipted)
        assert answer.status == 409, answer
        refused.add(number)

    async def close() -> Answer:
        while len(accepted) < len(site.voters) // 2:
            await asyncio.sleep(0.001)
        return await clerk[0].post(CLOSE, clerk[1])

    steps = [close, *(partial(cast, number) for number in range(len(site.voters)))]
    answer = site.at_once(steps)[0]
    clerk[0].hang_up()
    assert answer is not None
    assert answer.status == 302, answer
    found, expected = site.in_urn(), before | accepted
    wrong = [number for number in found.keys() | expected if found.get(number) != expected[number]]
    return Attempt(
        f"a close among ballots miscounts the receipts ({site.place.name})",
        len(refused) + sum(voter.receipted for voter in site.voters),
        len(wrong) + abs(leaves(site) - len(expected)),
    )


def leaves(site: Site) -> int:
    """How many ballots the board of the closed vote shows."""
    with open_store(site.hall.url) as begin, begin.reading() as store:
        board = store.board(VOTE)
    assert board is not None
    return board.size


async def signed_in(port: int) -> tuple[Phone, dict[str, str]]:
    """The facilitator's browser, and the token that its forms hold."""
    phone = Phone(port)
    form = await token(phone, "/sign-in")
    answer = await phone.post("/sign-in", form | {"name": NAME, "password": PASSWORD})
    assert answer.status == 302, answer
    return phone, await token(phone, f"/facilitator/a1/votes/{VOTE}")


async def token(phone: Phone, path: str) -> dict[str, str]:
    """The hidden fields of a page."""
    return dict(FIELD.findall((await phone.get(path)).body))


async def receipt(phone: Phone) -> str:
    """The code of the receipt that a voter is shown."""
    page = await phone.get(f"/ballots/{VOTE}/cast")
    found = RECEIPT.search(page.body)
    assert found, page
    return TAG.sub("", found[1])


def hang_up(phones: list[Phone]) -> None:
    """Close all these connections."""
    for phone in phones:
        phone.hang_up()
