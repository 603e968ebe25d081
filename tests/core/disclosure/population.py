"""A small made-up college for the tests of the release: atoms of one round, and rules to go with them."""

import numpy as np

from thuis.core.disclosure.model import Atoms, Dimension, Measure, Rules, Sums

FILTERS = {"study_year": (0.4, 0.35, 0.25), "gender": (0.55, 0.43, 0.02), "international": (0.88, 0.12)}
SCALE, ITEMS = "wellbeing", ("w1", "w2", "w3")


def people(students=400, programmes=14, seed=1):
    """Codes per person and dimension, and a score; programmes differ in size and in level."""
    rng = np.random.default_rng(seed)
    size = np.maximum((rng.dirichlet(np.full(programmes, 1.5)) * students).astype(int), 3)
    programme = np.repeat(np.arange(programmes), size)
    codes = {"domain": programme % 3, "programme": programme, "site": (programme * 5) % 4}
    codes |= {name: rng.choice(len(p), len(programme), p=p) for name, p in FILTERS.items()}
    level = 60 + 4 * rng.standard_normal(programmes)[programme]
    return codes, level, rng


def atoms(students=400, programmes=14, seed=1, missing=0.03, round_name="2026"):
    codes, level, rng = people(students, programmes, seed)
    items = np.clip(np.round(level[:, None] / 25 + 0.8 * rng.standard_normal((len(level), 3))), 0, 4)
    values = {SCALE: items.mean(axis=1) * 25, **{name: items[:, i] for i, name in enumerate(ITEMS)}}
    kept = {name: rng.random(len(level)) >= missing for name in values}
    return from_people(codes, values, kept, rng, round_name)


def from_people(codes, values, kept, rng, round_name="2026"):
    """Add people up to atoms as the warehouse does."""
    labels = {name: tuple(f"{name}-{i}" for i in range(int(c.max()) + 1)) for name, c in codes.items()}
    one = np.zeros(len(next(iter(codes.values()))), dtype=np.int64)
    for name in labels:
        one = one * len(labels[name]) + codes[name]
    _, first, inside = np.unique(one, return_index=True, return_inverse=True)
    count = len(first)
    keys = rng.integers(0, 2**31, (2, len(one)))

    def add(numbers):
        return np.bincount(inside, numbers, count)

    sums = {}
    for name, value in values.items():
        ok = kept[name]
        options = [add(ok & (value == code)) for code in range(5)] if name in ITEMS else []
        sums[name] = Sums(
            add(ok).astype(np.int64),
            add(np.where(ok, value, 0)),
            add(np.where(ok, value**2, 0)),
            add(ok & (value < 45)).astype(np.int64),
            np.array(options, dtype=np.int64).reshape(len(options), count),
        )
    return Atoms(
        round_name,
        labels,
        {name: np.asarray(c, dtype=np.int64)[first] for name, c in codes.items()},
        np.bincount(inside, minlength=count).astype(np.int64),
        np.stack([add(key) for key in keys]).astype(np.int64),
        sums,
    )


def rules(**changed):
    units = tuple(Dimension(name, "unit") for name in ("domain", "site", "programme"))
    filters = tuple(Dimension(name, "filter") for name in FILTERS)
    scale = Measure(SCALE, "scale", 0, 100, cut=45)
    items = tuple(Measure(name, "item", 0, 4, options=tuple(range(5)), part_of=SCALE) for name in ITEMS)
    return Rules("test", units + filters, (scale, *items), **changed)
