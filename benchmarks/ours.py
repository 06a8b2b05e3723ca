"""Runs our own solver on one instance, in a process of its own.

A JSON job comes on the standard input and one JSON line goes to the standard output. The clock
starts before rows become a pool and stops when the lottery is there; then the lottery and its
certificate are written as documents, and the stranger's checker is timed on each: from the bytes of
the document to its last line.
"""

from __future__ import annotations

import gc
import json
import sys
import time
from fractions import Fraction
from importlib.metadata import version
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # this checkout, wherever it stands

import highspy  # noqa: F401  (imported before the clock starts)

from deliberation.record.canonical import to_file
from deliberation.record.certificate import encode_certificate
from deliberation.record.lottery import encode_lottery
from deliberation.sortition import OBJECTIVES, Lottery, Person, Pool, Quota, Quotas
from deliberation.verify.documents import read
from deliberation.verify.draws.certificate import check_certificate
from deliberation.verify.draws.lottery import check_lottery


def main() -> None:
    """One job in, one line out."""
    job = json.load(sys.stdin)
    began = time.process_time()
    pool, quotas = asked(job["instance"])
    lottery = OBJECTIVES[job["objective"]](pool, quotas)
    spent, memory = time.process_time() - began, peak_memory()
    optimum = lottery.optimum or lottery.marginals()
    chances = [optimum[person.id] for person in pool]
    answer: dict[str, Any] = {
        "cpu": spent,
        "memory_mb": memory,
        "chances": [round(float(chance), 10) for chance in chances],
        "lowest": str(min((chance for chance in chances if chance), default=Fraction(0))),
        "proven": proven(lottery),
        "panels": len(lottery.panels),
        "types": len({(p.household or "", *p.features.values()) for p in pool}),
        "version": version("deliberation"),
    }
    print(json.dumps(answer | checked(pool, quotas, lottery)), flush=True)


def asked(instance: dict[str, Any]) -> tuple[Pool, Quotas]:
    """The pool and the quotas of an instance."""
    homes = instance.get("households") or [None] * len(instance["people"])
    pool = Pool(
        tuple(
            Person(f"p{i}", dict(zip(instance["features"], values, strict=True)), home)
            for i, (values, home) in enumerate(zip(instance["people"], homes, strict=True))
        )
    )
    return pool, Quotas(instance["k"], tuple(Quota(*quota) for quota in instance["quotas"]))


def proven(lottery: Lottery) -> str:
    """Whether no lottery does better: ``yes``, ``believed`` of the solver, a gap, or nothing."""
    guarantee = lottery.guarantee
    if guarantee is None:
        return ""
    if guarantee.best:
        return "yes" if guarantee.proven else "believed"
    return "" if guarantee.gap is None else f"to {float(guarantee.gap):.0e}"


def checked(pool: Pool, quotas: Quotas, lottery: Lottery) -> dict[str, Any]:
    """How long the checker takes for the lottery, and then for the certificate, and what it says.

    A maximin or leximin lottery has a certificate; for others only the first is there. What finding
    them left in memory is cleared away before the clock starts: a stranger's checker would not have
    it.
    """
    document = encode_lottery(pool, quotas, lottery)
    commitment = document["commitment"]
    certificate = encode_certificate(pool, quotas, lottery, commitment=commitment)
    files = [to_file(document)] + ([] if certificate is None else [to_file(certificate)])
    gc.collect()
    began = time.process_time()
    read_files = {"lottery.json": read("lottery.json", files[0])}
    lines = [*check_lottery(read_files)]
    found: dict[str, Any] = {"lottery_cpu": time.process_time() - began}
    if certificate is not None:
        began = time.process_time()
        read_files["certificate.json"] = read("certificate.json", files[1])
        lines += check_certificate(read_files)
        found |= {"certificate_cpu": time.process_time() - began, "bytes": len(files[1])}
    return found | {"lines": lines}


def peak_memory() -> float:
    """The most memory that this process held, in MB; not that of the process that started it."""
    status = Path("/proc/self/status").read_text()
    return next(int(line.split()[1]) for line in status.splitlines() if "VmHWM" in line) / 1024


if __name__ == "__main__":
    main()
