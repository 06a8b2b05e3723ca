"""A voter's own phrase, which is printed beside the counted ballot: what can be printed.

The rule names characters, and asks no table of them but for white space: such tables grow with each
version of Unicode, and phones, servers and checkers of any age have to agree.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

LONGEST_PHRASE: Final = 40  # characters

_SHAPELESS: Final = (
    "\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb"
    "\U000e0000-\U000e007f"
)
"""What has no shape, breaks the line or turns others about, so that a list seems to say another
phrase than the one that stands there."""
_CONTROLS: Final = "\x00-\x1f\x7f-\x9f\ud800-\udfff"
_JOINERS: Final = "\u200c\u200d"  # words and pictures need them, but they are nothing alone

_UNPRINTED: Final = re.compile(f"[{_SHAPELESS}{_CONTROLS}]")
_SEEN: Final = re.compile(rf"[^\s{_JOINERS}]")
_DROPPED: Final = re.compile(f"[{_SHAPELESS}]")
_SPACED: Final = re.compile(rf"[\s{_CONTROLS}]+")


def can_be_printed(phrase: str) -> bool:
    r"""Whether *phrase*, however long, can stand in a list of ballots.

    >>> [can_be_printed(phrase) for phrase in ("blå hejre", " ", "heron\n", "\u202enoreh")]
    [True, False, False, False]
    """
    return _SEEN.search(phrase) is not None and _UNPRINTED.search(phrase) is None


def phrase_in(text: str) -> str:
    r"""*text* as a phrase: composed, on one line, without what cannot be printed.

    The empty text where nothing is left that is seen. It may be too long for a phrase.

    >>> phrase_in(" blue\t\u202eheron\n"), phrase_in("\u200b \u200d")
    ('blue heron', '')
    """
    shown = _DROPPED.sub("", unicodedata.normalize("NFC", text))
    line = _SPACED.sub(" ", shown).strip()
    return line if _SEEN.search(line) else ""
