"""The parts of a transferable vote, by their names, and what each of them can be."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, fields
from fractions import Fraction
from types import MappingProxyType
from typing import Literal, get_args

from deliberation.errors import InvalidInputError
from deliberation.voting.quota import ElectionQuota, droop
from deliberation.voting.stv.stages import Stages
from deliberation.voting.stv.surplus import Among, Way

Exclusion = Literal["empty", "one", "batch"]
Order = Literal["largest", "elected", "together"]

CHOICES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "transfer": get_args(Way),
        "among": get_args(Among),
        "order": get_args(Order),
        "exclusion": get_args(Exclusion),
        "stages": get_args(Stages),
    }
)
"""What each part that is a word can be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The parts of a count, but for its ties; ``stv`` says what each of them means.

    Raises:
        InvalidInputError: *places* is negative, or another part is none of its ``CHOICES``.
    """

    quota: ElectionQuota = droop
    transfer: Way = "weighted"
    among: Among = "all"
    places: int | None = None
    order: Order = "largest"
    exclusion: Exclusion = "empty"
    stages: Stages = "once"

    def __post_init__(self) -> None:
        problems = [
            f"{part} is one of {', '.join(known)}, not {getattr(self, part)!r}"
            for part, known in CHOICES.items()
            if getattr(self, part) not in known
        ]
        if self.places is not None and self.places < 0:
            problems.append(f"places is a number of decimals, not {self.places}")
        if problems:
            raise InvalidInputError(problems)

    @property
    def chosen(self) -> Mapping[str, str]:
        """Those that are not as by default, as the command line writes them.

        Nothing where only *places* are: they say themselves in a ``Count``.
        """
        values = {f.name: getattr(self, f.name) for f in fields(self) if f.name in self._differing}
        if values.keys() <= {"places"}:
            return {}
        return {name: getattr(value, "__name__", str(value)) for name, value in values.items()}

    @property
    def _differing(self) -> set[str]:
        return {f.name for f in fields(self) if getattr(self, f.name) != f.default}

    def needed(self, valid: int, seats: int) -> Fraction:
        """The votes that win a seat.

        Raises:
            InvalidInputError: more candidates could pass them than there are seats.
        """
        needed = self.quota(valid, seats)
        if needed * (seats + 1) < valid:
            can = f"can be passed by more than {seats} of {valid} ballots' choices"
            raise InvalidInputError([f"a quota of {needed} {can}"])
        return needed
