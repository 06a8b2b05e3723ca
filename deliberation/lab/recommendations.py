"""A hundred recommendations of the made-up assembly, in ten chapters, and answers on them."""

from __future__ import annotations

from typing import Final

import numpy as np

from deliberation.voting.ballots import Grades
from deliberation.voting.rated.support import SCALE

CHAPTERS: Final = (
    (
        "Insulate the oldest council homes first",
        "Give every tenant a free energy check",
        "Lend thermal cameras at the library",
        "Replace the last oil boilers by 2030",
        "Let housing boards borrow at the town's rate",
        "Heat no public building above 20 degrees",
        "Build new homes of wood where it can be done",
        "Turn empty offices into small homes",
        "Publish the energy use of every public building",
        "Make roofs of new garages green",
    ),
    (
        "Join the cycle paths into one network",
        "Clear snow from cycle paths before roads",
        "Build covered cycle stands at the station",
        "Lend cargo bikes for a day",
        "Set 30 km/h where children walk to school",
        "Give every school a street without cars",
        "Mend pavements that wheelchairs cannot use",
        "Light the path through the forest",
        "Take down barriers that stop cargo bikes",
        "Count cyclists, and publish the count",
    ),
    (
        "Run the night bus on every weekday",
        "Free buses for everybody under 25",
        "Let one ticket hold for bus and bike",
        "Show departures in large print at each stop",
        "Put a bench and a roof at every stop",
        "Drive the town's own buses on electricity",
        "Share cars between neighbours in each quarter",
        "Charge more for a household's third car",
        "Build charging points where people park at night",
        "Carry pupils by bus and not by car",
    ),
    (
        "Serve plants first in public kitchens",
        "Buy half of the food from the region",
        "Weigh what kitchens throw away",
        "Give leftover food to those who need it",
        "Teach every pupil to cook",
        "Open school gardens in the holidays",
        "Hold a market for local growers each week",
        "Plant fruit trees that anybody may pick from",
        "Let allotments stay as the town grows",
        "Serve less beef at meetings of the council",
    ),
    (
        "Let meadows grow where lawns are not used",
        "Plant two trees for each one felled",
        "Open the buried stream again",
        "Keep one hectare in ten for wild plants",
        "Build ponds for heavy rain in the parks",
        "Take up asphalt where nobody drives",
        "Use no poison on public ground",
        "Leave dead wood in the forest",
        "Switch lamps off in the nature park at midnight",
        "Show children the forest once a month",
    ),
    (
        "Open a repair café in every quarter",
        "Lend tools as the library lends books",
        "Collect textiles at every housing block",
        "Hold a swapping day twice a year",
        "Let the recycling yard sell what still works",
        "Use no throwaway cups at public events",
        "Buy used furniture for town offices",
        "Sort waste in eight kinds in every home",
        "Ask for durable goods in every tender",
        "Teach repairing in evening classes",
    ),
    (
        "Put solar panels on every school",
        "Let tenants own shares of a solar park",
        "Store heat from summer for the winter",
        "Use waste heat of the data centre",
        "Found an energy community in each quarter",
        "Publish the hours when electricity is clean",
        "Dim street lamps when nobody passes",
        "Let nobody's heating be cut off in winter",
        "Ask neighbours early where turbines may stand",
        "Plan without gas from 2028",
    ),
    (
        "Train fifty people a year to mount heat pumps",
        "Give young people a first job in the climate plan",
        "Ask bidders how they cut their emissions",
        "Help shops to share one delivery van",
        "Let town employees work near their home",
        "Pay for courses where jobs are lost",
        "Give prizes to firms that mend",
        "Lend small firms an adviser for a week",
        "Bring crafts back to the old factory",
        "Report the town's purchases with their emissions",
    ),
    (
        "Translate the climate plan into seven languages",
        "Hold one meeting in each quarter every year",
        "Pay an interpreter where one is asked for",
        "Look after children during public meetings",
        "Let pupils hold an assembly of their own",
        "Write letters of the town in plain words",
        "Open the town hall on one evening a week",
        "Ask clubs to lend rooms to new groups",
        "Make every meeting reachable by wheelchair",
        "Draw a new assembly by lot every second year",
    ),
    (
        "Answer each recommendation within six months",
        "Publish a climate budget beside the money budget",
        "Let somebody outside check the numbers",
        "Set a goal for each year, and say if it is missed",
        "Raise parking fees to pay for buses",
        "Borrow for insulation and repay from savings",
        "Put one per cent of the budget into the climate fund",
        "Let residents choose half of the fund's projects",
        "Ask the state to let towns price car traffic",
        "Invite the members back in a year",
    ),
)
RECOMMENDATIONS: Final = tuple(title for chapter in CHAPTERS for title in chapter)
CONTESTED: Final = frozenset(
    {
        "Set 30 km/h where children walk to school",
        "Charge more for a household's third car",
        "Serve less beef at meetings of the council",
        "Raise parking fees to pay for buses",
        "Ask the state to let towns price car traffic",
    }
)
"""What costs somebody something that they have."""
ABSTAIN: Final = 0.03
STEPS: Final = np.array([-0.9, 0.1, 0.7, 1.5])  # between two answers, from most to least support


def answer_ballots(voters: int, *, rng: np.random.Generator) -> tuple[Grades, ...]:
    """Answers on five points to each of ``RECOMMENDATIONS``; a few are left open.

    A recommendation is liked more or less by all, and somebody likes all of them more or less.
    """
    liked = rng.normal(1.0, 0.5, size=len(RECOMMENDATIONS))
    liked -= [1.4 * (title in CONTESTED) for title in RECOMMENDATIONS]
    willing = rng.normal(0, 0.4, size=(voters, 1))
    distance = -(liked + willing) + rng.normal(0, 0.9, size=(voters, len(RECOMMENDATIONS)))
    places = np.searchsorted(STEPS, distance)
    answered = rng.random(places.shape) >= ABSTAIN
    return tuple(
        Grades(
            {
                title: SCALE[place]
                for title, place, said in zip(RECOMMENDATIONS, row, given, strict=True)
                if said
            }
        )
        for row, given in zip(places, answered, strict=True)
    )
