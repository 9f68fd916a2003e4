"""What a reader must know before trusting the numbers, as named warnings and flags."""

from collections.abc import Iterator, Mapping

import numpy as np
import numpy.typing as npt
from scipy import sparse

from laurels.scoring.adjusted.result import Caution
from laurels.scoring.adjusted.reviews import Reviews
from laurels.scoring.adjusted.totals import panels, sums_judges
from laurels.scoring.rules import Rule

FEW_SCORECARDS = 10
WEAK = 5  # entries, and reviews left over for the noise, below which variances are guesses
WEAK_JUDGES = 3
NEAR = 1e-9


def components(reviews: Reviews) -> npt.NDArray[np.int64]:
    """(entries,): the panel of each, counted from 0, largest first; entries of one panel share judges in a chain."""
    design = reviews.design
    size = design.entries + design.judges
    links = sparse.coo_array(
        (np.ones(len(design.entry)), (design.entry, design.entries + design.judge)), shape=(size, size)
    )
    _, label = sparse.csgraph.connected_components(links, directed=False)
    own = label[: design.entries]
    found, first, inverse, counts = np.unique(own, return_index=True, return_inverse=True, return_counts=True)
    order = sorted(range(len(found)), key=lambda group: (-counts[group], first[group]))
    rank = np.empty(len(found), dtype=np.int64)
    rank[order] = np.arange(len(found))
    return np.asarray(rank[inverse])


def at_limit(reviews: Reviews) -> tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]]:
    """(entries,), (judges,): all scores at the top of their scales, or all at the bottom."""
    marks, scales, design = reviews.marks, reviews.scales, reviews.design
    empty = np.isnan(marks)
    top = np.asarray((empty | (marks >= scales.high - NEAR)).all(axis=1))
    bottom = np.asarray((empty | (marks <= scales.low + NEAR)).all(axis=1))

    def whole(rows: npt.NDArray[np.bool_], at: npt.NDArray[np.int64], size: int) -> npt.NDArray[np.bool_]:
        return np.asarray(np.bincount(at, ~rows, size) == 0)

    entries = whole(top, design.entry, design.entries) | whole(bottom, design.entry, design.entries)
    judges = whole(top, design.judge, design.judges) | whole(bottom, design.judge, design.judges)
    return entries, judges


def cautions(
    reviews: Reviews,
    panel: npt.NDArray[np.int64],
    limits: tuple[npt.NDArray[np.bool_], npt.NDArray[np.bool_]],
    *,
    spread: bool,
) -> tuple[Caution, ...]:
    design = reviews.design
    panels = int(panel.max()) + 1
    per_entry = np.bincount(design.entry, minlength=design.entries)
    left = len(design.entry) - design.entries - design.judges + panels
    weak = spread and (design.entries < WEAK or design.judges < WEAK_JUDGES or left < WEAK)
    found = {
        "not-connected": panels > 1,
        "one-entry": design.entries == 1,
        "one-judge": design.judges == 1,
        "no-spread": not spread,
        "one-review-each": bool((per_entry == 1).all()),
        "few-scorecards": len(design.entry) < FEW_SCORECARDS,
        "variances-weak": weak,
        "mixed-scales": _mixed(reviews),
    }
    named: Mapping[str, tuple[str, ...]] = {
        "at-limit-entries": _names(reviews.entries, limits[0]),
        "at-limit-judges": _names(reviews.judges, limits[1]),
    }
    return (
        *(Caution(code) for code, true in found.items() if true),
        *(Caution(code, names) for code, names in named.items() if names),
    )


def of_rule(reviews: Reviews, rule: Rule) -> Iterator[Caution]:
    """Where the official score is told on another scale than that of one round and of the largest panel."""
    step = rule.round_combining
    if step is not None and step.how != "mean" and len(set(reviews.rounds)) > 1:
        yield Caution("one-round")
    entries = (reviews.entries[at] for at in reviews.design.entry.tolist())
    if sums_judges(rule) and len(set(panels(rule, entries, reviews.rounds).values())) > 1:
        yield Caution("uneven-panels")


def _names(names: tuple[str, ...], where: npt.NDArray[np.bool_]) -> tuple[str, ...]:
    return tuple(names[index] for index in np.flatnonzero(where))


def _mixed(reviews: Reviews) -> bool:
    """Criteria on different scales, and scorecards that lack some: then a total depends on what was answered."""
    scales = reviews.scales
    differ = bool(np.ptp(scales.low) > NEAR or np.ptp(scales.high) > NEAR)
    return differ and bool(np.isnan(reviews.marks).any())
