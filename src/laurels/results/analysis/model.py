"""A result with its uncertainty, as it is kept with a tally and shown on every face: keys and figures, no words.

Figures of the adjustment are floats on the scale of the official score; None where a figure is not defined.
The official score is text: `score` the exact fraction, `printed` as the rule rounds it.
"""

from dataclasses import dataclass
from functools import cached_property


@dataclass(frozen=True, kw_only=True)
class Estimate:
    """As scoring.adjusted.EntryEstimate; `place` is the place that the adjusted scores would give in the contest."""

    adjusted: float
    se: float
    low: float
    high: float
    half_low: float
    half_high: float
    place: int | None
    place_low: int
    place_high: int
    p_top: float | None
    panel: int
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Check:
    """What the ordinal model finds of the same scorecards, on the same scale; as in Estimate."""

    adjusted: float
    low: float
    high: float
    p_top: float | None


@dataclass(frozen=True, kw_only=True)
class Line:
    """One entry in its contest, in the order of the tally's standings.

    `ordinal` is None without a selection, where scales have no steps, and in an analysis kept before it was told.
    """

    entry: str
    place: int | None
    score: str
    printed: str
    reviews: int
    division: str
    honor: str
    undecided: bool
    flags: tuple[str, ...]
    estimate: Estimate | None
    ordinal: Check | None = None


@dataclass(frozen=True, kw_only=True)
class Limit:
    """How many of a division are in, and how many there may be."""

    division: str
    inside: int
    least: int
    most: int


@dataclass(frozen=True, kw_only=True)
class Close:
    """Entries at a cut that could stand on either side of it, as scoring.adjusted.CloseGroup, in official order.

    `honor` and `group` name the cut. `inside`: those the declared rule puts there. `span`: points between their best
    and worst official score; `error`: the median standard error of a difference of two of them.
    """

    honor: str
    group: str
    entries: tuple[str, ...]
    inside: tuple[str, ...]
    seats: int
    span: float
    error: float
    doubted: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """Who would be chosen under one rule: `declared`, `mean`, `median`, `trimmed`, `linear`, `ordinal`.

    `undecided`: entries that it leaves open. `why_not`: why it cannot be worked out; empty where it can.
    """

    rule: str
    entries: tuple[str, ...]
    undecided: tuple[str, ...] = ()
    why_not: str = ""


@dataclass(frozen=True, kw_only=True)
class Advice:
    """As scoring.adjusted.Advice: one more scorecard, on top of those advised before it."""

    judge: str
    entry: str
    gain: float
    se_before: float
    se_after: float
    misplaced_before: float
    misplaced_after: float


@dataclass(frozen=True, kw_only=True)
class Tie:
    """`places` belong among these `entries`; `why` is the selection's word for what keeps them undecided."""

    entries: tuple[str, ...]
    places: int
    why: str = ""


@dataclass(frozen=True, kw_only=True)
class ContestAnalysis:
    """`fit` is the index of its figures in Analysis.fits; `seats` how many are to be chosen, None without a number."""

    key: str
    fit: int
    honor: str
    seats: int | None
    lines: tuple[Line, ...]
    limits: tuple[Limit, ...]
    ties: tuple[Tie, ...]
    unfilled: int
    closes: tuple[Close, ...]
    verdicts: tuple[Verdict, ...]
    advice: tuple[Advice, ...]

    @cached_property
    def by_entry(self) -> dict[str, Line]:
        return {line.entry: line for line in self.lines}

    @property
    def chosen(self) -> tuple[str, ...]:
        return tuple(line.entry for line in self.lines if line.honor)


@dataclass(frozen=True, kw_only=True)
class Judge:
    """As scoring.adjusted.JudgeEstimate; `mean` is that of the judge's own totals, as given."""

    judge: str
    reviews: int
    severity: float
    se: float
    infit: float | None
    outfit: float | None
    infit_z: float | None
    outfit_z: float | None
    mean: float | None
    flags: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Criterion:
    """As scoring.adjusted.CriterionEstimate, and how the entries' official scores on it spread."""

    criterion: str
    low: float
    high: float
    difficulty: float | None
    se: float | None
    discrimination: float | None
    infit: float | None
    outfit: float | None
    redundant_with: str
    redundancy: float | None
    spread: tuple[float, ...]  # lowest, lower quartile, median, upper quartile, highest; empty with fewer than two
    entries: int


@dataclass(frozen=True, kw_only=True)
class Card:
    """One scorecard: its total, what the model expects, and the difference in its standard deviations."""

    entry: str
    judge: str
    round: str
    total: float
    expected: float
    surprise: float


@dataclass(frozen=True, kw_only=True)
class Reliability:
    """As scoring.adjusted.Reliability."""

    ranking: float | None
    separation: float | None
    strata: float | None
    icc_single: float | None
    icc_mean: float | None
    alpha: float | None
    effective: float | None = None


@dataclass(frozen=True, kw_only=True)
class Caution:
    code: str
    names: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Fit:
    """One adjustment: all contests on the same rubric and rule, whose judges share their severities.

    `counts`: how the rule goes by an entry's scorecards where it does not count each alike in both directions:
    `consensus` (it goes by what the judges agreed on), `worst-dropped`, `best-dropped`; else empty. `recorded`: the
    rule multiplies or deducts by figures of the entries, so `low` and `high` are not those of a scorecard.
    """

    front: str
    seed: int
    draws: int
    low: float
    high: float
    low_is_good: bool
    judges: tuple[Judge, ...]
    criteria: tuple[Criterion, ...]
    cards: tuple[Card, ...]
    entry_variance: float
    judge_variance: float
    interaction_variance: float
    reliability: Reliability
    panels: tuple[tuple[str, ...], ...]
    cautions: tuple[Caution, ...]
    counts: str = ""
    recorded: bool = False

    @cached_property
    def by_judge(self) -> dict[str, Judge]:
        return {judge.judge: judge for judge in self.judges}

    @cached_property
    def cards_of(self) -> dict[str, tuple[Card, ...]]:
        """The scorecards of each entry."""
        found: dict[str, list[Card]] = {}
        for card in self.cards:
            found.setdefault(card.entry, []).append(card)
        return {entry: tuple(cards) for entry, cards in found.items()}


@dataclass(frozen=True, kw_only=True)
class Analysis:
    """`version` is that of the software that made it."""

    version: str
    contests: tuple[ContestAnalysis, ...]
    fits: tuple[Fit, ...]

    def contest(self, key: str) -> ContestAnalysis | None:
        return next((contest for contest in self.contests if contest.key == key), None)

    def fit_of(self, contest: ContestAnalysis) -> Fit:
        return self.fits[contest.fit]
