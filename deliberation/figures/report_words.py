"""The words of the public report, and of the figures in it, by language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from deliberation.figures.final_words import FINAL
from deliberation.figures.report_danish import FIGURES
from deliberation.figures.report_words_danish import DANISH
from deliberation.figures.words import ENGLISH

REPORT: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "lead": (
            "This page was made from the published record {bundle} and from nothing else. "
            "Whoever has that file can check everything here; the last section says how."
        ),
        "made of": "different panels",
        "tickets": "tickets",
        "seats": "seats",
        "in the pool": "people in the pool",
        "votes held": "votes",
        "contents": "On this page",
        # pool and quotas
        "pool and quotas": "The pool and the quotas",
        "pool told": (
            "{people} people could be chosen for {size} seats. They appear here under codes. "
            "The quotas say how many members of each group the panel must have, at least and at "
            "most; they were fixed before anybody was drawn."
        ),
        "withheld": (
            "What the people answered is not published, only a digest for each of them, so that "
            "each can check their own entry."
        ),
        "quota": "Quota",
        "quota range": "{lower} to {upper}",
        "on the panel": "Panel",
        "pool": "Pool",
        # lottery and commitment
        "the lottery": "The chances",
        "lottery told": (
            "The lottery has {tickets} tickets. Each ticket stands for a whole panel that meets "
            "every quota, and {panels} different panels are among them. A person's chance of a "
            "seat is the share of the tickets whose panel they are on. The chances go from "
            "{lowest} to {highest}; for a seat by pure chance it would be {equal} for everybody, "
            "but then the panel could not be promised to meet the quotas."
        ),
        "objective leximin": (
            "The lottery is the fairest there is in this sense: the lowest chance is as high as "
            "the quotas allow, then the second lowest, and so on."
        ),
        "objective": "The lottery was made for the objective {name}.",
        # draw
        "the draw": "The draw",
        "committed told": (
            "Before the seed existed, this number was published. It is a digest of the people, the "
            "quotas and the lottery: if any of them had been changed afterwards, it would not fit."
        ),
        "numbered told": (
            "Then a first public seed put numbers on the tickets, so that nobody could know "
            "beforehand which panel would sit on which number."
        ),
        "commitment": "Commitment",
        "announcement": "Announcement of how the draw would be done",
        "numbering seed": "Seed that numbered the tickets",
        "seed": "Public seed",
        "shown": "Number that dice or balls showed",
        "ticket": "Ticket",
        "ticket of": "number {ticket} of {tickets}, counted from 0",
        "panel told": "The panel that holds this ticket, by group:",
        "by group": "The panel by group",
        "lead beside population": (
            "Except the shares of the population: the organiser gave these beside it, and no "
            "checker looks at them."
        ),
        "population told": (
            "Whom the panel speaks for: each group's share of the population, as the organiser "
            "gave it beside the record, where no checker looks. It decided nothing. Where it was "
            "not given, it is unknown."
        ),
        "members": "The members",
        "alternates": "The alternates, in the order in which they are called",
        "no alternates": "No alternates were drawn.",
        # votes
        "vote heading": "Vote: {title}",
        "cast": "Ballots cast: {cast}.",
        "sealed": "The ballots were sealed, and no single person could open the urn.",
        "rehearsal": (
            "The ballots were sealed in a rehearsal: one person held the whole key, and could read "
            "every ballot."
        ),
        "board in words": (
            "When it was closed, before it was opened, the urn held {leaves} sealed ballots, shown "
            "in these eight words: {shown}."
        ),
        "spoiled": "Of them {number} could not be counted.",
        "late cards": (
            "Exceptions on the ledger: after the roll was first frozen, and before this vote, "
            "{added} more cards were handed out, and {revoked} lost their voice."
        ),
        "seats of": "To be chosen: {seats} of {candidates}.",
        "plain words": "In plain words:",
        "translated": "This is a translation; what was voted on is the exact text. Pictures and "
        "tables have the names that were counted.",
        "what was asked": "What was asked",
        "in this language": "In English",
        "as it was voted on": "As it was voted on",
        "chosen": "Chosen",
        "nothing chosen": "Nothing: no candidate reached what the rule asks.",
        "outcome only": (
            "Fewer than five ballots were cast. To keep them secret, only the outcome is published."
        ),
        "rule": "Counted by the rule {name}.",
        "rule plurality": "Each ballot counts for its first choice; whoever has most is chosen.",
        "rule borda": (
            "Each ballot gives a candidate one point for every other candidate it is preferred to; "
            "whoever has most points is chosen."
        ),
        "rule irv": (
            "Instant runoff: each ballot counts for its first choice; whoever has fewest goes "
            "out and the papers go to their next choice, until one holds more than half."
        ),
        "rule stv": (
            "Single transferable vote: whoever reaches the quota is elected, and what is above the "
            "quota goes to the next choices; where nobody reaches it, whoever has fewest goes out "
            "and their papers go to their next choices."
        ),
        "rule scottish_stv": (
            "Single transferable vote as Scotland counts it: whoever reaches the quota is elected, "
            "and what is above the quota goes to the next choices in five decimals; where nobody "
            "reaches it, whoever has fewest goes out."
        ),
        "rule prf_stv": (
            "Single transferable vote by the reference rules of the Proportional Representation "
            "Foundation: as any single transferable vote, with four decimals in the quota and in "
            "what is passed on."
        ),
        "rule minneapolis_stv": (
            "Single transferable vote as Minneapolis counts it: all who cannot catch up with the "
            "next above them go out together; else the largest surplus goes to the next choices "
            "in four decimals; else whoever has fewest goes out."
        ),
        "rule schulze": (
            "Schulze's rule: candidates are compared in pairs, and a candidate beats another along "
            "the strongest chain of pairs."
        ),
        "rule copeland": (
            "Copeland's rule: candidates are compared in pairs; a win gives a point, a draw half."
        ),
        "rule minimax": (
            "Minimax: candidates are compared in pairs, and whoever loses least where they lose "
            "most is chosen."
        ),
        "rule approval": "Each ballot approves any number of candidates; most approvals win.",
        "rule sequential_pav": (
            "Proportional approval: seat after seat, a ballot counts a half once one of its "
            "candidates is chosen, a third after two, and so on."
        ),
        "rule sequential_phragmen": (
            "Phragmén's rule: each choice costs the same, shared by those who approve it; chosen "
            "is, seat after seat, whose supporters then carry least."
        ),
        "rule equal_shares": (
            "Equal shares: every voter has the same money, and supporters together buy what they "
            "approve, the cheapest for each of them first."
        ),
        "rule score": "Each ballot gives 0 to {most} points; the most points win.",
        "rule star": (
            "Each ballot gives 0 to {most} points; of the two with most points, the one whom more "
            "ballots prefer is chosen."
        ),
        "rule majority_judgment": "Each ballot gives grades; the best middle grade wins.",
        "rule support": (
            "Each candidate by itself: carried is what at least {share[0]}/{share[1]} support."
        ),
        "rule support above": (
            "Each candidate by itself: carried is what more than {share[0]}/{share[1]} support."
        ),
        "support of answers": "That is of those who answer on it: abstaining takes no side.",
        "support of ballots": "That is of all who cast a ballot: abstaining counts against it.",
        "support of present": (
            "That is of all {members} who were present, or of all who cast a ballot if these are "
            "more: abstaining, and casting no ballot, count against it."
        ),
        "support of members": (
            "That is of all {members} members, present or not: abstaining, and casting no ballot, "
            "count against it."
        ),
        "revises": "It asks once more, with other texts, what the vote {vote} left open.",
        "nearly carried": "Nearly carried",
        "nearly carried by": "{name}: {supporters} of {of} support it, and it takes {needed}.",
        "rule greedy_budget": (
            "There are {total} to spend. The projects with most votes are paid first, as long as "
            "the money is enough."
        ),
        "rule equal_shares_budget": (
            "There are {total} to spend, the same share for each voter. Supporters together buy "
            "projects, and what is left goes to those with most votes."
        ),
        "rule quadratic": (
            "Quadratic voting: each voter had {credits} credits; one vote for or against a "
            "candidate costs 1 credit, two cost 4, three cost 9. The votes are added up."
        ),
        "rounds in words": "The rounds in words",
        "is elected": "{name} is elected with {total}.",
        "elected below": "{name} is elected with {total}: no more are left than seats to fill.",
        "goes out": "{name} has fewest, {total}, and goes out.",
        "goes out first": "Nobody new is elected. {name} has fewest, {total}, and goes out.",
        "held": "{name} ({total})",
        "go out": "{names} go out together.",
        "go out first": "Nobody new is elected. {names} go out together.",
        "passes on": "{source} passes on {moves}.",
        "move": "{value} to {target}",
        "move nowhere": "{value} to nobody further",
        "ties": "Ties",
        "tie": "{tied} were equal ({decision}). {chosen} was taken, {how}.",
        "tie: eliminate in round": (
            "In round {number} {tied} had equally few, and one had to go out: {chosen}, {how}."
        ),
        "tie: fill seat": "{tied} were equal for seat {number}: {chosen} got it, {how}.",
        "tie: transfer first in round": (
            "In round {number} the surpluses of {tied} were equal: that of {chosen} moved first, "
            "{how}."
        ),
        "tie: elect in round": (
            "In round {number} {tied} were elected with equal totals: {chosen} counts as first, "
            "{how}."
        ),
        "by lot": "by lot from the public seed “{seed}”",
        "by order": "by the order published before",
        "tie among few": (
            "A tie was settled by lot, from the public seed “{seed}”. With fewer than five ballots "
            "it is not said who was equal, so nobody can check this lot from outside."
        ),
        "no ties": "No tie had to be broken.",
        "evidence ballots": "All ballots are published: each was cast by at least five voters.",
        "evidence pairwise": "Published: the numbers of each pair, not the ballots.",
        "evidence used preferences": (
            "Published: of each ballot the choices that the count used, and no others. Whole "
            "rankings could give away who cast them."
        ),
        "evidence tallies": (
            "Published: for each candidate how many voters gave it what. Whole ballots could give "
            "away who cast them."
        ),
        "evidence tallies and pairs": (
            "Published: for each candidate how many voters gave it what, and the numbers of each "
            "pair. Whole ballots could give away who cast them."
        ),
        "evidence sums": (
            "Published: for each candidate what all voters gave it together. How many gave which "
            "number could give away who did."
        ),
        "evidence sums and pairs": (
            "Published: for each candidate what all voters gave it together, and the numbers of "
            "each pair. How many gave which number could give away who did."
        ),
        "evidence transfers": (
            "Published: the first choices, and how many papers moved from whom to whom. Some of "
            "the rankings that moved were shared by fewer than five voters, and could give away "
            "who cast them."
        ),
        "whole ballots needed": (
            "This rule looks at whole ballots, and some were cast by fewer than five voters. So "
            "the count itself cannot be checked from what is published."
        ),
        # check
        "check": "Check it yourself",
        "check told": (
            "Take the file {bundle}. This command checks every panel against every quota, the "
            "commitment, the draw from the seed, and counts every vote again:"
        ),
        "check votes": "Take the file {bundle}. This command counts every vote again:",
        "check alone": (
            "The checker shares no code with the program that made this, and it is short enough "
            "to read. A copy of its folder, deliberation/verify, and Python are all it needs; from "
            "beside that copy:"
        ),
        "check commitment": (
            "The number after --commitment is the one published before the draw. Compare it with "
            "what you saw then, not with this page."
        ),
        "made by": "Made by deliberation from {bundle}.",
        **FINAL["en"],
    },
    "da": {**DANISH, **FINAL["da"]},
}

PICTURED: Final[Mapping[str, Mapping[str, str]]] = {
    "en": ENGLISH,
    "da": {**ENGLISH, **FIGURES},
}
"""The words of the figures in a report, by the same languages."""
