"""Attacks on the checker's readers: bundles and receipts that a fuzzer damages."""

import json
import sys
import traceback
from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from pathlib import Path
from random import Random
from typing import Any

from deliberation import verify
from deliberation.verify import BundleError
from deliberation.verify.receipts import FINE, MISSING, NOT_CLOSED, REPLACED, look_up
from tests.attacks.attempt import Attempt, attempt
from tests.attacks.fuzzing import explore
from tests.verify.conftest import all_documents, certified, reseal
from tests.verify.test_any_shape import OTHERS, archive_of, places
from tests.verify.test_boards import BOARD, on_the_ledger, sealed_vote
from tests.verify.test_ledger import entries_for, sealed
from tests.verify.test_listed import roll_call, with_phrases
from tests.verify.test_receipts import code_of

Documents = dict[str, Any]
WITHIN = Path(verify.__file__).parent
SOME = ("few", "irv-mixed", "stv-fractions", "star-mixed", "equal_shares_budget-shared")
SOME += ("majority_judgment-mixed", "support-mixed", "quadratic-mixed", "borda-mixed")


@cache
def sealed_one() -> Documents:
    """A sealed vote with its ledger."""
    return on_the_ledger(sealed_vote())


def listed_ones() -> list[Documents]:
    """A roll call, and a vote with phrases, with their ledgers."""
    return [roll_call(), with_phrases()]


def drawn_one() -> Documents:
    """A draw with its ledger."""
    whole = all_documents()
    drawn = {name: whole[name] for name in ("lottery.json", "draw.json")}
    return {"ledger.json": sealed([*entries_for(drawn)])} | drawn


def escapes(ask: Callable[[], Any]) -> bool:
    """Whether anything but one printable sentence comes out of the checker, and the right one.

    Where Python refuses to write a number, the checker speaks of digits; nothing here is so large.
    """
    try:
        ask()
    except BundleError as refused:
        return not f"{refused}".isprintable() or "too many digits" in f"{refused}"
    except Exception:  # noqa: BLE001 - that there is none is what is tried
        traceback.print_exc(file=sys.stderr)
        return True
    return False


def holds(data: bytes) -> bool:
    """Whether the checker takes *data* for a bundle that holds, or fails."""
    held = []
    return escapes(lambda: held.extend(verify.check(data))) or bool(held)


def bytes_of_bundles() -> Attempt:
    """Whatever byte of the file is changed, cut off, doubled or moved."""
    whole = packed(sealed_one())
    return attempt(
        "a bundle whose bytes a fuzzer changed holds, or fails the checker",
        explore(
            lambda data: data != whole and holds(data),
            [whole, packed({})],
            changed_bytes,
            tries=1200,
            within=WITHIN,
            chance=Random(1),
        ),
    )


def bytes_of_documents() -> Attempt:
    """Files that are no JSON, in an archive and with a manifest that fit them."""
    files = {name: canonical(document) for name, document in sealed_one().items()}
    return attempt(
        "a file of any bytes, packed as it must be, fails the checker",
        explore(
            lambda made: escapes(lambda: verify.check(archive_of(made))),
            [files],
            lambda made, _, chance: one_changed(made, chance),
            tries=500,
            within=WITHIN,
            chance=Random(2),
        ),
    )


def documents() -> Attempt:
    """Lotteries, draws, certificates and votes of any shape, whose digests the forger makes fit."""
    whole = all_documents()
    drawn = {name: whole[name] for name in ("lottery.json", "draw.json")}
    votes = [{f"votes/{name}.json": whole[f"votes/{name}.json"]} for name in SOME]
    return attempt(
        "a document that a fuzzer changed fails the checker",
        damage([drawn, certified(), *votes], tries=300, seed=3),
    )


def ledgers() -> Attempt:
    """Assemblies with a ledger that is cut, rearranged and changed, and then sealed again."""
    return attempt(
        "a ledger that a fuzzer rearranged and sealed again fails the checker",
        damage([sealed_one(), *listed_ones(), drawn_one()], tries=600, seed=5),
    )


def damage(seeds: list[Documents], *, tries: int, seed: int) -> Iterator[bool]:
    """Whether the checker failed at each of so many bundles, changed from the *seeds*."""
    return explore(
        lambda made: escapes(lambda: verify.check(packed(made))),
        seeds,
        changed_documents,
        tries=tries,
        within=WITHIN,
        chance=Random(seed),
    )


def codes_of_receipts() -> Attempt:
    """Codes of which a letter, or more, was changed, cut off, doubled or moved."""
    docs = sealed_one()
    pairs = [bytes.fromhex("".join(pair)) for pair in docs[BOARD]["entries"]]
    honest = [*map(code_of, pairs)]
    signed = (FINE, MISSING, REPLACED, NOT_CLOSED)

    def passes(code: str) -> bool:
        said = []
        failed = escapes(lambda: said.append(look_up(code, docs)))
        read = "".join(code.split()).upper() in honest
        return failed or (said[0] in signed and not read)

    return attempt(
        "a receipt that a fuzzer changed counts as signed, or fails the checker",
        explore(
            passes,
            honest,
            lambda code, queue, chance: changed_bytes(
                code.encode("utf-8", "surrogatepass"),
                [one.encode("utf-8", "surrogatepass") for one in queue],
                chance,
            ).decode("utf-8", "replace"),
            tries=3000,
            within=WITHIN,
            chance=Random(4),
        ),
    )


def changed_bytes(data: bytes, queue: list[bytes], chance: Random) -> bytes:
    """*data* after one to four random changes."""
    made = bytearray(data)
    for _ in range(chance.choice((1, 1, 2, 4))):
        start = chance.randrange(len(made) + 1)
        end = min(len(made), start + chance.choice((1, 2, 4, 30, 300)))
        other = chance.choice(queue)
        match chance.randrange(6):
            case 0:
                made[start:end] = bytes(byte ^ 1 << chance.randrange(8) for byte in made[start:end])
            case 1:
                made[start:end] = chance.randbytes(end - start)
            case 2:
                del made[start:end]
            case 3:
                made[start:start] = made[start:end]
            case 4:
                made[start:end] = other[start:end]
            case 5:
                del made[end:]
    return bytes(made)


def one_changed(files: dict[str, bytes], chance: Random) -> dict[str, bytes]:
    """The same with one file changed."""
    name = chance.choice([*files])
    return files | {name: changed_bytes(files[name], [*files.values()], chance)}


def packed(documents: Documents) -> bytes:
    """A bundle of *documents*, in whatever shape they are."""
    return archive_of({name: canonical(document) for name, document in documents.items()})


def canonical(document: Any) -> bytes:
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode() + b"\n"


def changed_documents(documents: Documents, queue: list[Documents], chance: Random) -> Documents:
    """*documents* after one to three changes, and sealed again where they can be."""
    made: Any = deepcopy(documents)
    for _ in range(chance.choice((1, 1, 2, 3))):
        if chance.randrange(4) == 0:
            rearrange(made, chance)
            continue
        path = chance.choice([path for path in places(made) if path] or [()])
        if not path:
            continue
        inside = made
        for step in path[:-1]:
            inside = inside[step]
        inside[path[-1]] = changed_value(inside[path[-1]], queue, chance)
    for again in (lambda: reseal(made), lambda: sealed(made["ledger.json"]["entries"])):
        try:
            again()
        except (KeyError, TypeError, AttributeError, IndexError, ValueError):
            continue
    return dict(made)


def rearrange(documents: Documents, chance: Random) -> None:
    """Take a file away; or cut the ledger off, or leave out, double or move one of its entries."""
    ledger = documents.get("ledger.json")
    entries = ledger.get("entries") if isinstance(ledger, dict) else None
    if not isinstance(entries, list) or not entries or chance.randrange(4) == 0:
        documents.pop(chance.choice([*documents, ""]), None)
        return
    place, other = chance.randrange(len(entries)), chance.randrange(len(entries))
    match chance.randrange(4):
        case 0:
            del entries[place:]
        case 1:
            del entries[place]
        case 2:
            entries.insert(other, deepcopy(entries[place]))
        case 3:
            entries.insert(other, entries.pop(place))


def changed_value(value: Any, queue: list[Documents], chance: Random) -> Any:
    """Something else in the place of *value*: like it, or from elsewhere."""
    if chance.randrange(3) == 0:
        elsewhere: Any = chance.choice(queue)
        for step in chance.choice([*places(elsewhere)]):
            elsewhere = elsewhere[step]
        return deepcopy(elsewhere)
    match value:
        case bool():
            return not value
        case int():
            return chance.choice((value + 1, value - 1, -value, 0, 1, 2**53 - 1, 2 * value))
        case str() if value:
            place = chance.randrange(len(value))
            return value[:place] + chance.choice("0a/ ,\u00f8-") + value[place + 1 :]
        case list() if value:
            place = chance.randrange(len(value))
            return chance.choice(
                (
                    [*value[:place], *value[place + 1 :]],
                    [*value, deepcopy(value[place])],
                    [*reversed(value)],
                    value[:place],
                )
            )
        case dict() if value:
            name = chance.choice([*value])
            return {key: one for key, one in value.items() if key != name}
    return deepcopy(chance.choice(OTHERS))
