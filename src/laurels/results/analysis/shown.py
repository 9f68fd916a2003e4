"""What the templates of `results/analysis/` show. Text is ready to be read; drawings are safe SVG."""

from dataclasses import dataclass, replace

from laurels.results.analysis.labels import Label
from laurels.results.analysis.words.lead import Piece


@dataclass(frozen=True, kw_only=True)
class Say:
    """The last row of a group that is too close to call. `entries` and `inside` are keys, for the acts of a face."""

    bold: str
    rest: str
    entries: tuple[str, ...]
    inside: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Row:
    """`cut` and `say` stand after the row. `up`: places gained when adjusted, below 0 lost.

    `margin`: "± 0.42", or "3.1 to 4.0" where the adjusted score reaches unequally far, as at the end of a scale.
    `marked`: its honor is written on it, since no line tells who has it. `cut_close`: a close group spans the cut.
    """

    key: str
    place: str
    label: Label
    score: str
    exact: str
    chart: str
    adjusted: str
    margin: str
    span: str
    chance: str
    up: int
    why: str
    reviews: int
    honor: str
    won: bool
    undecided: bool
    close: bool
    remarks: tuple[str, ...]
    marked: bool = False
    cut: str = ""
    cut_close: bool = False
    limits: str = ""
    say: Say | None = None

    @property
    def size(self) -> int:
        return abs(self.up)


@dataclass(frozen=True, kw_only=True)
class Table:
    """One contest's rows. `axis`, `key`: drawings of the head and the legend; `moving`: whether any entry moves."""

    rows: tuple[Row, ...]
    axis: str
    key: tuple[str, str]
    seats: str
    moving: bool
    better: str

    def part(self, first: int, last: int) -> "Table":
        """Some of the rows, for a face that shows them in pages."""
        return replace(self, rows=self.rows[first:last])


@dataclass(frozen=True, kw_only=True)
class JudgeRow:
    key: str
    label: Label
    reviews: int
    mean: str
    severity: str
    margin: str
    infit: str
    outfit: str
    sentence: str
    remarks: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class Judges:
    rows: tuple[JudgeRow, ...]
    strip: str
    summary: str
    unit: str


@dataclass(frozen=True, kw_only=True)
class CriterionRow:
    name: str
    chart: str
    median: str
    middle: str
    difficulty: str
    discrimination: str
    sentence: str


@dataclass(frozen=True, kw_only=True)
class Criteria:
    rows: tuple[CriterionRow, ...]
    axis: str
    same: bool


@dataclass(frozen=True, kw_only=True)
class RuleRow:
    """`states`: `in`, `open` or `out` under each rule; `count`: in how many it is in, `always` in all.

    `ordinal` and `chance`: what the ordinal model finds, empty where it has no figures.
    """

    label: Label
    states: tuple[str, ...]
    count: int
    always: bool
    ordinal: str = ""
    chance: str = ""


@dataclass(frozen=True, kw_only=True)
class RuleTable:
    """`ordinal`: whether any row has figures of the ordinal model."""

    rules: tuple[str, ...]
    rows: tuple[RuleRow, ...]
    sentence: str

    @property
    def ordinal(self) -> bool:
        return any(row.ordinal for row in self.rows)


@dataclass(frozen=True, kw_only=True)
class ContestView:
    key: str
    name: str
    lead: tuple[Piece, ...]
    facts: str
    notices: tuple[tuple[str, str], ...]
    table: Table
    rules: RuleTable | None
    advice: tuple[str, ...]
    expected: str
    fit: int


@dataclass(frozen=True, kw_only=True)
class FitView:
    """What contests on the same rubric and rule share; `contests` are their names."""

    contests: tuple[str, ...]
    judges: Judges
    criteria: Criteria
    reliability: str
    figures: tuple[tuple[str, str, str], ...]
    method: tuple[tuple[str, str], ...]


@dataclass(frozen=True, kw_only=True)
class AnalysisView:
    contests: tuple[ContestView, ...]
    fits: tuple[FitView, ...]

    def contest(self, key: str) -> ContestView | None:
        return next((each for each in self.contests if each.key == key), None)
