"""Every failure as one sentence on the standard error, never a traceback."""

from __future__ import annotations

import errno
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import suppress

from deliberation.cli.columns import listed
from deliberation.errors import (
    CancelledError,
    DeliberationError,
    InfeasibleQuotasError,
    InvalidInputError,
    UnresolvedTieError,
)

STOPPED = 130  # as a shell says it of what Ctrl-C ended: 128 and the number of the signal
SHOWN = 50  # problems; a clerk mends these and runs the command again
CAUSES = {
    errno.ENOENT: "is not there; check the path",
    errno.EISDIR: "is a folder; name the file in it",
    errno.ENOTDIR: "leads through a file that is not a folder; choose another path",
    errno.EEXIST: "is there already and is not a folder; choose another path",
    errno.EACCES: "may not be read or written; ask for permission or choose another path",
    errno.EPERM: "may not be read or written; ask for permission or choose another path",
    errno.EROFS: "is on a disk that cannot be written; choose another path",
    errno.ENAMETOOLONG: "is too long a name; choose a shorter one",
    errno.ENOSPC: "does not fit: the disk is full; free some space and run the command again",
    errno.EPIPE: "was closed before everything was written to it; run the command again",
    errno.EDQUOT: "does not fit: your share of the disk is full; free some space",
}


def failing_with_a_sentence(command: Callable[[list[str]], int], words: list[str]) -> int:
    """The exit code of *command*, or 1 after the sentence that says why it failed.

    After Ctrl-C it is 130, as of any program.
    """
    code = 1
    try:
        return command(words)
    except (CancelledError, KeyboardInterrupt):
        failure = "stopped before the end; run the command again when you are ready"
        code = STOPPED
    except DeliberationError as error:
        failure = sentence(error)
    except OSError as error:
        failure = sentence_about_a_file(error)
        if not error.filename:
            _leave_the_output()
    except MemoryError:
        failure = "there is not enough memory for this; close other programs or use fewer tickets"
    print(f"deliberation: {failure}", file=sys.stderr)
    return code


def sentence(error: DeliberationError) -> str:
    """What went wrong; several problems stand on a line each."""
    if isinstance(error, UnresolvedTieError):
        return f"{how_to_settle(error)}, or see what each way leads to (--break-tie all)"
    if isinstance(error, InfeasibleQuotasError):
        return "\n".join([str(error), *conflict_lines(error)])
    if not isinstance(error, InvalidInputError) or len(error.problems) == 1:
        return str(error)
    lines = [f"{len(error.problems)} problems were found"]
    lines += [f"  {problem}" for problem in error.problems[:SHOWN]]
    if more := len(error.problems) - SHOWN:
        lines += [f"  ... and {more} more"] if more > 0 else []
    return "\n".join(lines)


def how_to_settle(error: UnresolvedTieError) -> str:
    """Who is tied, and the two ways to settle it."""
    return (
        f"{listed(error.tied)} are tied (to {error.decision}); break the tie by a published order "
        "(--break-tie order:NAME,NAME) or by lot from a public seed (--break-tie lot:SEED)"
    )


def conflict_lines(error: InfeasibleQuotasError) -> Iterator[str]:
    """What conflicts, and the other changes that would help."""
    yield f"  why: {error.conflict}"
    for repair in error.repairs[1:]:
        yield f"  or else: {', and '.join(map(str, repair))}"


def sentence_about_a_file(error: OSError) -> str:
    """What the system refused, and what to do."""
    what = f"{os.fsdecode(error.filename)!r}" if error.filename else "the output"
    if cause := CAUSES.get(error.errno or 0):
        return f"{what} {cause}"
    return f"{what} cannot be used: {error.strerror or error}"


def _leave_the_output() -> None:
    """Write what is left of the output nowhere, so that it cannot fail again at the exit."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
