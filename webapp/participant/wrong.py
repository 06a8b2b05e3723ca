"""What can be wrong with a ballot, in the voter's language: said by the server, or by the script.

Where the phone seals the ballot, the server may not see it, and so cannot say what is wrong. Then
the script says the same sentences, with ``{names}`` where something is put in.
"""

from __future__ import annotations

from flask_babel import gettext as _

from deliberation.urn import LONGEST_PHRASE


def no_place() -> str:
    """What is said beside a place that is not in the list."""
    return _("Choose a place from the list.")


def place_twice(place: str) -> str:
    """What is said beside each line that has the same place as another."""
    return _("Place %(place)s is given more than once. Give each place once.", place=place)


def place_missing(gap: int | str) -> str:
    """What is said beside the line after a place that nobody has."""
    return _("Place %(gap)s is not given. Move this to place %(gap)s, or give that place to "
             "another.", gap=gap)  # fmt: skip


def no_mark() -> str:
    """What is said beside an answer that is not offered."""
    return _("Choose one of the answers beside it.")


def no_number() -> str:
    """What is said beside votes that are no whole number."""
    return _("Write a whole number, such as 3, 0 or -2.")


def long_phrase() -> str:
    """What is said beside a phrase that is too long."""
    return _("Use at most %(longest)s characters.", longest=LONGEST_PHRASE)


def too_dear(over: str) -> str:
    """What is said of ticks that cost more than there is."""
    return _("What you ticked costs %(over)s too much. Take a tick away; your ballot is not cast "
             "yet.", over=over)  # fmt: skip


def overspent(over: str) -> str:
    """What is said of votes that cost more credits than there are."""
    return _("Your votes cost %(over)s credits too many. Take some votes away; your ballot is not "
             "cast yet.", over=over)  # fmt: skip


def mend() -> str:
    """What is said of a ballot with something wrong on some line."""
    return _("Your ballot is not cast yet. Mend what is marked below.")


def blank() -> str:
    """What is asked before a blank ballot is sealed; afterwards nobody knows that it is blank."""
    return _("Your ballot is blank: it supports nothing, and it is not cast yet. If you mean it, "
             "press “Cast my ballot” once more.")  # fmt: skip


def cannot_seal() -> str:
    """What is said before the server seals in place of a phone that failed to."""
    return _("This phone could not seal your ballot, and it is not cast yet. If you press “Cast my "
             "ballot” once more, the server seals it in its memory.")  # fmt: skip


def stale() -> str:
    """What is said of a form that is not of this session, where it comes back."""
    return _("Your ballot is not cast yet: this page was open for too long, or this phone has "
             "joined anew since. Look at it once more, and press “Cast my ballot”.")  # fmt: skip


def not_sent() -> str:
    """What is said where no answer came; sent twice it lies in the urn once."""
    return _("No answer came, so nobody knows yet whether your ballot arrived. Press “Cast my "
             "ballot” once more: it is counted only once.")  # fmt: skip


def trouble() -> str:
    """What is said where the server cannot keep a ballot at this moment; it stays filled in."""
    return _("The site has trouble at this moment, and your ballot may not be recorded. Wait a "
             "little, then press “Cast my ballot” once more: it is counted only "
             "once.")  # fmt: skip


def sentences() -> dict[str, str]:
    """All of them, for the script."""
    return {
        "noPlace": no_place(),
        "placeTwice": place_twice("{place}"),
        "placeMissing": place_missing("{gap}"),
        "noMark": no_mark(),
        "noNumber": no_number(),
        "longPhrase": long_phrase(),
        "tooDear": too_dear("{over}"),
        "overspent": overspent("{over}"),
        "mend": mend(),
        "blank": blank(),
        "cannotSeal": cannot_seal(),
        "stale": stale(),
        "notSent": not_sent(),
        "trouble": trouble(),
    }
