"""The demonstration, played to the end as a newcomer would, and looked at from all sides."""

import re
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.error import HTTPError

import pytest

from deliberation import verify
from deliberation.cli import main
from deliberation.figures import report
from deliberation.procedures import admitting, casting, publish, sealed
from deliberation.record.bundle import unbundle
from deliberation.sessions.phases import Phase
from deliberation.store import open_store
from deliberation.urn import Split, join, read_share
from deliberation.voting import Ranking

COMMAND = [sys.executable, "-m", "deliberation.cli", "demo"]


@dataclass(frozen=True)
class Demo:
    """A demonstration that has been played and is being served."""

    out: Path
    lines: list[str]
    address: str

    @property
    def text(self) -> str:
        return "\n".join(self.lines)

    def get(self, path: str) -> str:
        with urllib.request.urlopen(f"{self.address}{path}", timeout=20) as answer:
            return str(answer.read().decode())


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    out = tmp_path_factory.mktemp("demo") / "out"
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [*COMMAND, "--out", str(out), "--port", str(port)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8", "PYTHONWARNINGS": "error"},
        cwd=Path(__file__).parents[2],
    )
    assert process.stdout is not None
    lines = []
    for line in process.stdout:
        lines.append(line.rstrip("\n"))
        if line.startswith("Serving"):
            break
    else:
        pytest.fail("\n".join(lines))
    yield Demo(out, lines, f"http://127.0.0.1:{port}")
    process.send_signal(signal.SIGINT)
    rest, _ = process.communicate(timeout=120)
    assert process.returncode == 0, rest
    assert "Traceback" not in rest


def test_the_story_is_told_on_two_screens(demo: Demo) -> None:
    assert len(demo.lines) <= 100
    long = [line for line in demo.lines if len(line) > 100]
    assert all("deliberation.verify" in line or str(demo.out) in line for line in long)
    assert [int(n) for n in re.findall(r"^(\d)\. ", demo.text, re.MULTILINE)] == [*range(1, 10)]


def test_the_numbers_told_are_those_of_the_record(demo: Demo) -> None:
    documents = unbundle((demo.out / "bundle.zip").read_bytes())
    lottery, draw = documents["lottery.json"], documents["draw.json"]
    assert "22,345 people" in demo.text
    assert f"{len(lottery['people'])} volunteer" in demo.text
    assert f"{len(lottery['panels'])} different panels" in demo.text
    assert lottery["commitment"] in demo.text
    assert f"“{draw['seed']}”" in demo.text
    assert f"ticket {draw['ticket']} of 1,000" in demo.text
    assert (len(draw["panel"]), len(draw["alternates"])) == (36, 10)
    ranked, quadratic = documents["votes/vote-1.json"], documents["votes/vote-2.json"]
    assert (ranked["rule"], len(ranked["candidates"]), ranked["seats"]) == ("stv", 7, 3)
    assert (quadratic["rule"], quadratic["options"]) == ("quadratic", {"credits": 100})
    batch, fund = documents["votes/vote-3.json"], documents["votes/vote-4.json"]
    assert (batch["rule"], len(batch["candidates"])) == ("support", 100)
    assert f"{len(batch['result']['elected'])} of 100 are carried" in demo.text
    assert (fund["rule"], fund["options"]["total"]) == ("equal_shares_budget", 1_000_000)
    assert {vote["cast"] for vote in (ranked, quadratic, batch, fund)} == {36}
    for vote in (ranked, quadratic, fund):
        for place, name in enumerate(vote["result"]["elected"], start=1):
            assert re.search(rf"{place}\. {re.escape(name)}", demo.text)


def test_the_bundle_holds_and_the_report_is_made_from_it(demo: Demo) -> None:
    data = (demo.out / "bundle.zip").read_bytes()
    verify.check(data)
    assert (demo.out / "report.html").read_text("utf-8") == report(unbundle(data))
    assert "Everything holds." in demo.text


def test_the_pages_are_served(demo: Demo) -> None:
    assert "<svg" in demo.get("/votes/vote-1")
    assert "A climate fund for tenants" in demo.get("/votes/vote-1")
    assert "The next meeting" in demo.get("/assemblies/albertslund")
    with pytest.raises(HTTPError):
        demo.get("/votes/nothing")


def test_the_session_stands_at_the_vote_that_is_left_open(demo: Demo) -> None:
    screen = "/assemblies/albertslund/sessions/session-1"
    assert f'href="{screen}"' in demo.get("/assemblies/albertslund")
    assert "vote on your phone" in demo.get(screen)
    assert "36 members check in, two speak" in demo.text
    with open_store(f"sqlite:///{demo.out / 'assembly.db'}") as begin, begin.reading() as store:
        session = store.session("session-1")
        assert session.current is not None
        assert session.phase is Phase.DELIBERATE
        assert (session.current.vote_id, len(session.ahead)) == ("vote-5", 1)
        assert store.arrivals("session-1") == 36
        spoken = [speech.person for speech in store.speeches("session-1")]
        assert [(person.called, person.card) for person in spoken] == [("Ane Marie", None), ("", 2)]
        assert all(speech.ended for speech in store.speeches("session-1"))


def test_six_vote_on_paper_and_a_tablet_can_be_shared(demo: Demo) -> None:
    assert "Six vote on paper." in demo.text
    assert "On paper: 6." in demo.get("/votes/vote-1")
    kiosk = re.search(r"begins at (\S+)", demo.text)
    assert kiosk
    with urllib.request.urlopen(kiosk[1], timeout=20) as answer:
        assert answer.status == 200


def test_the_card_that_is_left_over_still_votes(demo: Demo) -> None:
    link = re.search(r"/join/albertslund#(\S+)", demo.text)
    assert link
    with open_store(f"sqlite:///{demo.out / 'assembly.db'}") as begin:
        with begin() as store:
            token = admitting.join(store, "albertslund", link[1])
            assert not casting.has_cast(store, "vote-5", token=token)
            ballot = Ranking(("A school",))
            sealed.seal_and_cast(store, "vote-5", ballot, token=token, once=b"once " * 4)
        with begin.reading() as store:
            assert casting.has_cast(store, "vote-5", token=token)


def test_the_votes_that_are_counted_are_sealed_shown_in_words_and_destroyed(demo: Demo) -> None:
    documents = unbundle((demo.out / "bundle.zip").read_bytes())
    said = [entry["payload"] for entry in documents["ledger.json"]["entries"]]
    shown = [payload["words"] for payload in said if "words" in payload]
    assert re.findall(r"36 sealed ballots, shown: (.+)", demo.text) == shown
    assert len(shown) == 4
    with open_store(f"sqlite:///{demo.out / 'assembly.db'}") as begin, begin.reading() as store:
        for vote in ("vote-1", "vote-2", "vote-3", "vote-4"):
            assert store.urn(vote).split is Split.TWO_OF_TWO
            assert store.sealed(vote) == {}
            assert store.ballots(vote) == ()
            assert store.signing_key(vote) is None
        assert store.urn("vote-5").rehearsal


def test_the_sheet_of_the_rehearsal_opens_the_vote_that_is_left_open(demo: Demo) -> None:
    told = re.search(r"urn share 1 vote-5 rehearsal[a-z\s]+?(?=\n\S|\Z)", demo.text)
    assert told
    with open_store(f"sqlite:///{demo.out / 'assembly.db'}") as begin, begin.reading() as store:
        urn = store.urn("vote-5")
        assert join([read_share(told[0], urn)], urn).public == urn.key


def test_the_next_demo_replaces_the_files_and_tells_the_same(demo: Demo, tmp_path: Path) -> None:
    first = (demo.out / "bundle.zip").read_bytes()
    out = tmp_path / "again"
    out.mkdir()
    for name in ("bundle.zip", "made-by-deliberation-demo.txt", "assembly.db"):
        (out / name).write_bytes(b"of an earlier demo")
    done = subprocess.run(
        [*COMMAND, "--no-serve", "--out", str(out)],
        capture_output=True,
        check=False,
        encoding="utf-8",
        env={"PYTHONIOENCODING": "utf-8", "PYTHONHASHSEED": "7"},
        cwd=Path(__file__).parents[2],
    )
    assert done.returncode == 0, done.stderr
    assert "Serving" not in done.stdout
    data = (out / "bundle.zip").read_bytes()
    assert told(data) == told(first)
    with open_store(f"sqlite:///{out / 'assembly.db'}") as begin, begin.reading() as store:
        assert publish.assembly_bundle(store, "albertslund") == data


def told(data: bytes) -> list[Any]:
    """What a demo publishes, but for moments, cards, and the keys and seals, made by chance."""
    documents = unbundle(data)
    by_chance = [name for name in documents if name.endswith((".urn.json", ".board.json"))]
    manifest, ledger = documents.pop("manifest.json"), documents.pop("ledger.json")
    for name in ("ledger.json", *by_chance):
        del manifest["files"][name]
    entries = [
        (entry["kind"], None if entry["kind"] in ("urn", "board") else said.get("document"))
        for entry in ledger["entries"]
        for said in (entry["payload"],)
    ]
    return [manifest, entries, {n: d for n, d in documents.items() if n not in by_chance}]


def test_a_folder_that_no_demo_made_is_left_alone(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "bundle.zip").write_bytes(b"mine")
    assert main(["demo", "--no-serve", "--out", str(tmp_path)]) == 1
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"mine"]
    assert capsys.readouterr().err.count("\n") == 1
