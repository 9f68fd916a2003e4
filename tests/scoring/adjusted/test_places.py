"""Place intervals and chances from draws whose places are known."""

import numpy as np
import pytest

from laurels.scoring import PerCategory, Top
from laurels.scoring.adjusted import places
from laurels.scoring.adjusted.places import Field, from_draws

ALL = tuple("abcd")


def field(selection: Top | PerCategory | None, groups: dict[str, str] | None = None) -> Field:
    return Field(ALL, np.arange(4), selection, groups or {})


def test_an_interval_leaves_one_draw_in_forty_out_on_either_side() -> None:
    # Forty draws: a is first 38 times, once third and once last.
    rows = [[9.0, 8.0, 7.0, 6.0]] * 38 + [[6.5, 8.0, 7.0, 6.0], [5.0, 8.0, 7.0, 6.0]]
    (found,) = from_draws([np.array(rows)], [field(Top(1))], low_is_good=False)
    assert (found.low[0], found.high[0]) == (1, 3)
    assert found.chance is not None
    assert found.chance.tolist() == [38 / 40, 2 / 40, 0, 0]


def test_low_is_good_turns_the_places() -> None:
    (found,) = from_draws([np.array([[9.0, 8.0, 7.0, 6.0]])], [field(None)], low_is_good=True)
    assert found.low.tolist() == [4, 3, 2, 1]
    assert found.chance is None


def test_a_field_is_a_part_of_the_entries_with_places_of_its_own() -> None:
    part = Field(("b", "d"), np.array([1, 3]), PerCategory(1), {"b": "x", "d": "y"})
    (found,) = from_draws([np.array([[9.0, 8.0, 7.0, 6.0]])], [part], low_is_good=False)
    assert found.low.tolist() == [1, 2]
    assert found.chance is not None
    assert found.chance.tolist() == [1, 1]


def test_many_entries_are_counted_to_nearly_the_places_that_sorting_gives(monkeypatch: pytest.MonkeyPatch) -> None:
    random = np.random.Generator(np.random.PCG64(2))
    mean = random.standard_normal(300)
    blocks = [mean + 0.3 * random.standard_normal((500, 300)) for _ in range(4)]
    whole = Field(tuple(map(str, range(300))), np.arange(300), Top(20), {})
    (sorted_,) = from_draws(blocks, [whole], low_is_good=False)
    monkeypatch.setattr(places, "MANY", 100)
    (counted,) = from_draws(blocks, [whole], low_is_good=False)
    assert np.abs(sorted_.low - counted.low).max() <= 2
    assert np.abs(sorted_.high - counted.high).max() <= 2
    assert sorted_.chance is not None
    assert counted.chance is not None
    assert np.abs(sorted_.chance - counted.chance).max() < 0.01
