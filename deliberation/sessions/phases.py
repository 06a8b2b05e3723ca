"""The phases of an assembly's life, in one of which each session is held."""

from __future__ import annotations

from enum import StrEnum


class Phase(StrEnum):
    """What an assembly is about at a time; each phase follows the one before."""

    RECRUIT = "recruit"
    """Members are drawn, and get their cards."""

    LEARN = "learn"
    """Members hear those who know."""

    DELIBERATE = "deliberate"
    """Members weigh what they heard, and propose."""

    DECIDE = "decide"
    """Members vote."""

    FOLLOW_UP = "follow up"
    """What was decided is handed over and answered, and what is no longer needed is destroyed."""
