"""Carry out all attacks, and print a line for each.

python -m tests.attacks
python -m tests.attacks --casts 10000    # so many acknowledged before the kills
"""

import argparse
import sys
from itertools import chain

from tests.attacks.everything import ATTACKS, on_the_pages

if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Attack the urn and the pages.")
    parser.add_argument("--casts", type=int, default=500, help="acknowledged before the kills")
    casts = parser.parse_args().casts
    repelled = True
    for came_of_it in chain((attack() for attack in ATTACKS), on_the_pages(casts)):
        sys.stdout.write(f"{came_of_it}\n")
        sys.stdout.flush()
        repelled &= came_of_it.repelled
    sys.exit(not repelled)
