"""The words of the figures in the public report in Danish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FIGURES: Final[Mapping[str, str]] = {
    "decimal mark": ",",
    "thousands mark": ".",
    "percent": "{number} %",
    "chances": "Chancen for en plads, gruppe for gruppe",
    "chances described": (
        "For hver gruppe en søjle fra den laveste til den højeste chance for en plads, med "
        "middelværdien. Over alle grupper går chancerne fra {lowest} til {highest}. Lige "
        "chancer for alle {people} ville være {equal}."
    ),
    "people in group": "{value} ({people})",
    "from to": "{lowest} til {highest}",
    "legend range": "fra den laveste chance i gruppen til den højeste",
    "legend mean": "gruppens middelværdi",
    "legend equal": "lige chancer for alle {people}: {equal}",
    "feature": "Kriterium",
    "value": "Gruppe",
    "people": "Personer",
    "lowest": "Laveste",
    "mean": "Middel",
    "highest": "Højeste",
    "pairs": "Chancen for en plads, to værdier ad gangen",
    "pairs told": (
        "Her ses {shown} af {all} par: dem, hvis middelchance ligger længst fra {mean}, som er "
        "alles middel."
    ),
    "pair value": "{feature}: {value}",
    "and value": "Og gruppe",
    "likeness": "Panelet ved siden af puljen og befolkningen",
    "likeness before": "Puljen ved siden af befolkningen",
    "likeness described": (
        "For hver gruppe en søjle for dens andel af panelet, en tynd under den for dens andel af "
        "puljen og en streg ved dens andel af befolkningen, hvor den er kendt."
    ),
    "likeness described before": (
        "For hver gruppe en søjle for dens andel af puljen og en streg ved dens andel af "
        "befolkningen, hvor den er kendt."
    ),
    "likeness told": "Set i forhold til befolkningen har færrest meldt sig af: {groups}.",
    "lacking group": "{name} ({pool} af puljen, {population} af befolkningen)",
    "share beside": "{share} (befolkning: {population})",
    "unknown": "ukendt",
    "of the population": "Andel af befolkningen",
    "of the pool": "Andel af puljen",
    "of the panel": "Andel af panelet",
    "seats on it": "Pladser",
    "legend panel": "andel af panelet",
    "legend pool": "andel af puljen",
    "legend population": "andel af befolkningen, hvor den er kendt",
    "prices": "Hvad hver kvote koster den laveste chance",
    "prices described": (
        "Nu er den laveste chance for en plads {lowest}. For hver kvote, der koster noget, "
        "viser en søjle, hvad den ville være med én plads mere at råde over og uden kvoten."
    ),
    "at least": "{name}: mindst {seats}",
    "at most": "{name}: højst {seats}",
    "at both": "{name}: alle kvoter",
    "priced": "Kvote",
    "now": "Laveste chance nu",
    "wider": "Med én plads mere",
    "dropped": "Uden kvoten",
    "legend now": "den laveste chance nu: {lowest}",
    "legend wider": "med én plads mere at råde over",
    "legend dropped": "uden kvoten",
    "rounds": "Optællingen, runde for runde",
    "rounds described": "{elected} valgt efter {rounds} runder. Kvotienten er {quota}.",
    "rounds described without quota": "{elected} valgt efter {rounds} runder.",
    "round": "Runde {number}",
    "rounds from to": "Runde {first} til {last}",
    "nobody further": "Intet yderligere valg",
    "elected in": "valgt i runde {number}",
    "eliminated in": "ude i runde {number}",
    "elected at the end": "valgt",
    "not elected": "ikke valgt",
    "legend quota": "stemmer, der kræves for en plads: {quota}",
    "legend elected": "valgt i denne runde",
    "legend eliminated": "ude efter denne runde",
    "elected cell": "{total}, valgt",
    "eliminated cell": "{total}, ude",
    "candidate": "Forslag",
    "flow": "Hvor stemmesedlerne gik hen",
    "flow described": (
        "Hvert bånd er et forslags stemmer ved begyndelsen af en runde, fra første runde øverst "
        "til sidste nederst; strengene imellem er stemmesedler, der flyttede."
    ),
    "legend stay": "stemmer, der bliver",
    "legend move": "stemmer, der flytter videre",
    "from": "Fra",
    "to": "Til",
    "papers": "Stemmesedler",
    "worth": "Værdi i stemmer",
    "in round": "Efter runde",
    "named": "{name}: {outcome}",
    "totals": "Totaler",
    "totals described": "Valgt: {winners}, med {total}.",
    "total of plurality": "stemmesedler, der sætter det først",
    "total of borda": "point: på hver stemmeseddel ét for hvert andet, der står under det",
    "total of copeland": "vundne sammenligninger; uafgjort tæller halvt",
    "total of schulze": (
        "andre, som det vinder over, direkte eller gennem en stærkere kæde af sejre"
    ),
    "total of minimax": (
        "stemmer imod det i den sammenligning, som det taber værst; færrest vinder"
    ),
    "total of approval": "stemmesedler, der sætter kryds ved det",
    "total of whole ballots": (
        "stemmesedler, der sætter kryds ved det; de valgte behøver ikke have flest krydser, "
        "fordi reglen ser på, hvad hver stemmeseddel sætter kryds ved tilsammen"
    ),
    "total of score": "point fra alle stemmesedler",
    "total of star": "point fra alle stemmesedler; for hver plads går de to med flest til omvalg",
    "total of quadratic": "stemmer for minus stemmer imod",
    "total": "I alt",
    "outcome": "Udfald",
    "elected": "valgt",
    "pairwise": "Parvis sammenligning",
    "pairwise described": (
        "Hvor mange stemmesedler der foretrækker rækkens forslag frem for kolonnens; den "
        "største i hvert par er udfyldt."
    ),
    "pairwise rest": "{shown} af {stood} er på billedet; tabellen har dem alle",
    "pairwise legend": (
        "stemmesedler, der foretrækker rækken frem for kolonnen; det største tal er udfyldt"
    ),
    "spending": "Sådan blev pointene brugt",
    "spending described": (
        "For hver kandidat en søjle for hvert antal stemmer: over den hvor mange vælgere der "
        "gav så mange, under den hver enkelts stemmer. Alle tilsammen brugte {credits} point."
    ),
    "credits told": "{credits} point",
    "credits sorted": "point for: {in_favour}; imod: {against}",
    "credits left": "ikke brugt: {left} af {all}",
    "not spent": "Ikke brugt",
    "votes given": "Stemmer fra hver",
    "voters": "Vælgere",
    "credits spent": "Point",
    "legend votes for": (
        "stemmer for: over søjlen hvor mange vælgere, under den hver enkelts stemmer"
    ),
    "legend votes against": "stemmer imod",
    "grades": "Karaktererne",
    "answers": "Svarene",
    "grades described": (
        "For hver kandidat en bjælke fra den bedste karakter til den dårligste, så lang som "
        "antallet af vælgere. Valgt: {winners}."
    ),
    "nobody": "ingen",
    "middle grade": "Midterste karakter",
    "in favour": "For",
    "part of": "{part} af {whole}",
    "legend middle": "midten: halvdelen af vælgerne står på hver side",
    "legend needed": "den støtte, der skal til",
    "not in favour": "Ikke for",
    "legend share": "den andel, der skal til: {share}",
    "legend above": "der skal mere end denne andel til: {share}",
    "budget": "Budgettet, og hvor pengene slutter",
    "budget described": (
        "Projekter i den rækkefølge, de blev valgt, hver bjælke efter dem før. Af {total} "
        "bruges {used} på {projects} af dem."
    ),
    "project": "Projekt",
    "cost": "Pris",
    "added up": "Lagt sammen",
    "supporters": "Valgt af",
    "funded": "betales",
    "cost and supporters": "{cost}, valgt af {voters}",
    "no supporters": "betales ikke: ingen valgte det",
    "beyond the budget": "betales ikke: det koster mere end alt, hvad der er",
    "money missing": "betales ikke: til sidst mangler der {missing}",
    "not reached": "betales ikke: tilhængerne havde ikke nok",
    "legend money ends": "her slutter pengene: {total}",
    "legend funded": "betales",
    "legend not funded": "betales ikke",
    "and": "{first} og {last}",
}
"""As the pages say them; the report has no catalogue to ask."""
