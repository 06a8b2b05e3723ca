"""``deliberation serve``, run as an organiser runs it."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PATIENCE = 60


def command(*words: str) -> list[str]:
    return [sys.executable, "-m", "deliberation.cli", "serve", *words]


def environment(**more: str) -> dict[str, str]:
    kept = {k: v for k, v in os.environ.items() if not k.startswith("DELIBERATION_")}
    return kept | {"PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"} | more


def refused(folder: Path, *words: str, **more: str) -> str:
    """What is said where serving is not possible."""
    done = subprocess.run(
        command(*words), cwd=folder, env=environment(**more), capture_output=True, text=True,
        timeout=PATIENCE, check=False,
    )  # fmt: skip
    assert done.returncode == 1, done
    assert "Traceback" not in done.stderr
    assert done.stdout == ""
    return done.stderr


class Served:
    """A server that answers."""

    def __init__(self, folder: Path, *words: str) -> None:
        self.output = folder / "output.txt"
        with self.output.open("w") as output:
            self.process = subprocess.Popen(
                command("--port", "0", *words), cwd=folder, env=environment(), stdout=output,
                stderr=subprocess.STDOUT,
                preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_IGN),  # as `&` does
            )  # fmt: skip
        end = time.monotonic() + PATIENCE
        while not (found := re.search(r"Serving at (http://\S+)", self.said())):
            assert self.process.poll() is None, self.said()
            assert time.monotonic() < end, self.said()
            time.sleep(0.1)
        self.address = found[1]
        with urllib.request.urlopen(self.address, timeout=PATIENCE) as page:
            assert page.status == 200

    def said(self) -> str:
        """Everything on both outputs so far."""
        return self.output.read_text("utf-8")

    def stop(self, by: signal.Signals = signal.SIGINT) -> str:
        """Press Ctrl-C, or what *by* says; everything that was said."""
        self.process.send_signal(by)
        assert self.process.wait(timeout=PATIENCE) == 0
        return self.said()


@pytest.fixture
def served(tmp_path: Path) -> Iterator[Served]:
    served = Served(tmp_path)
    yield served
    if served.process.poll() is None:
        served.process.kill()
        served.process.wait()


def test_it_serves_makes_a_first_facilitator_and_ends_quietly(served: Served, tmp_path) -> None:
    with urllib.request.urlopen(served.address + "/sign-in", timeout=PATIENCE) as page:
        assert page.status == 200
        assert "Server" not in page.headers
        assert "Content-Security-Policy" in page.headers

    said = served.stop()

    assert re.search(r"name: +facilitator\n +passphrase: ([a-z2-9]{4}-){3}[a-z2-9]{4} ", said)
    assert said.endswith("Stopped.\n")
    assert (tmp_path / "deliberation.db").exists()

    assert "passphrase" not in Served(tmp_path).stop(), "it is shown once"


def test_a_request_to_terminate_ends_it_quietly_too(served: Served) -> None:
    assert served.stop(signal.SIGTERM).endswith("Stopped.\n")


def test_a_second_facilitator_can_be_named(tmp_path) -> None:
    Served(tmp_path, "--facilitator", "Anna").stop()
    said = Served(tmp_path, "--facilitator", "Bo", "--base-url", "https://town.example").stop()

    assert re.search(r"name: +Bo\n", said)
    assert "Phones reach it at https://town.example" in said


def worker_of(served: Served) -> int:
    """The one process that a server has started to serve beside it."""
    pid = served.process.pid
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    (worker,) = (
        int(child)
        for child in children
        if "spawn_main" in Path(f"/proc/{child}/cmdline").read_text()
    )
    return worker


def test_workers_share_one_port_and_end_together(tmp_path) -> None:
    served = Served(tmp_path, "--workers", "2")
    worker = worker_of(served)
    for asleep in (served.process.pid, worker):  # then the other one answers, at the same port
        os.kill(asleep, signal.SIGSTOP)
        with urllib.request.urlopen(served.address, timeout=PATIENCE) as page:
            assert page.status == 200
        os.kill(asleep, signal.SIGCONT)
    said = served.stop(signal.SIGTERM)

    assert said.endswith("Stopped.\n")
    assert "Traceback" not in said
    assert not Path(f"/proc/{worker}").exists()


def test_a_worker_does_not_outlive_a_killed_server(tmp_path) -> None:
    served = Served(tmp_path, "--workers", "2")
    worker = worker_of(served)
    served.process.kill()
    served.process.wait()
    end = time.monotonic() + PATIENCE
    while Path(f"/proc/{worker}").exists():
        assert time.monotonic() < end, served.said()
        time.sleep(0.05)
    assert "Traceback" not in served.said()


def test_a_port_in_use_gets_one_sentence_and_spends_no_passphrase(tmp_path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        said = refused(tmp_path, "--port", port)

    assert said == f"deliberation: port {port} is in use; choose another with --port\n"
    assert "passphrase" in Served(tmp_path).stop()


def test_what_cannot_be_served_is_told_in_a_sentence(tmp_path) -> None:
    assert "no address 10.255.255.1" in refused(tmp_path, "--host", "10.255.255.1", "--port", "0")
    assert "DELIBERATION_SECRET_KEY" in refused(tmp_path, "--database", "postgresql://nowhere/x")
    key = {"DELIBERATION_SECRET_KEY": "x" * 32}
    unreachable = refused(tmp_path, "--database", "postgresql://127.0.0.1:1/x", **key)
    assert "the database cannot be opened" in unreachable
    memory = refused(tmp_path, "--database", "sqlite://", "--workers", "2", **key)
    assert "a database in memory is one process's own" in memory
    assert "mysql" in refused(tmp_path, "--database", "mysql://nowhere/x", **key)
    assert "missing" in refused(tmp_path, "--database", "missing/x.db")
    (tmp_path / "text.db").write_text("this is no database" * 100)
    assert "database" in refused(tmp_path, "--database", "text.db", **key)


def test_an_announced_address_for_the_room_is_one_that_phones_can_reach() -> None:
    from deliberation.cli.serve import database_url, reachable

    assert reachable("0.0.0.0") not in ("0.0.0.0", "")
    assert reachable("::1") == "[::1]"
    assert database_url("town.db") == f"sqlite:///{Path('town.db').absolute()}"


def test_it_may_have_as_many_connections_open_as_it_promises(served: Served) -> None:
    """Each phone keeps one; the default of many systems is 1,024 files a process."""
    limits = Path(f"/proc/{served.process.pid}/limits").read_text()
    soft = re.search(r"Max open files +(\d+|unlimited) +(\d+|unlimited)", limits)
    assert soft
    assert soft[1] == "unlimited" or int(soft[1]) >= min(4200, int(soft[2]))


@pytest.mark.postgres
def test_a_database_that_may_lose_what_it_acknowledged_is_not_served(tmp_path, postgres_url):
    """The cluster of the tests runs with ``fsync=off``, and here without waiting at all."""
    careless = postgres_url + "?options=-c%20synchronous_commit%3Doff"
    key = {"DELIBERATION_SECRET_KEY": "of the careless town " * 2}
    said = refused(tmp_path, "--database", careless, **key)
    assert "turn on fsync, synchronous_commit in it" in said
