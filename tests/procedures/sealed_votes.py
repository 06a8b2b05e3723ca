"""Steps of a sealed vote, as the tests of its way take them."""

from deliberation.procedures import decide, sealed
from deliberation.record.ledger import check_chain
from deliberation.urn import Split
from deliberation.voting import Ranking

ONCE = b"the form's own chance"


def prepare(begin, random_bytes, id="v1", split=Split.TWO_OF_TWO, by="f1"):
    with begin() as store:
        return sealed.prepare_urn(store, id, split=split, random_bytes=random_bytes, by=by)


def open_vote(begin, now, id="v1"):
    with begin() as store:
        decide.open_vote(store, id, by="f1", now=now)


def cast(begin, token, *order, once=ONCE, id="v1"):
    with begin() as store:
        return sealed.seal_and_cast(store, id, Ranking(order), token=token, once=once)


def close(begin, now, id="v1"):
    with begin() as store:
        decide.close_vote(store, id, by="f1", now=now)


def unseal(begin, shares, now, seed=None, id="v1", by="f1"):
    with begin() as store:
        return sealed.unseal_vote(store, id, shares, by=by, now=now, seed=seed)


def purge(begin, now, id="v1"):
    with begin() as store:
        sealed.purge_urn(store, id, by="f1", now=now)


def kinds(begin):
    with begin.reading() as store:
        entries = store.ledger("a1")
    check_chain(entries)
    return [entry.kind for entry in entries]
