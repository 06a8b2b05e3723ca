"""The document of stage one: what it fixes, and what it keeps to itself."""

import json
from fractions import Fraction
from hashlib import sha256

from deliberation.record.canonical import digest, to_file
from deliberation.record.invitations import (
    encode_invitations,
    letters_commitment,
    register_digest,
)
from deliberation.sortition import Register, invite, letters_by_area

REGISTER = Register({"S": ["s1", "s2"], "N": ["n1", "n2", "n3"]}, {"n1": ["n1", "n4"]})
AREAS = letters_by_area(REGISTER.households, 3, factors={"S": Fraction(1, 2)})


def test_the_document_says_what_a_stranger_needs_to_choose_again():
    document = encode_invitations(REGISTER, invite(REGISTER, AREAS, seed="dice 1"))
    assert document["areas"][1] == {
        "area": "S",
        "households": 2,
        "adults": None,
        "factor": "1/2",
        "response": None,
        "letters": 1,
        "chance": "1/2",
    }
    assert (document["letters"], document["seed"]) == (3, "dice 1")
    lines = "N\x1fn1\x1fn4\nN\x1fn2\nN\x1fn3\nS\x1fs1\nS\x1fs2\n"
    assert document["digests"]["register"] == sha256(lines.encode()).hexdigest()
    assert document["commitment"] == letters_commitment(REGISTER, AREAS)
    assert document["commitment"] == digest(
        {
            "format": "deliberation invitations commitment 1",
            "areas": document["areas"],
            "register": document["digests"]["register"],
        }
    )


def test_no_address_stands_in_it():
    document = encode_invitations(REGISTER, invite(REGISTER, AREAS, seed="dice 1"))
    written = to_file(document).decode()
    assert json.loads(written) == document
    assert not any(f'"{id}"' in written for id in ("n1", "n2", "n3", "n4", "s1", "s2"))


def test_the_commitment_moves_with_everything_that_decides_and_with_no_seed():
    commitments = {
        letters_commitment(REGISTER, AREAS),
        letters_commitment(REGISTER, letters_by_area(REGISTER.households, 3)),
        letters_commitment(Register({"S": ["s1", "s3"], "N": ["n1", "n2", "n3"]}), AREAS),
    }
    assert len(commitments) == 3
    one, other = (
        encode_invitations(REGISTER, invite(REGISTER, AREAS, seed=f"dice {n}")) for n in (1, 2)
    )
    assert one["commitment"] == other["commitment"]
    assert one["digests"]["register"] == register_digest(REGISTER)
