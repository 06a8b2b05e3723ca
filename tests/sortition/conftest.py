"""Pools and quotas to draw from: small ones by hand, published ones, made-up ones of any size."""

import csv
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import assume
from hypothesis import strategies as st
from scipy.optimize import linprog

from deliberation.sortition import Person, Pool, Quota, Quotas, Standing
from deliberation.sortition.limits.repairs import widenings
from deliberation.sortition.panels import panels_of


@pytest.fixture
def two_features() -> tuple[Pool, Quotas]:
    """The example of Flanigan et al. (Nature 2021): one conservative woman among 200 people."""

    def some(n: int, gender: str, leaning: str) -> list[Person]:
        return [
            Person(f"{leaning}-{gender}-{i:02d}", {"gender": gender, "leaning": leaning})
            for i in range(n)
        ]

    pool = Pool(
        (
            *some(1, "woman", "conservative"),
            *some(99, "woman", "liberal"),
            *some(100, "man", "conservative"),
        )
    )
    values = {"gender": ("woman", "man"), "leaning": ("conservative", "liberal")}
    return pool, Quotas(20, tuple(Quota(f, v, 9, 11) for f, vs in values.items() for v in vs))


@pytest.fixture(scope="session")
def published(shared_data: Path) -> Callable[[str], tuple[Pool, Quotas]]:
    """Reads one of the pools beside the project."""

    def read(name: str) -> tuple[Pool, Quotas]:
        folder = shared_data / "sortition" / name
        size = json.loads((folder / "meta.json").read_text("utf-8"))["k"]
        with (folder / "categories.csv").open(encoding="utf-8-sig") as file:
            quotas = Quotas(
                size,
                tuple(
                    Quota(row["category"], row["feature"], int(row["min"]), int(row["max"]))
                    for row in csv.DictReader(file)
                ),
            )
        with (folder / "respondents.csv").open(encoding="utf-8-sig") as file:
            pool = Pool(
                tuple(
                    Person(row["id"], {feature: row[feature] for feature in quotas.features})
                    for row in csv.DictReader(file)
                )
            )
        return pool, quotas

    return read


@pytest.fixture(scope="session")
def made_up() -> Callable[..., tuple[Pool, Quotas]]:
    """Makes a pool whose volunteers differ from the population that the quotas speak for."""

    def make(
        n: int, size: int, values: tuple[int, ...], *, seed: int, couples: int = 0
    ) -> tuple[Pool, Quotas]:
        rng = np.random.default_rng(seed)
        shares = [rng.dirichlet([4.0] * count) for count in values]
        eager = [share * np.exp(rng.normal(0, 0.6, len(share))) for share in shares]
        drawn = [rng.choice(len(e), n, p=e / e.sum()) for e in eager]
        homes = rng.permutation(n)[: 2 * couples] if couples else []
        household = {int(i): f"home {place // 2}" for place, i in enumerate(homes)}
        pool = Pool(
            tuple(
                Person(
                    f"p{i:04d}",
                    {f"f{f}": f"v{column[i]}" for f, column in enumerate(drawn)},
                    household.get(i),
                )
                for i in range(n)
            )
        )
        quotas = [
            Quota(f"f{f}", f"v{v}", int(np.floor(size * s)), int(np.ceil(size * s)))
            for f, share in enumerate(shares)
            for v, s in enumerate(share)
        ]
        asked = Quotas(size, tuple(quotas))
        repairs = widenings(panels_of(pool, asked), asked, count=1)
        wider = {(r.feature, r.value): r for repair in repairs for r in repair}
        return pool, Quotas(
            size,
            tuple(
                Quota(q.feature, q.value, r.lower, r.upper)
                if (r := wider.get((q.feature, q.value)))
                else q
                for q in quotas
            ),
        )

    return make


@pytest.fixture(scope="session")
def coins() -> Callable[..., tuple[Pool, Quotas]]:
    """Makes a pool in which a coin decided each feature of each person; quotas are wide.

    With sixteen features nobody is like anybody else. Lotteries over few of the panels have weights
    with denominators of hundreds of digits.
    """

    def make(n: int, size: int, features: int, *, seed: int) -> tuple[Pool, Quotas]:
        flips = np.random.default_rng(seed).integers(0, 2, (features, n))
        pool = Pool(
            tuple(
                Person(f"p{i:03d}", {f"f{f}": f"v{v}" for f, v in enumerate(column)})
                for i, column in enumerate(flips.T)
            )
        )
        quotas = []
        for f, row in enumerate(flips):
            for v in (0, 1):
                share = size * int((row == v).sum()) // n
                quotas.append(Quota(f"f{f}", f"v{v}", max(0, share - 2), min(size, share + 3)))
        return pool, Quotas(size, tuple(quotas))

    return make


VALUES = {"a": ("x", "y"), "b": ("u", "v", "w")}


@st.composite
def _small_assemblies(
    draw: st.DrawFn,
    standings: tuple[Standing, ...] = (Standing.OPEN,),
    limits: tuple[int, ...] = (1,),
    joint: int = 0,
) -> tuple[Pool, Quotas]:
    """A few people with few values, some of them at home together, and quotas of any kind."""
    n = draw(st.integers(2, 7))
    size = draw(st.integers(1, min(n, 4)))
    homes = st.sampled_from([None, None, "h1", "h2"])
    pool = Pool(
        tuple(
            Person(
                f"p{i}",
                {f: draw(st.sampled_from(vs)) for f, vs in VALUES.items()},
                draw(homes),
                draw(st.sampled_from(standings)),
            )
            for i in range(n)
        )
    )
    quotas = []
    for feature, vs in VALUES.items():
        lower = [draw(st.integers(0, 1)) for _ in vs]
        while sum(lower) > size:
            lower[lower.index(1)] = 0
        upper = [max(low, draw(st.integers(0, size))) for low in lower]
        upper[-1] = max(upper[-1], size - sum(upper[:-1]))
        bounds = zip(vs, lower, upper, strict=True)
        quotas += [Quota(feature, v, low, high) for v, low, high in bounds]
    pairs = st.tuples(*map(st.sampled_from, VALUES.values()))
    for x, u in draw(st.lists(pairs, max_size=joint, unique=True)):
        lower = draw(st.integers(0, 1))
        upper = draw(st.integers(lower, size))
        quotas.append(Quota("a", x, lower, upper, also=(("b", u),)))
    return pool, Quotas(size, tuple(quotas), draw(st.sampled_from(limits)))


@pytest.fixture(scope="session")
def small_assemblies() -> Callable[..., st.SearchStrategy[tuple[Pool, Quotas]]]:
    """Assemblies so small that every panel can be listed."""
    return _small_assemblies


@pytest.fixture(scope="session")
def every_panel() -> Callable[[Pool, Quotas], list[tuple[str, ...]]]:
    """Lists every panel, person by person, with nothing of ours."""

    def enumerate_all(pool: Pool, quotas: Quotas) -> list[tuple[str, ...]]:
        certain = {p.id for p in pool if p.standing is Standing.IN}
        people = sorted((p for p in pool if p.standing is not Standing.OUT), key=lambda p: p.id)
        asked = [set(q.answers) for q in quotas]
        counted = {p.id: [answers <= p.features.items() for answers in asked] for p in people}
        panels = []

        def extend(chosen: list[Person], start: int, counts: list[int]) -> None:
            if len(chosen) == quotas.size:
                met = all(n >= q.lower for n, q in zip(counts, quotas, strict=True))
                if met and certain <= {p.id for p in chosen}:
                    panels.append(tuple(p.id for p in chosen))
                return
            for i in range(start, len(people) - quotas.size + len(chosen) + 1):
                person = people[i]
                at_home = sum(p.household == person.household is not None for p in chosen)
                more = [n + c for n, c in zip(counts, counted[person.id], strict=True)]
                if at_home < quotas.per_household and all(
                    n <= q.upper for n, q in zip(more, quotas, strict=True)
                ):
                    extend([*chosen, person], i + 1, more)

        extend([], 0, [0] * len(asked))
        return panels

    return enumerate_all


@pytest.fixture(scope="session")
def every_seating(every_panel) -> Callable[[Pool, Quotas], list[tuple[set[str], tuple[int, ...]]]]:
    """Lists every panel that quotas without bounds allow, and how many each quota counts on it."""

    def enumerate_all(pool: Pool, quotas: Quotas) -> list[tuple[set[str], tuple[int, ...]]]:
        free = [replace(quota, lower=0, upper=quotas.size) for quota in quotas]
        panels = every_panel(pool, replace(quotas, quotas=tuple(free)))
        person = {p.id: p for p in pool}
        return [(set(ids), quotas.counted(person[id] for id in ids)) for ids in panels]

    return enumerate_all


@pytest.fixture(scope="session")
def that_can_be_met(every_seating) -> Callable[..., tuple[Quotas, tuple[int, ...]]]:
    """Widens quotas until a panel meets them, which *data* chooses, and says its counts."""

    def widen(pool: Pool, quotas: Quotas, data: st.DataObject) -> tuple[Quotas, tuple[int, ...]]:
        seatings = every_seating(pool, quotas)
        assume(seatings)
        _, counts = data.draw(st.sampled_from(seatings))
        wider = (
            replace(quota, lower=min(quota.lower, n), upper=max(quota.upper, n))
            for quota, n in zip(quotas, counts, strict=True)
        )
        return replace(quotas, quotas=tuple(wider)), counts

    return widen


@pytest.fixture(scope="session")
def leximin_over() -> Callable[..., dict[str, float]]:
    """Leximin chances over listed panels, by asking for everybody whether they can rise.

    Where there are weights, it is chance / weight that rises.
    """

    def solve(
        pool: Pool, panels: list[tuple[str, ...]], weights: dict[str, float] | None = None
    ) -> dict[str, float]:
        ids = sorted(p.id for p in pool)
        of = [(weights or {}).get(id, 1.0) for id in ids]
        on = np.array([[float(id in panel) for panel in map(set, panels)] for id in ids])
        on /= np.array(of)[:, None]
        pinned: dict[int, float] = {}

        def best(raised: list[int], floor: np.ndarray) -> tuple[float, np.ndarray]:
            """The most that the lowest of those raised can get while others keep their floor."""
            n = len(panels)
            rows = np.hstack([-on, np.zeros((len(ids), 1))])
            rows[raised, n] = 1.0
            limits = np.where(np.isin(np.arange(len(ids)), raised), 0.0, -floor + 1e-10)
            answer = linprog(
                [0.0] * n + [-1.0],
                A_ub=rows,
                b_ub=limits,
                A_eq=[[1.0] * n + [0.0]],
                b_eq=[1.0],
                bounds=[(0, None)] * (n + 1),
            )
            assert answer.status == 0, answer.message
            return -answer.fun, on @ answer.x[:n]

        while len(pinned) < len(ids):
            open = [i for i in range(len(ids)) if i not in pinned]
            lowest, chances = best(open, np.array([pinned.get(i, 0.0) for i in range(len(ids))]))
            floor = np.array([pinned.get(i, lowest) for i in range(len(ids))])
            stuck = [i for i in open if chances[i] < lowest + 1e-7]
            held = [i for i in stuck if best([i], floor)[0] < lowest + 1e-7]
            assert held
            pinned.update(dict.fromkeys(held, lowest))
        return {id: pinned[i] * of[i] for i, id in enumerate(ids)}

    return solve


@pytest.fixture(scope="session")
def extremes_over() -> Callable[[Pool, list[tuple[str, ...]]], tuple[list[str], Callable]]:
    """Who has a choice of chances over listed panels, and the lowest highest for each lowest."""

    def solve(pool: Pool, panels: list[tuple[str, ...]]) -> tuple[list[str], Callable]:
        on = {p.id: [float(p.id in panel) for panel in panels] for p in pool}
        free = [id for id, seats in on.items() if 0 < sum(seats) < len(panels)]
        matrix, n = np.array([on[id] for id in free]), len(panels)

        def best(low: float, high: float, least: float = 0.0) -> tuple[float, float]:
            """The lowest and the highest chance where the one is worth *low*, the other *high*."""
            ones = np.ones((len(free), 1))
            answer = linprog(
                [0.0] * n + [-low, high],
                A_ub=np.vstack(
                    [np.hstack([-matrix, ones, 0 * ones]), np.hstack([matrix, 0 * ones, -ones])]
                ),
                b_ub=[0.0] * (2 * len(free)),
                A_eq=[[1.0] * n + [0.0, 0.0]],
                b_eq=[1.0],
                bounds=[(0, None)] * n + [(least, 1), (0, 1)],
            )
            assert answer.status == 0, answer.message
            return answer.x[n], answer.x[n + 1]

        return free, best

    return solve
