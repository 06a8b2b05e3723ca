"""Carry out all attacks, and print a line for each: ``python -m tests.attacks``."""

import sys

from tests.attacks.everything import ATTACKS

if __name__ == "__main__":
    repelled = True
    for attack in ATTACKS:
        came_of_it = attack()
        sys.stdout.write(f"{came_of_it}\n")
        repelled &= came_of_it.repelled
    sys.exit(not repelled)
