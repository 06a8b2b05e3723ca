"""The population that the panel is to speak for, beside which the pool and the panel are shown.

It decides nothing: no lottery reads it, no commitment covers it, and the ledger does not tell of
it. So it may be given, replaced and taken away at any time before the archive.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from deliberation.errors import InvalidInputError, NotFoundError, ProcedureError
from deliberation.procedures.accounts import change_assembly
from deliberation.procedures.pools import known_people
from deliberation.procedures.replacing import around
from deliberation.roles import Right
from deliberation.sentences import Sentence
from deliberation.sortition.representation import Population
from deliberation.store import Store


def give_population(store: Store, assembly_id: str, population: Population, *, by: str) -> None:
    """Show the pool and the panel beside this *population*, instead of any given before.

    Args:
        population: for each feature the share of each value; or any numbers in proportion to that.

    Raises:
        InvalidInputError: there is no share, one is below nought, or a feature's add up to it.
        NotFoundError: the facilitator has no such assembly.
        ProcedureError: the assembly is in the archive; or it is a draw of replacements, which has
            the population of the first draw.
    """
    if problems := [*_problems(population)]:
        raise InvalidInputError(problems)
    _change(store, assembly_id, by=by)
    store.put_population(assembly_id, population)


def forget_population(store: Store, assembly_id: str, *, by: str) -> None:
    """Show the pool and the panel beside no population any longer.

    Raises:
        NotFoundError: the facilitator has no such assembly.
        ProcedureError: as for ``give_population``.
    """
    _change(store, assembly_id, by=by)
    store.put_population(assembly_id, {})


def population_of(store: Store, assembly_id: str) -> dict[str, dict[str, Fraction]]:
    """The population that was given, for a draw of replacements that of the first draw; else empty.

    Raises:
        NotFoundError: there is no such assembly.
    """
    return store.population(around(store, assembly_id).first.id)


def groups_asked(store: Store, assembly_id: str) -> dict[str, tuple[str, ...]]:
    """The features that the quotas are about, and of each every value that they name or somebody
    in the pool has; empty where there are no quotas yet.
    """
    try:
        quotas = store.quotas(assembly_id)
    except NotFoundError:
        return {}
    found: dict[str, dict[str, None]] = {feature: {} for feature in quotas.features}
    for feature, value in (answer for quota in quotas for answer in quota.answers):
        found[feature][value] = None
    for person in known_people(store, assembly_id).values():
        for feature, value in person.features.items():
            found[feature][value] = None
    return {feature: tuple(values) for feature, values in found.items()}


def _change(store: Store, assembly_id: str, *, by: str) -> None:
    """Keep others from changing the assembly, if its population may change."""
    change_assembly(store, assembly_id, by=by, right=Right.DRAW)
    if store.replacing(assembly_id) is not None:
        raise ProcedureError("the population of replacements is that of the first draw")


def _problems(population: Population) -> Iterator[Sentence]:
    if not any(population.values()):
        yield Sentence("the population has no share; write a row for each value")
    for feature, values in population.items():
        if values and (min(values.values()) < 0 or not any(values.values())):
            yield Sentence(
                "the shares of {feature} must add up to more than nought, and none be below it",
                feature=feature,
            )
