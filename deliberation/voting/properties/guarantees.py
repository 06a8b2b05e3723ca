"""Which rule for several seats guarantees what, and how that is known.

As in ``theorems``: the source of a theorem, or a reason that is short enough to be followed.
"""

from __future__ import annotations

from collections.abc import Mapping

AZIZ = "Aziz and others (2017)"
BRILL = "Brill, Freeman, Janson and Lackner (2024)"
SHARES = "Peters and Skowron (2020)"
PLUS = "Brill and Peters (2023)"
WEAKER = "follows from EJR+"

GUARANTEES: Mapping[str, Mapping[str, str]] = {
    "pav": {"jr": AZIZ, "pjr": "follows from EJR", "ejr": AZIZ, "ejr_plus": PLUS},
    "chamberlin_courant": {"jr": AZIZ},
    "monroe": {"jr": AZIZ},
    "leximax_phragmen": {
        "jr": "follows from PJR",
        "pjr": BRILL,
        "priceability": "with the greatest load as budget: voters who had more than 1 left for"
        " somebody could carry that candidate below it, and whoever has it would be rid of a"
        " member",
    },
    "sequential_chamberlin_courant": {"jr": f"{AZIZ}, greedy approval voting"},
    "greedy_monroe": {
        "jr": "while n/k voters who agree have nobody, each member stands for a whole part; so k"
        " members stand for everybody"
    },
    "sequential_phragmen": {"jr": "follows from PJR", "pjr": BRILL, "priceability": SHARES},
    "equal_shares": {
        "jr": WEAKER,
        "pjr": WEAKER,
        "ejr": f"{SHARES}; {WEAKER}",
        "ejr_plus": PLUS,
        "priceability": SHARES,
    },
    "expanding_approvals": {
        "psc_hare": "Aziz and Lee (2020), for every quota above n/(k + 1) and up to n/k"
    },
    "schulze_stv": {
        "psc_droop": "Schulze (2011), Free riding and vote management",
        "psc_hare": "follows from PSC by Droop's quota",
    },
    "greedy_justified": {"jr": WEAKER, "pjr": WEAKER, "ejr": WEAKER, "ejr_plus": PLUS},
}
"""By the name of the rule, and of the property."""
