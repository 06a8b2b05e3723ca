"""The certificate as a document: in numbers that a stranger comes to as well."""

from dataclasses import replace
from fractions import Fraction

import pytest

from deliberation.errors import InvalidInputError
from deliberation.record.bundle import bundle, unbundle
from deliberation.record.ceiling import (
    decode_ceiling,
    decode_proof,
    encode_ceiling,
    encode_proof,
    fraction_of,
    fraction_text,
)
from deliberation.record.certificate import encode_certificate
from deliberation.record.draw import encode_draw
from deliberation.record.lottery import encode_lottery
from deliberation.sortition import Person, Pool, Quota, Quotas, Standing, draw, leximin, nash
from deliberation.sortition.proofs.ceiling import Ceiling, Joint
from deliberation.sortition.proofs.trees import Branch, Leaf

POOL = Pool(
    (
        Person("d", {"sex": "w"}, "h"),
        Person("c", {"sex": "m"}, "h"),
        Person("b", {"sex": "m"}),
        Person("a", {"sex": "m"}, None, Standing.IN),
        Person("e", {"sex": "m"}, None, Standing.OUT),
        Person("f", {"sex": "m"}),
    )
)
QUOTAS = Quotas(2, (Quota("sex", "w", 0, 1), Quota("sex", "m", 1, 2)))


@pytest.fixture(scope="module")
def lottery():
    return leximin(POOL, QUOTAS, tickets=12)


@pytest.fixture
def document(lottery):
    return encode_lottery(POOL, QUOTAS, lottery)


@pytest.fixture
def certificate(lottery, document):
    return encode_certificate(POOL, QUOTAS, lottery, commitment=document["commitment"])


def test_types_stand_by_their_first_member_and_levels_rise(certificate):
    assert certificate["format"] == "deliberation certificate 1"
    assert certificate["types"] == [["a"], ["b", "f"], ["c"], ["d"], ["e"]]
    assert [(level["chance"], level["types"]) for level in certificate["levels"]] == [
        ("0", [4]),
        ("1/4", [1, 2, 3]),
        ("1", [0]),
    ]
    assert all([0, 1] in panel["members"] for panel in certificate["panels"])
    assert sum(Fraction(panel["weight"]) for panel in certificate["panels"]) == 1


def test_that_somebody_must_be_in_or_out_needs_no_multiplier(certificate):
    """Rows are the size, two quotas, and homes by type: none stands for a standing."""
    proofs = [level["ceiling"]["proof"] for level in certificate["levels"] if level["ceiling"]]
    rows = [r for proof in proofs for node in proof for r, _ in node["rows"]]
    assert {*rows} <= {0, 1, 2, 3 + 2}


def test_weights_are_the_smallest_whole_numbers(lottery):
    level = lottery.certificate.levels[1]
    scaled = Ceiling(
        tuple(w * Fraction(1, 7) for w in level.ceiling.weights),
        level.ceiling.most / 7,
        Leaf({r: y * Fraction(1, 7) for r, y in level.ceiling.proof.multipliers.items()}),
    )
    levels = [*lottery.certificate.levels]
    levels[1] = replace(level, ceiling=scaled)
    changed = replace(lottery, certificate=replace(lottery.certificate, levels=tuple(levels)))
    same = [encode_certificate(POOL, QUOTAS, one, commitment="") for one in (lottery, changed)]
    assert same[0] == same[1]


def test_a_lottery_without_a_certificate_has_no_document():
    assert encode_certificate(POOL, QUOTAS, nash(POOL, QUOTAS), commitment="") is None


def test_another_pool_is_refused(lottery):
    with pytest.raises(InvalidInputError, match="another pool"):
        encode_certificate(Pool(POOL.people[1:]), QUOTAS, lottery, commitment="")


def test_it_stands_in_the_bundle_after_the_lottery(lottery, document, certificate):
    record = encode_draw(document, draw(lottery, seed="dice 1"))
    documents = unbundle(bundle("", lottery=document, certificate=certificate, draw=record))
    names = ["manifest.json", "lottery.json", "certificate.json", "draw.json"]
    assert [*documents] == names
    assert documents["certificate.json"] == certificate


def test_a_bundle_refuses_a_certificate_that_is_not_its_lotterys(lottery, document, certificate):
    record = encode_draw(document, draw(lottery, seed="dice 1"))
    other = certificate | {"commitment": "0" * 64}
    with pytest.raises(InvalidInputError, match="another lottery"):
        bundle("", lottery=document, certificate=other, draw=record)
    with pytest.raises(InvalidInputError, match="another lottery"):
        bundle("", certificate=certificate)


def test_a_certificate_is_not_published_where_answers_are_withheld(lottery, certificate):
    hidden = encode_lottery(POOL, QUOTAS, lottery, salt="s" * 32, publish_people=False)
    record = encode_draw(hidden, draw(lottery, seed="dice 1"))
    same = certificate | {"commitment": hidden["commitment"]}
    with pytest.raises(InvalidInputError, match="who answered alike"):
        bundle("", lottery=hidden, certificate=same, draw=record)


LONG = Fraction(3**20_000, 2**20_000)


@pytest.mark.parametrize("fraction", [Fraction(0), Fraction(-7), Fraction(-2, 3), LONG])
def test_a_fraction_comes_back_from_its_text(fraction):
    assert fraction_of(fraction_text(fraction)) == fraction


def test_a_proof_comes_back_from_its_nodes():
    leaves = [Leaf({0: Fraction(1, 2), 3: Fraction(-2)}), Leaf({}), Leaf({1: LONG})]
    proof = Branch(2, 1, Branch(0, 0, leaves[0], leaves[1]), leaves[2])
    nodes = encode_proof(proof)
    assert [[*node] for node in nodes] == [["type", "most"]] * 2 + [["rows"]] * 3
    assert decode_proof(nodes) == proof
    ceiling = Ceiling((Fraction(1), Fraction(-1, 3)), Fraction(5, 7), proof)
    assert decode_ceiling(encode_ceiling(ceiling)) == ceiling


def test_a_proof_that_rests_on_another_is_kept_as_what_it_adds():
    """The base weighs type 0 alone; what rests on it weighs type 1 and type 0 three times more."""
    base = Ceiling((Fraction(1), Fraction(0)), Fraction(1), Branch(0, 0, Leaf({}), Leaf({1: 1})))
    joint = Joint(base, 3, {1: Leaf({2: Fraction(1, 2)})}, Leaf({0: 1}))
    resting = Ceiling((Fraction(3), Fraction(1)), Fraction(5), joint)
    alone, beside = encode_ceiling(resting), encode_ceiling(resting, [None, base])
    assert alone.keys() == {"weights", "most", "proof"}
    assert (beside["on"], beside["times"], len(beside["own"])) == (1, "3", 1)
    again = decode_ceiling(beside, [None, base])
    assert again == resting
    assert again.proof == decode_ceiling(alone).proof
