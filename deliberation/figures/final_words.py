"""The words of the recommendations, the method and the grades in the report, by language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

FINAL: Final[Mapping[str, Mapping[str, str]]] = {
    "en": {
        "lead beside": (
            "Except reasons and minority statements: these come from reasons.json, published "
            "beside it, and no checker looks at them."
        ),
        "recommendations": "The recommendations",
        "recommendations told": (
            "Carried: {carried}. Near misses: {near}. In each part those with the greatest "
            "share of support come first."
        ),
        "said by nobody": "Nobody signs reasons and minority statements.",
        "carried": "Carried",
        "not carried": "Not carried",
        "asked again": "Asked once more in a later vote",
        "support of it": "{supporters} of {of} support it, and it takes {needed}.",
        "support unsaid": "How many support it is not published.",
        "asked in": "Vote: {vote}.",
        "reason given": "Why: {reason}",
        "seen otherwise": "A minority sees it otherwise:",
        "method": "How it came about",
        "drawn like this": (
            "{size} members were drawn by lot from {people} people. Every panel in the lottery met "
            "all {quotas} quotas, the lottery was published first, and then a public seed chose "
            "the panel. How that was done is told below."
        ),
        "decided like this": (
            "Rules and thresholds were fixed before anybody voted, and stand on every ballot:"
        ),
        # grades and answers, where they are the usual ones
        "grade excellent": "excellent",
        "grade very good": "very good",
        "grade good": "good",
        "grade acceptable": "acceptable",
        "grade poor": "poor",
        "grade to reject": "to reject",
        "grade strongly agree": "strongly agree",
        "grade agree": "agree",
        "grade neither": "neither",
        "grade disagree": "disagree",
        "grade strongly against": "strongly against",
        "grade yes": "yes",
        "grade no": "no",
    },
    "da": {
        "lead beside": (
            "Undtagen begrundelser og mindretalsudtalelser: de kommer fra reasons.json, der er "
            "offentliggjort ved siden af, og intet kontrolprogram ser på dem."
        ),
        "recommendations": "Anbefalingerne",
        "recommendations told": (
            "Vedtaget: {carried}. Tæt på: {near}. I hver del kommer de, som den største "
            "andel støtter, først."
        ),
        "said by nobody": "Ingen underskriver begrundelser og mindretalsudtalelser.",
        "carried": "Vedtaget",
        "not carried": "Ikke vedtaget",
        "asked again": "Spurgt én gang til i en senere afstemning",
        "support of it": "{supporters} af {of} støtter den, og der skal {needed} til.",
        "support unsaid": "Det er ikke offentliggjort, hvor mange der støtter den.",
        "asked in": "Afstemning: {vote}.",
        "reason given": "Hvorfor: {reason}",
        "seen otherwise": "Et mindretal ser anderledes på det:",
        "method": "Sådan blev det til",
        "drawn like this": (
            "{size} medlemmer blev trukket ved lod blandt {people} personer. Hvert panel i "
            "lodtrækningen opfyldte alle {quotas} kvoter; lodtrækningen blev offentliggjort "
            "først, og så valgte en offentlig startværdi panelet. Hvordan det foregik, står "
            "nedenfor."
        ),
        "decided like this": (
            "Regler og grænser lå fast, før nogen stemte, og står på hver stemmeseddel:"
        ),
        # grades and answers, where they are the usual ones
        "grade excellent": "fremragende",
        "grade very good": "meget god",
        "grade good": "god",
        "grade acceptable": "acceptabel",
        "grade poor": "ringe",
        "grade to reject": "bør afvises",
        "grade strongly agree": "helt enig",
        "grade agree": "enig",
        "grade neither": "hverken enig eller uenig",
        "grade disagree": "uenig",
        "grade strongly against": "helt imod",
        "grade yes": "ja",
        "grade no": "nej",
    },
}
