"""The server, in one process or several, started as an organiser starts it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Final

from benchmarks.casts.hall import KEY

ROOT: Final = Path(__file__).resolve().parents[2]
PATIENCE: Final = 60
PAGES: Final = ("-m", "deliberation.cli", "serve", "--port", "0")


class Served:
    """Processes that serve the same pages, each at a port of its own.

    Args:
        words: what each is started with, behind ``python``.
        folder: where they write what they say.
        processes: how many.
        before: what stands before ``python``, such as ``strace``.
        more: what is added to their environment.
    """

    def __init__(
        self,
        words: Sequence[str],
        folder: Path,
        *,
        processes: int = 1,
        before: Sequence[str] = (),
        more: Mapping[str, str] | None = None,
    ) -> None:
        self._command = [*before, sys.executable, *words]
        self._folder = folder
        self._more = dict(more or {})
        self.ports: list[int] = []
        self._processes: list[subprocess.Popen[bytes]] = []
        for number in range(processes):
            self._start(number)
        for number in range(processes):
            self.ports.append(self._port(number))

    def kill(self) -> None:
        """End all of them at once, without a word: kill -9."""
        self._signal(signal.SIGKILL)
        for process in self._processes:
            process.wait(PATIENCE)

    @property
    def alive(self) -> bool:
        """Whether all of them run."""
        return all(process.poll() is None for process in self._processes)

    @property
    def cpu(self) -> float:
        """The CPU seconds that they have taken so far."""
        ticks = 0
        for pid in _with_children(process.pid for process in self._processes):
            line = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
            ticks += int(line[11]) + int(line[12])
        return ticks / os.sysconf("SC_CLK_TCK")

    @property
    def memory(self) -> float:
        """The megabytes of memory that they hold together."""
        pages = 0
        for pid in _with_children(process.pid for process in self._processes):
            pages += int(Path(f"/proc/{pid}/statm").read_text().split()[1])
        return pages * os.sysconf("SC_PAGE_SIZE") / 1e6

    def __enter__(self) -> Served:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._signal(signal.SIGTERM)
        for process in self._processes:
            process.wait(PATIENCE)

    def _signal(self, which: signal.Signals) -> None:
        """Send it to all of them, through what they were started by."""
        for process in self._processes:
            with suppress(ProcessLookupError):
                os.killpg(process.pid, which)

    def _start(self, number: int) -> None:
        """Start one; what it says goes to a file."""
        kept = {k: v for k, v in os.environ.items() if not k.startswith("DELIBERATION_")}
        with self._output(number).open("wb") as output:
            process = subprocess.Popen(
                self._command,
                cwd=self._folder,
                env=kept | {"PYTHONPATH": str(ROOT), "DELIBERATION_SECRET_KEY": KEY} | self._more,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        self._processes.append(process)

    def _port(self, number: int) -> int:
        """The port that one has taken, once it listens there."""
        end = time.monotonic() + PATIENCE
        while not (found := re.search(r"Serving at http://[^:]+:(\d+)", self.said(number))):
            if self._processes[number].poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"it does not serve: {self.said(number)}")
            time.sleep(0.02)
        return int(found[1])

    def said(self, number: int) -> str:
        """Everything that one has said so far."""
        return self._output(number).read_text("utf-8")

    def _output(self, number: int) -> Path:
        return self._folder / f"output-{number}.txt"


def pages(database: str, folder: Path, *, workers: int = 1, **more: object) -> Served:
    """The pages on a *database*, as ``deliberation serve`` serves them.

    Args:
        workers: how many processes share each port.
    """
    words = [*PAGES, "--database", database, "--workers", str(workers)]
    return Served(words, folder, **more)  # type: ignore[arg-type]


def _with_children(pids: Iterable[int]) -> Iterator[int]:
    """Processes, and all that they have started."""
    for pid in pids:
        yield pid
        for thread in Path(f"/proc/{pid}/task").iterdir():
            yield from _with_children(map(int, (thread / "children").read_text().split()))
