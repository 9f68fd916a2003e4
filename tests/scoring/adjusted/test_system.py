"""The same equations solved with plain and with sparse arrays, in pairs and in whole rows, and as one dense system."""

import numpy as np
import numpy.typing as npt
import pytest

from laurels.scoring.adjusted import system
from laurels.scoring.adjusted.system import Columns, Design, Solution, Spreads

Floats = npt.NDArray[np.float64]


def example() -> tuple[Design, Floats, Floats, Columns]:
    random = np.random.Generator(np.random.PCG64(3))
    pairs = sorted(
        {(int(e), int(j)) for e, j in random.integers(0, [12, 5], (30, 2))} | {(e, e % 5) for e in range(12)}
    )
    entry, judge = (np.array(each, dtype=np.int64) for each in zip(*pairs, strict=True))
    count = len(entry)
    half = random.standard_normal((3, 3))
    values = np.column_stack([np.ones(count), random.standard_normal((count, 2))])
    columns = Columns(values, half @ half.T, random.standard_normal(3))
    return Design(entry, judge, 12, 5), random.standard_normal(count), random.uniform(0.5, 3, count), columns


def whole() -> tuple[Floats, Floats, Floats]:
    """All unknowns and their covariance from one dense system; and the rows of the reviews."""
    design, value, weight, columns = example()
    rows = np.zeros((len(value), 12 + 5 + 3))
    at = np.arange(len(value))
    rows[at, design.entry], rows[at, 12 + design.judge], rows[:, 17] = 1, -1, 1
    rows[:, 17:] = columns.values
    known = np.diag([0.8**-2] * 12 + [0.4**-2] * 5 + [0.0] * 3)
    known[17:, 17:] = columns.information
    covariance: Floats = np.asarray(np.linalg.inv(rows.T @ (weight[:, None] * rows) + known), dtype=np.float64)
    return covariance @ (rows.T @ (weight * value) + np.append(np.zeros(17), columns.pull)), covariance, rows


@pytest.mark.parametrize(("dense", "paired"), [(10**6, 200), (0, 200), (0, 0)])
def test_every_way_of_solving_gives_the_whole_system(monkeypatch: pytest.MonkeyPatch, dense: int, paired: int) -> None:
    monkeypatch.setattr(system, "DENSE", dense)
    monkeypatch.setattr(system, "MOST_PAIRED", paired)
    monkeypatch.setattr(system, "CHUNK", 15)
    design, value, weight, columns = example()
    found = Solution(design, value, weight, Spreads(0.8, 0.4, 0.5), columns)
    unknowns, covariance, rows = whole()
    np.testing.assert_allclose(found.theta, unknowns[:12], atol=1e-10)
    np.testing.assert_allclose(found.b, unknowns[12:], atol=1e-10)
    np.testing.assert_allclose(found.inverse, covariance[12:, 12:], atol=1e-10)
    np.testing.assert_allclose(found.theta_variance, np.diag(covariance)[:12], atol=1e-10)
    np.testing.assert_allclose(found.fitted_variance, np.einsum("ij,jk,ik->i", rows, covariance, rows), atol=1e-10)
    np.testing.assert_allclose(found.loads[np.arange(12)] @ found.inverse, covariance[:12, 12:], atol=1e-10)
    np.testing.assert_allclose(found.loads @ found.inverse, covariance[:12, 12:], atol=1e-10)
    np.testing.assert_allclose(found.loads.total() @ found.inverse, covariance[:12, 12:].sum(axis=0), atol=1e-10)
