"""Instances: random small ones, and the shared ones with the optimum that other solvers agree on."""

import sys
from functools import cache
from importlib import util
from pathlib import Path

import numpy as np
import pytest
from hypothesis import strategies as st

from laurels.assignment.arrays import Instance

MAKER = Path(__file__).parents[2].parent / "shared" / "bench" / "assignment_instances.py"


@st.composite
def instances(draw: st.DrawFn, *, feasible_loads: bool = False, levels: int = 1_000_000) -> Instance:
    entries, judges = draw(st.integers(1, 6)), draw(st.integers(1, 6))
    rng = np.random.default_rng(draw(st.integers(0, 2**32)))
    allowed = rng.random((entries, judges)) < draw(st.sampled_from([0.5, 0.8, 1.0]))
    need = np.minimum(rng.integers(0, 4, entries), allowed.sum(axis=1))
    lo = rng.integers(0, 3, judges)
    hi = lo + rng.integers(0, 4, judges)
    if feasible_loads:
        loads = np.zeros(judges, dtype=np.int64)
        for row, count in zip(allowed, need, strict=True):
            loads[rng.permutation(np.flatnonzero(row))[:count]] += 1
        lo, hi = np.maximum(loads - rng.integers(0, 3, judges), 0), loads + rng.integers(0, 3, judges)
    return Instance(rng.integers(0, levels + 1, (entries, judges)), allowed, need, lo, hi)


@cache
def shared(name: str) -> Instance:
    """A named instance of the shared generator, or a skip that says what is missing."""
    if not MAKER.is_file():
        pytest.skip(f"the generator of instances is not here: {MAKER}")
    spec = util.spec_from_file_location("assignment_instances", MAKER)
    assert spec is not None
    assert spec.loader is not None
    maker = util.module_from_spec(spec)
    sys.modules[spec.name] = maker
    spec.loader.exec_module(maker)
    made = maker.make(**maker.NAMED[name])
    assert maker.digest(made) == DIGESTS[name]
    whole = {part: made[part].astype(np.int64) for part in ("need", "lo", "hi")}
    return Instance(made["affinity"], ~made["conflict"], **whole)


DIGESTS = {
    "s-100x30": "c5764df4c2784faa36095c467358e17aaaf803fb34829675c7e348734f378842",
    "flat-1000x200": "10bb6666e75acd1e7b0c187cd3c587fe9756dfd48d8c362f989f41f3884d23c9",
}
