"""``deliberation demo``: a whole assembly on a made-up town, checked, and served."""

from __future__ import annotations

import argparse
import secrets
import subprocess
import sys
from pathlib import Path
from textwrap import fill
from time import monotonic

from argon2 import PasswordHasher

from deliberation.cli.arguments import Subparsers, add_command, within
from deliberation.cli.first_session import ASSEMBLY, FACILITATOR, LEFT_OPEN
from deliberation.cli.serve import HOST, PORT, database_url, reachable, serve
from deliberation.cli.story import Played, play
from deliberation.errors import InvalidInputError
from deliberation.figures import report
from deliberation.io.files import write_bytes
from deliberation.procedures.accounts import passphrase
from deliberation.record.bundle import unbundle
from deliberation.store import open_store

MARK = "made-by-deliberation-demo.txt"
DATABASE, BUNDLE, REPORT = "assembly.db", "bundle.zip", "report.html"
OURS = (DATABASE, f"{DATABASE}-wal", f"{DATABASE}-shm", BUNDLE, REPORT, MARK)


def add_parser(subparsers: Subparsers) -> None:
    """Add the command to the command line."""
    parser = add_command(
        subparsers,
        "demo",
        "Watch a made-up town's assembly: invitations, a fair lottery, a panel drawn in public, "
        "an evening of four votes, and a published result that a second program checks.",
        "deliberation demo --no-serve",
    )
    parser.add_argument(
        "--out",
        metavar="DIR",
        type=Path,
        default=Path("demo-output"),
        help="where to write; one made by an earlier demo is replaced (default: demo-output)",
    )
    parser.add_argument(
        "--no-serve", action="store_true", help="end when everything is checked; serve no pages"
    )
    parser.add_argument(
        "--host",
        metavar="HOST",
        default=HOST,
        help=f"whom to serve: 0.0.0.0 for the phones in the room (default: {HOST})",
    )
    parser.add_argument(
        "--port",
        metavar="N",
        type=within(1, 65535),
        default=PORT,
        help=f"the port (default: {PORT})",
    )


def run(arguments: argparse.Namespace) -> int:
    """Play the assembly, publish it, have it checked, and serve it."""
    began = monotonic()
    out = _fresh(arguments.out)
    password = passphrase(secrets.token_bytes)
    database = database_url(str(out / DATABASE))
    with open_store(database) as begin:
        played = play(
            begin,
            password_hash=PasswordHasher().hash(password),
            random_bytes=secrets.token_bytes,
            tell=lambda line: print(line, flush=True),
        )
    _publish(out, played)
    if not _checked(out, played.commitment):
        return 1
    print(f"\nEverything holds. All of it took {monotonic() - began:.0f} seconds.", flush=True)
    if arguments.no_serve:
        return 0
    _invite_in(password, played, arguments.host, arguments.port)
    serve(database, host=arguments.host, port=arguments.port)
    return 0


def _fresh(out: Path) -> Path:
    """The folder *out*, empty of an earlier demo.

    Raises:
        InvalidInputError: it holds something that no demo has made.
    """
    if out.exists() and any(out.iterdir()) and not (out / MARK).exists():
        raise InvalidInputError(
            [f"the folder {str(out)!r} holds files that no demo made; name another with --out"]
        )
    out.mkdir(parents=True, exist_ok=True)
    for name in OURS:
        (out / name).unlink(missing_ok=True)
    (out / MARK).write_text("The next demo replaces the files in this folder.\n", encoding="utf-8")
    return out


def _publish(out: Path, played: Played) -> None:
    """Write the bundle and the report that is made from it."""
    write_bytes(out / BUNDLE, played.bundle)
    write_bytes(out / REPORT, report(unbundle(played.bundle), bundle=BUNDLE).encode())
    print(
        f"\n8. Published: {out / BUNDLE} ({len(played.bundle) // 1024} kB), and as a page "
        f"{out / REPORT}"
    )


def _checked(out: Path, commitment: str) -> bool:
    """Whether a second program, which shares no code with this one, agrees with the bundle."""
    command = ["-m", "deliberation.verify", "--commitment", commitment, str(out / BUNDLE)]
    print("\n9. Checked by the stranger's program, in a process of its own:", flush=True)
    print(f"   python {' '.join(command)}", flush=True)
    checker = subprocess.run(  # noqa: S603 - our own checker, and no text of a stranger
        [sys.executable, *command], capture_output=True, text=True, check=False
    )
    lines = (checker.stdout + checker.stderr).splitlines()
    if checker.returncode == 0:
        told = ("holds:", "not checked:")
        held, left = (sum(line.startswith(kind) for line in lines) for kind in told)
        lines = [line for line in lines if not line.startswith(told)]
        lines.insert(0, f"{held} checks hold; {left} lines say what no bundle can show.")
    for line in lines:
        print(f"   {line}", flush=True)
    return checker.returncode == 0


def _invite_in(password: str, played: Played, host: str, port: int) -> None:
    """Say how to get in, as a facilitator and as the member whose card was left over."""
    address = f"http://{reachable(host)}:{port}"
    link = f"{address}/join/{ASSEMBLY}#{played.left.card.code}"
    print(
        f"\nYour turn. The vote “{LEFT_OPEN.title}” is still open, and card "
        f"{played.left.card.number} is yours:\n"
        f"  {link}\n"
        f"A tablet that members share begins at {address}/kiosk/{ASSEMBLY}\n"
        f"Facilitators sign in at {address}/sign-in\n"
        f"  name: {FACILITATOR}   passphrase: {password}\n"
        "That vote is a rehearsal. Close it, and open its urn with the one sheet of its key:\n"
        + fill(played.left.key, 98, initial_indent="  ", subsequent_indent="  "),
        flush=True,
    )
