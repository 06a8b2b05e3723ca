"""The words of the report of a session, by language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

SESSION: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "session held": "A session of the assembly, on {day} at {time}.",
        "session place": "Place: {place}.",
        "checked in": "checked in",
        "items": "items",
        "agenda": "The agenda",
        "agenda told": "As it was planned before the session, and as it went.",
        "item": "Item",
        "planned": "Planned",
        "as it went": "As it went",
        "minutes planned": "Minutes planned",
        "minutes taken": "Minutes taken",
        "left out": "left out",
        "who spoke": "How long was spoken",
        "spoken told": "Turns to speak: {turns}, together {minutes} minutes.",
        "spoken by": "People who spoke: {speakers}.",
        "nobody named": "Points of order are not counted, and nobody is named.",
        "half spoke": "The half of them who spoke most had {share} of the time.",
        "few spoke": (
            "Groups of fewer than five people are not published, so it is not said how the time "
            "was shared."
        ),
        "spoke so long": "Spoke altogether",
        "so many": "People",
        "up to minutes": "up to {minutes} minutes",
        "minutes from to": "more than {first}, up to {last} minutes",
        "more than minutes": "more than {minutes} minutes",
    },
    "da": {
        "session held": "Et møde i borgersamlingen den {day} kl. {time}.",
        "session place": "Sted: {place}.",
        "checked in": "meldt til stede",
        "items": "punkter",
        "agenda": "Dagsordenen",
        "agenda told": "Som den var planlagt før mødet, og som det gik.",
        "item": "Punkt",
        "planned": "Planlagt",
        "as it went": "Som det gik",
        "minutes planned": "Minutter planlagt",
        "minutes taken": "Minutter brugt",
        "left out": "udeladt",
        "who spoke": "Hvor længe der blev talt",
        "spoken told": "Indlæg: {turns}, i alt {minutes} minutter.",
        "spoken by": "Personer, der talte: {speakers}.",
        "nobody named": "Bemærkninger til forretningsordenen tælles ikke, og ingen nævnes.",
        "half spoke": "Den halvdel af dem, der talte mest, havde {share} af tiden.",
        "few spoke": (
            "Grupper på færre end fem personer offentliggøres ikke, så det siges ikke, hvordan "
            "tiden blev fordelt."
        ),
        "spoke so long": "Talte i alt",
        "so many": "Personer",
        "up to minutes": "op til {minutes} minutter",
        "minutes from to": "mere end {first}, op til {last} minutter",
        "more than minutes": "mere end {minutes} minutter",
    },
}
