"""For a participant: what became of my ballot, round by round, among those of the others."""

from pathlib import Path

from deliberation import io, voting

vote = io.read_ballots(Path(__file__).parent / "data" / "proposals.blt")
mine = voting.Ranking((vote.profile.candidates[4], vote.profile.candidates[0]))
others = dict(vote.profile.counts)
everybody = voting.Profile(vote.profile.candidates, others | {mine: others.get(mine, 0) + 1})
count = voting.stv(everybody, seats=vote.seats, break_tie=voting.by_lot("dice 4 2"))
for step in count.rounds:
    on_top = next((name for name in mine.order if step.totals[name]), "no pile any more")
    print(f"Round {step.number}: elected {step.elected}, out {step.eliminated}; mine: {on_top}")
print("Chosen:", *count.elected, sep="\n  ")
