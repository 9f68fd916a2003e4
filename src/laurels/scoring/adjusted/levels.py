"""Which honor each entry would get, over many drawn sets of scores at once.

Level 0 is the best honor; an entry without one has the number of honors. A selection other than tiers has one honor.
"""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from laurels.scoring.adjusted import chances
from laurels.scoring.adjusted.result import Contest, Floats
from laurels.scoring.selection import Selection, Tiers

Levels = npt.NDArray[np.int16]


def honors(selection: Selection) -> tuple[str, ...]:
    return tuple(tier.honor for tier in selection.tiers) if isinstance(selection, Tiers) else ("",)


def levels(
    contest: Contest, selection: Selection, entries: Sequence[str], scores: Floats, *, low_is_good: bool
) -> Levels:
    """(draws, entries), from scores (draws, entries) of entries of this contest, and its selection.

    Each tier is asked for with those above it, which is the same as going down the places once, but for an entry that
    would lose a better tier to a worse one of its own organization. Cost: one selection of all draws for each honor.
    """
    places = chances.ranks(scores, low_is_good=low_is_good)
    found = np.zeros(scores.shape, dtype=np.int16)
    for asked in _cumulative(selection):
        found += ~chances.chosen(
            asked, places, entries, contest.groups, scores=scores, facts=contest.facts, low_is_good=low_is_good
        )
    return found


def _cumulative(selection: Selection) -> Sequence[Selection]:
    if not isinstance(selection, Tiers):
        return [selection]
    return [replace(selection, tiers=selection.tiers[:count]) for count in range(1, len(selection.tiers) + 1)]
