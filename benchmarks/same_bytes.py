"""Whether a lottery is the same to the byte where the floats beneath it are not.

    python benchmarks/same_bytes.py [NAME ...]

A processor with other instructions adds up in another order, and its exponentials differ in the
last digit. Each environment here makes this machine compute as such another one: the mathematics
of OpenBLAS, numpy and glibc as on older processors, other numbers of threads, other orders of
hashes, another language and clock. In each, every pool is drawn from by every objective, and the
whole documents are compared, the lottery and its certificate. ``floats`` says of an environment
whether any floats came out differently in it: only there the comparison shows anything.

What is printed last are the versions of the libraries and one digest of all documents: two
machines with the same versions print the same one.
"""

from __future__ import annotations

import hashlib
import json
import math
import os
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from fractions import Fraction
from functools import partial
from importlib.metadata import version
from pathlib import Path
from types import MappingProxyType
from typing import Final

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # this checkout, wherever it stands

import numpy as np

from benchmarks.instances import named
from benchmarks.ours import asked
from deliberation.errors import DeliberationError
from deliberation.record.canonical import to_file
from deliberation.record.certificate import encode_certificate
from deliberation.record.lottery import encode_lottery
from deliberation.sortition import OBJECTIVES, Lottery, Pool, Quotas, end_to_end

POOLS: Final = (
    "two_features_small",
    "lat_60_12_6_0_eq",
    "lat_60_12_6_1_0",
    "lat_60_12_6_2_0_households",
    "lat_60_12_8_0_0",
    "lat_120_20_8_0_0",
)
OLD_NUMPY: Final = {"NPY_DISABLE_CPU_FEATURES": "X86_V3,X86_V4,AVX512_ICL,AVX512_SPR"}
OLD_GLIBC: Final = {"GLIBC_TUNABLES": "glibc.cpu.hwcaps=-AVX,-AVX2,-FMA,-FMA4,-AVX512F"}
OLD_BLAS: Final = {"OPENBLAS_CORETYPE": "Prescott"}
ENVIRONMENTS: Final[Mapping[str, Mapping[str, str]]] = MappingProxyType(
    {
        "as it is": {},
        "another order, language and clock": {
            "PYTHONHASHSEED": "77",
            "LC_ALL": "POSIX",
            "TZ": "Asia/Kathmandu",
        },
        "one thread": {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"},
        "two threads": {"OMP_NUM_THREADS": "2", "OPENBLAS_NUM_THREADS": "2"},
        "OpenBLAS of 2004": OLD_BLAS,
        "OpenBLAS of 2013": {"OPENBLAS_CORETYPE": "Haswell"},
        "OpenBLAS of 2017": {"OPENBLAS_CORETYPE": "SkylakeX"},
        "numpy without vectors": OLD_NUMPY,
        "glibc without vectors": OLD_GLIBC,
        "everything old": OLD_BLAS | OLD_NUMPY | OLD_GLIBC | {"PYTHONHASHSEED": "123"},
    }
)
LIBRARIES: Final = ("numpy", "scipy", "highspy")


def main(names: Sequence[str]) -> int:
    """Print a row for each environment; 1 if any document differs."""
    first, differing = None, 0
    for label in ENVIRONMENTS:
        found = computed(label, names or POOLS)
        first = first or found
        documents = [job for job in first if job != "floats" and first[job] != found[job]]
        floats = "other" if found["floats"] != first["floats"] else "the same"
        print(f"{label:34} floats {floats:9} documents differing: {documents or 0}", flush=True)
        differing += len(documents)
    print(*(f"{library} {version(library)}," for library in LIBRARIES), "Python", sys.version)
    documents = [line for job, line in (first or {}).items() if job != "floats"]
    print("all documents", hashlib.sha256("\n".join(documents).encode()).hexdigest())
    return 1 if differing else 0


def computed(label: str, names: Sequence[str]) -> dict[str, str]:
    """What a process in this environment finds: a digest of the floats, and one for each job."""
    done = subprocess.run(
        [sys.executable, __file__, "--here", *names],
        env={**os.environ, **ENVIRONMENTS[label]},
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, str] = json.loads(done.stdout)
    return found


def here(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The same in this process."""
    yield "floats", _digest(repr(_floats()).encode())
    makers: dict[str, Callable[[Pool, Quotas], Lottery]] = {**OBJECTIVES}
    makers["end_to_end"] = _end_to_end
    for name in names:
        pool, quotas = asked(named(name).document())
        for objective, make in makers.items():
            yield f"{name} {objective}", _documents(pool, quotas, partial(make, pool, quotas))


def _end_to_end(pool: Pool, quotas: Quotas) -> Lottery:
    """Of the first feature, each value answers more rarely than the one before."""
    feature = pool.features[0]
    order = sorted({person.features[feature] for person in pool})
    ready = {p.id: Fraction(1, 10 + 7 * order.index(p.features[feature])) for p in pool}
    return end_to_end(pool, quotas, willingness=ready)


def _documents(pool: Pool, quotas: Quotas, make: Callable[[], Lottery]) -> str:
    """Digests of all that is written, or the words with which the objective was refused."""
    try:
        lottery = make()
    except DeliberationError as error:
        return f"refused: {error}"
    document = encode_lottery(pool, quotas, lottery)
    proof = encode_certificate(pool, quotas, lottery, commitment=document["commitment"])
    rest = repr((lottery.guarantee, sorted((lottery.optimum or {}).items())))
    written = [to_file(document), b"" if proof is None else to_file(proof), rest.encode()]
    return " ".join(map(_digest, written))


def _floats() -> list[float]:
    """Sums and exponentials whose last digits a machine is free to choose."""
    rows = np.random.default_rng(0).random((100, 100))
    solved = np.linalg.solve(rows, rows[0])
    exponentials = [math.exp(20 * x) for x in rows.ravel().tolist()]
    return [*(rows @ rows[0]), *solved, *np.exp(rows).ravel(), *exponentials]


def _digest(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


if __name__ == "__main__":
    if sys.argv[1:2] == ["--here"]:
        print(json.dumps(dict(here(sys.argv[2:]))))
    else:
        sys.exit(main(sys.argv[1:]))
