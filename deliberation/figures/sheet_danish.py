"""The sheet for the room of the draw in Danish."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

DANISH: Final[Mapping[str, str]] = {
    "decimal mark": ",",
    "thousands mark": ".",
    "percent": "{number} %",
    "title": "Den offentlige lodtrækning",
    "lead": (
        "Der trækkes et panel på {size} blandt {people} personer. Der er {tickets} lodder, og "
        "hvert lod står for et helt panel; ét lod trækkes, og det panel, som loddet står for, er "
        "panelet."
    ),
    "fixed": "Det, der allerede ligger fast",
    "commitment": "Forsegling",
    "commitment told": (
        "Forseglingen blev offentliggjort, før der blev kastet en terning. Den er et "
        "fingeraftryk af personerne, kvoterne og hvert panel med dets lodder: blev noget af det "
        "ændret nu, ville den ikke passe. Sammenlign den med den, du har skrevet op."
    ),
    "announcement": "Bekendtgørelse",
    "numbering source": "Det, der nummererer lodderne",
    "draw source": "Det, der trækker loddet",
    "numbering seed": "Startværdi, der nummererede lodderne",
    "numbering default": "{dice}, kastet tre gange",
    "needed": "Det skal bruges",
    "dice 1": "én tisidet terning",
    "dice 2": "to tisidede terninger",
    "dice 3": "tre tisidede terninger",
    "dice 4": "fire tisidede terninger",
    "need dice": (
        "Til denne lodtrækning: {dice}, mærket 0 til 9, hver i sin farve. Et 0 er nul, ikke ti. "
        "Én terning, der kastes én gang for hvert ciffer, er også nok."
    ),
    "need balls": (
        "Eller nummererede kugler: ti ens, mærket 0 til 9, i en pose, som ingen kan se ned i. "
        "For hvert ciffer trækkes én, den vises og lægges tilbage før den næste."
    ),
    "need table": "Et raflebæger og et bord med kant, som alle kan se, eller et kamera over det.",
    "need chair": "En ordstyrer, som siger hvert trin højt, før det gøres.",
    "need thrower": "En kaster blandt tilhørerne, som ingen havde udpeget på forhånd.",
    "need screen": (
        "En skærm, som alle kan se, med den side, hvor drand offentliggør sine runder."
    ),
    "see round": (
        "Når tiden for runden er inde, åbner to personer den, hver på sin egen enhed, og "
        "læser de første og de sidste seks tegn af dens tilfældige værdi op. Er de "
        "forskellige, henter begge den igen."
    ),
    "paste round": (
        "Alt, hvad drand offentliggør om runden, sættes ind. Programmet afviser enhver anden runde:"
    ),
    "need writers": "To skrivere, som sidder hver for sig og ikke ser, hvad den anden skriver.",
    "numbers first": "Første trin: numre på lodderne",
    "say numbering": (
        "Ordstyreren læser forseglingen op og siger: »Nu får lodderne deres numre, og det sker "
        "ved: {source}. Ingen er trukket endnu.«"
    ),
    "write seed": (
        "Begge skrivere skriver på én linje, hvad alle ser, for terninger hvert ciffer med "
        "mellemrum imellem. Terninger kastes efter reglerne for lodtrækningen nedenfor."
    ),
    "read seed": (
        "Begge læser op, hvad de skrev, før nogen rører en terning. Er de uenige, ser alle efter "
        "igen."
    ),
    "type numbering": "To personer taster det ind. Taster de ikke det samme, siger programmet nej:",
    "print again": (
        "Dette ark udskrives eller vises igen: nu viser det hvert lod med dets nummer. Herefter "
        "ligger listen fast."
    ),
    "the draw": "Lodtrækningen",
    "say order": (
        "Ordstyreren siger, hvilken farve der er det første ciffer, hvilken det næste og så "
        "videre, og begge skrivere skriver det op."
    ),
    "say draw": (
        "Ordstyreren siger: »Det, vi kaster nu, er loddets nummer, fra {first} til {last}. Dette "
        "kast gælder.«"
    ),
    "throw": "Kasteren ryster bægeret og kaster alle terninger på én gang.",
    "fallen": (
        "Falder en terning på gulvet, står den skævt eller ligger den på en anden, siger "
        "ordstyreren »Det gælder ikke«, før noget ciffer læses. Alle terninger kastes igen. Det "
        "samme gælder, hvis en kugle tabes."
    ),
    "hands off": (
        "Ingen rører terningerne. Begge skrivere skriver cifrene op og læser dem højt. Er de "
        "uenige, ser alle på terningerne igen. Nogen tager et billede."
    ),
    "all count": "Hvert nummer fra {first} til {last} står på ét lod: det første kast afgør det.",
    "beyond": (
        "Over {last} er der intet lod. Så skrives nummeret op og streges ud, og alle terninger "
        "kastes igen. Der er ingen anden grund til at kaste igen."
    ),
    "find": (
        "Nummeret slås op i listen over lodder. Ordstyreren læser panelet op og koderne på dets "
        "medlemmer."
    ),
    "type by hand": (
        "To personer taster nummeret ind. Programmet skriver lodtrækningen op og stiller "
        "reserverne i rækkefølge:"
    ),
    "say lots": (
        "Ordstyreren siger: »Nu trækkes loddet, og det sker ved: {source}. Det første, der "
        "kommer, gælder.«"
    ),
    "type lots": (
        "To personer taster det ind. Programmet fører fra det til loddets nummer på en måde, som "
        "alle kan regne efter:"
    ),
    "minutes": "Skrevet i salen",
    "order of the dice": "Terningernes rækkefølge",
    "first writer": "Første skriver",
    "second writer": "Anden skriver",
    "crossed out": "Kast, der ikke gjaldt, og hvorfor",
    "number": "Trukket nummer",
    "panel drawn": "Panel",
    "signatures": "Underskrifter",
    "tickets": "Lodderne",
    "tickets told": (
        "Hvilket panel hvert lod står for. Rækken giver de første cifre, kolonnen det sidste: "
        "lod {example} findes i rækken {row}, kolonne {column}, og står for panel {panel}."
    ),
    "tickets from to": "Lod {first} til {last}",
    "row": "Lod",
    "row of": "{digits}_",
    "panels": "Panelerne",
    "panels told": "Hvert panel med numrene på dets lodder og koderne på dets {size} medlemmer.",
    "panel": "Panel {number}",
    "everybody": "Alles lodder",
    "everybody told": (
        "Hver persons kode, chancen for en plads og numrene på de lodder, der giver en plads."
    ),
    "no ticket": "intet lod",
}
