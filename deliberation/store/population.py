"""The shares of the population."""

from __future__ import annotations

from fractions import Fraction

from sqlalchemy import delete, select

from deliberation.record.ceiling import fraction_of, fraction_text
from deliberation.sortition.representation import Population
from deliberation.store.tables import PopulationRow
from deliberation.store.verbs import Verbs


class PopulationVerbs(Verbs):
    """Keeping whom the panel is to speak for: of no person anything."""

    def put_population(self, assembly_id: str, population: Population) -> None:
        """Keep the shares of the *population* instead of any before; none where it is empty."""
        own = PopulationRow.assembly_id == assembly_id
        self._session.execute(delete(PopulationRow).where(own))
        every = ((f, v, n) for f, values in population.items() for v, n in values.items())
        self._add_all(
            PopulationRow,
            [
                {
                    "assembly_id": assembly_id,
                    "position": position,
                    "feature": feature,
                    "value": value,
                    "share": fraction_text(Fraction(share)),
                }
                for position, (feature, value, share) in enumerate(every)
            ],
        )

    def population(self, assembly_id: str) -> dict[str, dict[str, Fraction]]:
        """The shares of each value of each feature, in the order given; empty where none are."""
        own = select(PopulationRow).where(PopulationRow.assembly_id == assembly_id)
        shares: dict[str, dict[str, Fraction]] = {}
        for row in self._session.scalars(own.order_by(PopulationRow.position)):
            shares.setdefault(row.feature, {})[row.value] = fraction_of(row.share)
        return shares
