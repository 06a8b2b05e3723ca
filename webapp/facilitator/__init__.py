"""The pages of those who run an assembly, in the order of their work.

accounts (sign in and out), assemblies (the list, and the one next step of each), archive (those
that are over), model (a new one after one before), people (the two files), check (whether the
quotas can be met, and what they cost), population (whom the panel is to speak for), lottery
(computing it, everybody's chances), commitment,
ceremony (how the draw is announced, what numbers the tickets), panel (the dice and who was
drawn), replacing (members who cannot come), sessions (what is on the agenda), conducting (a
session under way), floor (who speaks, and who waits), teams (who has which role), second (who
else does what cannot be taken back), cards, suggestions (questions that wait), votes, wordings
(what they ask in other languages), reasons (why recommendations were made, and who sees them
otherwise), kiosks (tablets that members share), papers (ballots on paper, printed and handed out),
typing (papers typed in by two people), helping (who helped members to vote), rehearsals (a vote
tried with made-up members), elections (a board, on a short way), keys (the sheets that a vote is
sealed and opened with), urns (the closed urn: its words, its opening, its purge), personal (what is
kept of people, until when), processing (the record of that), person (all of one, and erasing it),
needs (what members need at sessions), names (of members who agreed to be named), deleting (an
assembly of which nothing is public).
"""

from webapp.facilitator import (
    accounts,
    archive,
    assemblies,
    cards,
    ceremony,
    check,
    commitment,
    conducting,
    corrections,
    deleting,
    elections,
    floor,
    helping,
    keys,
    kiosks,
    lottery,
    model,
    names,
    needs,
    panel,
    papers,
    people,
    person,
    personal,
    population,
    processing,
    reasons,
    rehearsals,
    replacing,
    second,
    sessions,
    suggestions,
    teams,
    typing,
    urns,
    votes,
    wordings,
)
from webapp.facilitator.blueprint import bp

__all__ = [
    "accounts",
    "archive",
    "assemblies",
    "bp",
    "cards",
    "ceremony",
    "check",
    "commitment",
    "conducting",
    "corrections",
    "deleting",
    "elections",
    "floor",
    "helping",
    "keys",
    "kiosks",
    "lottery",
    "model",
    "names",
    "needs",
    "panel",
    "papers",
    "people",
    "person",
    "personal",
    "population",
    "processing",
    "reasons",
    "rehearsals",
    "replacing",
    "second",
    "sessions",
    "suggestions",
    "teams",
    "typing",
    "urns",
    "votes",
    "wordings",
]
