"""The same pool and quotas give the same bytes on machines whose floats are not the same.

``benchmarks/same_bytes.py`` has more environments and more pools.
"""

import os
import platform

import pytest

from benchmarks.same_bytes import computed

POOLS = ["lat_60_12_6_2_0_households", "lat_60_12_8_0_0"]  # in the second, no walk reaches its aim


@pytest.fixture(scope="module")
def found():
    """What processes in these environments find."""
    labels = ["as it is", "another order, language and clock", "one thread", "everything old"]
    return {label: computed(label, POOLS) for label in labels}


def test_every_document_of_every_objective_is_the_same_in_every_environment(found):
    documents = [{k: v for k, v in of.items() if k != "floats"} for of in found.values()]
    assert len(documents[0]) == 7 * len(POOLS)
    assert all(of == documents[0] for of in documents)


def test_all_but_the_greedy_draw_and_counting_have_a_lottery_to_compare(found):
    refused = {job for job, of in found["as it is"].items() if of.startswith("refused")}
    assert refused <= {f"{POOLS[1]} greedy", f"{POOLS[1]} max_entropy"}


@pytest.mark.skipif(
    platform.machine() != "x86_64" or platform.libc_ver()[0] != "glibc",
    reason="only glibc on x86-64 can be told to leave out instructions",
)
@pytest.mark.skipif(
    bool({"OPENBLAS_CORETYPE", "NPY_DISABLE_CPU_FEATURES", "GLIBC_TUNABLES"} & {*os.environ}),
    reason="this process leaves out instructions itself",
)
def test_where_everything_is_old_floats_differ_so_that_the_comparison_shows_something(found):
    assert found["everything old"]["floats"] != found["as it is"]["floats"]
