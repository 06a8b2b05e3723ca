"""The two checkers agree on whatever the fuzzer of the attacks makes to reach new lines."""

from pathlib import Path
from random import Random

from tests.attacks import readers
from tests.attacks.fuzzing import explore
from tests.second_verifier.test_agreement import agree


def test_both_say_the_same_of_what_the_fuzzer_makes(tmp_path: Path) -> None:
    made: list[bytes] = []

    def keep(documents: readers.Documents) -> bool:
        made.append(readers.packed(documents))
        return readers.escapes(lambda: readers.verify.check(made[-1]))

    failed = explore(
        keep,
        [readers.sealed_one(), *readers.listed_ones(), readers.drawn_one()],
        readers.changed_documents,
        tries=250,
        within=readers.WITHIN,
        chance=Random(6),
    )
    assert not any(failed)
    assert {*agree(made, tmp_path)} == {True, False}
