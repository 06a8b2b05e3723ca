"""A proof may rest on that of a level before, and one that does so wrongly is found out."""

import json
from dataclasses import replace

import pytest

from benchmarks.instances import named
from deliberation.record.certificate import encode_certificate
from deliberation.record.draw import encode_draw
from deliberation.record.lottery import encode_lottery
from deliberation.sortition import Person, Pool, Quota, Quotas, draw, leximin
from deliberation.store.certificates import certificate_of, kept_certificate
from deliberation.verify import BundleError
from tests.verify.conftest import rested
from tests.verify.test_certificates import CERTIFICATE, FAIREST, LOTTERY, Forge, lines_about, put

RESTS = ("levels", 3, "ceiling")
SECOND_PLACE = [[1, "3"], [2, "5/2"], [3, "-1/2"], [4, "-2"], [5, "-1/2"], [10, "1/2"]]
FORGED_RESTS: dict[str, tuple[Forge, str]] = {
    "on itself": (put(*RESTS, "on", value=3), "level 4: it rests on a level that has no proof"),
    "on a level to come": (put(*RESTS, "on", value=4), "it rests on a level that has no proof"),
    "on none": (put(*RESTS, "on", value=-1), "it rests on a level that has no proof"),
    "on one that leaves more": (put(*RESTS, "on", value=0), "level 4: the proof leaves room"),
    "less than nought times": (put(*RESTS, "times", value="-2"), "does not rest on places"),
    "too seldom": (put(*RESTS, "times", value="1"), "level 4: the proof leaves room"),
    "half a time more": (put(*RESTS, "times", value="5/2"), "certificate.json"),
    "at a place that is none": (put(*RESTS, "own", 0, 0, value=2), "does not rest on places"),
    "at one place twice": (
        lambda certificate: certificate["levels"][3]["ceiling"]["own"].append([0, [{"rows": []}]]),
        "does not rest on places",
    ),
    "with a proof of its own that is none": (
        put(*RESTS, "own", 0, 1, value=[{"rows": []}]),
        "level 4: the proof leaves room",
    ),
    "with too little elsewhere": (
        put(*RESTS, "elsewhere", value=[{"rows": [[1, "2"]]}]),
        "level 4: the proof leaves room",
    ),
    "with nothing elsewhere": (put(*RESTS, "elsewhere", value=[]), "leaves a question open"),
    "with less than it proves": (put(*RESTS, "most", value="2"), "level 4: the proof leaves room"),
    "and has a proof as well": (
        lambda certificate: certificate["levels"][3]["ceiling"].update(proof=[{"rows": []}]),
        "does not hold exactly",
    ),
}


@pytest.mark.parametrize(("forge", "words"), FORGED_RESTS.values(), ids=FORGED_RESTS.keys())
def test_a_proof_that_rests_wrongly_on_an_earlier_one_is_named(forge: Forge, words: str) -> None:
    documents = rested()
    assert FAIREST in lines_about(documents)
    forge(documents[CERTIFICATE])
    with pytest.raises(BundleError) as error:
        lines_about(documents)
    assert words in str(error.value)


def test_where_every_place_has_a_proof_of_its_own_nothing_is_left_elsewhere() -> None:
    documents = rested()
    ceiling = documents[CERTIFICATE]["levels"][3]["ceiling"]
    ceiling["own"].append([1, [{"rows": [[1, "3"]]}]])
    ceiling["elsewhere"] = [{"rows": []}]
    with pytest.raises(BundleError, match="leaves room"):
        lines_about(documents)
    ceiling["own"][1] = [1, [{"rows": SECOND_PLACE}]]
    assert FAIREST in lines_about(documents)


@pytest.mark.parametrize(("name", "share"), [("lat_60_12_6_5_0", 1 / 2), ("lat_60_12_6_0_eq", 0)])
def test_the_levels_of_a_hard_pool_rest_on_one_proof_also_when_they_were_kept(
    name: str, share: float
) -> None:
    """Sixty people with six features: whole panels do not have the chances of fractional ones.

    In the second pool some levels have a proof of their own at every place of the one they rest on.
    """
    town = named(name)
    people = (
        Person(f"p{n:02}", dict(zip(town.features, answers, strict=True)))
        for n, answers in enumerate(town.people)
    )
    pool = Pool(tuple(people))
    quotas = Quotas(town.seats, tuple(Quota(*quota) for quota in town.quotas))
    lottery = leximin(pool, quotas)
    document = encode_lottery(pool, quotas, lottery)
    kept = certificate_of(json.loads(json.dumps(kept_certificate(lottery.certificate))))
    made, again = (
        encode_certificate(
            pool, quotas, replace(lottery, certificate=one), commitment=document["commitment"]
        )
        for one in (lottery.certificate, kept)
    )
    assert made == again
    ceilings = [level["ceiling"] for level in made["levels"] if level["ceiling"]]
    resting = [ceiling for ceiling in ceilings if "on" in ceiling]
    assert len(resting) > len(ceilings) * share
    assert len({ceiling["on"] for ceiling in resting}) == 1
    drawn = encode_draw(document, draw(lottery, seed="dice 1"))
    lines = lines_about({LOTTERY: document, CERTIFICATE: made, "draw.json": drawn})
    assert any(f"proven at {len(made['levels'])} levels" in line for line in lines)
