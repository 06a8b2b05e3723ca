"""A meeting of an assembly: what is on its agenda, and when.

=============  ==============================================================================
``agenda``     ``Session`` and ``Item``: what is planned, what has happened, moving on
``timetable``  when each item begins and ends, planned anew from what has happened so far
``phases``     the phases of an assembly's life, in one of which each session is held
``calendar``   the sessions as a file that calendars read
``speaking``   who wants to speak, in the order that is fair, and who has spoken how long
=============  ==============================================================================

Values and functions of values. The time is an argument everywhere; no clock, no database and no
page come in here, and nothing of ballots or votes but the id of a vote that an item names.
"""

from deliberation.sessions.agenda import Item, Session
from deliberation.sessions.phases import Phase
from deliberation.sessions.timetable import Planned, Timetable, on_paper, planned, timetable

__all__ = ["Item", "Phase", "Planned", "Session", "Timetable", "on_paper", "planned", "timetable"]
