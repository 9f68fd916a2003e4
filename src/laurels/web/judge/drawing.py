"""The scorecard as the page draws it: areas, criteria with their cells and anchors, remarks, the ribbon."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.urls import reverse
from django.utils.formats import localize
from django.utils.translation import gettext as _

from laurels.judging.models import Comment
from laurels.judging.queries import Desk
from laurels.judging.queries.beside import Beside
from laurels.programs.definition import AreaDef, CriterionDef
from laurels.programs.definition.base import decimal_text
from laurels.programs.models import Round

MOST_CELLS = 11  # 0 to 10; a longer scale, or one without steps, is typed
ROMANS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
TEN = 10
ROOM = 3  # cells that the last anchor of a long scale is given for its words


@dataclass(frozen=True)
class Cell:
    value: str
    label: str
    checked: bool


@dataclass(frozen=True)
class Anchor:
    at: str
    cell: int
    span: int
    text: str
    chosen: bool
    ends: bool
    """It stands at the end of a long scale, so its words run back from there."""


@dataclass(frozen=True)
class CriterionRow:
    number: int
    key: str
    name: str
    question: str
    guidance: str
    source: str
    weight: str
    """Shown where criteria weigh differently; else empty."""
    value: str
    """The score as text, "n/a", or empty."""
    low: str
    high: str
    step: str
    cells: tuple[Cell, ...]
    """Empty where the score is typed."""
    anchors: tuple[Anchor, ...]
    na: bool
    """Whether n/a may be given."""
    quarters: str
    """Height of the ribbon's bar: 0 to 4 quarters of the scale."""
    version: int
    saved_at: datetime | None
    url: str
    beside: tuple[tuple[int, str], ...] = ()
    """What others gave: their number and their score."""
    spread: str = ""
    """From the lowest to the highest of them."""
    why: Remark | None = None
    """In a consensus: why the agreed score lies where no judge's does."""

    @property
    def answered(self) -> bool:
        return bool(self.value)

    @property
    def typed(self) -> bool:
        return not self.cells

    @property
    def is_na(self) -> bool:
        return self.value == "n/a"

    @property
    def long(self) -> bool:
        return len(self.cells) >= TEN

    @property
    def cell_count(self) -> int:
        return len(self.cells) + self.na


@dataclass(frozen=True)
class Remark:
    """One text box: who reads it, and what stands in it."""

    kind: str
    words: str
    hint: str
    text: str
    version: int
    saved_at: datetime | None
    url: str
    name: str


@dataclass(frozen=True)
class AreaRow:
    roman: str
    key: str
    name: str
    description: str
    source: str
    """What to look at, where all criteria of the area look at the same; else each says it."""
    criteria: tuple[CriterionRow, ...]
    remarks: tuple[Remark, ...]

    @property
    def scored(self) -> int:
        return sum(row.answered for row in self.criteria)

    @property
    def total(self) -> int:
        return len(self.criteria)

    @property
    def complete(self) -> bool:
        return self.scored == self.total

    @property
    def points(self) -> str:
        """The sum of what was given."""
        return _plain(sum((Decimal(row.value) for row in self._counted), Decimal(0)))

    @property
    def most(self) -> str:
        """The most that could have been given, n/a left out."""
        return _plain(sum((Decimal(row.high) for row in self._counted), Decimal(0)))

    @property
    def _counted(self) -> list[CriterionRow]:
        return [row for row in self.criteria if row.answered and not row.is_na]


def areas_of(desk: Desk, beside: Beside | None = None) -> tuple[AreaRow, ...]:
    """`beside`: others' scorecards, where this judge may see them."""
    weights = {criterion.weight for criterion in desk.rubric.criteria}
    numbers = {criterion.key: place for place, criterion in enumerate(desk.rubric.criteria, 1)}
    return tuple(
        _area(desk, area, place, numbers, beside or Beside(), weighted=len(weights) > 1)
        for place, area in enumerate(desk.rubric.areas)
    )


def _area(
    desk: Desk, area: AreaDef, place: int, numbers: Mapping[str, int], beside: Beside, *, weighted: bool
) -> AreaRow:
    shared = len({criterion.source for criterion in area.criteria}) == 1
    return AreaRow(
        roman=ROMANS[place] if place < len(ROMANS) else str(place + 1),
        key=area.key,
        name=area.name,
        description=area.description,
        source=_source(area.criteria[0]) if shared else "",
        criteria=tuple(
            _criterion(desk, criterion, numbers[criterion.key], beside, weighted=weighted, shared=shared)
            for criterion in area.criteria
        ),
        remarks=remarks_on(desk, f"area:{area.key}"),
    )


def in_hand(areas: Iterable[AreaRow], wanted: str = "") -> str:
    """The criterion to begin with: the one asked for, else the first without an answer, else the first."""
    rows = [row for area in areas for row in area.criteria]
    keys = [row.key for row in rows]
    if wanted in keys:
        return wanted
    return next((row.key for row in rows if not row.answered), keys[0] if keys else "")


def _criterion(
    desk: Desk, criterion: CriterionDef, number: int, beside: Beside, *, weighted: bool, shared: bool
) -> CriterionRow:
    score = desk.scores.get(criterion.key)
    value = score.text if score else ""
    scale = criterion.scale
    points = scale.points()
    na = desk.not_applicable != "refuse"
    cells = points if 0 < len(points) <= MOST_CELLS else ()
    return CriterionRow(
        number=number,
        key=criterion.key,
        name=criterion.name,
        question=criterion.question,
        guidance=criterion.guidance,
        source="" if shared else _source(criterion),
        weight=_plain(criterion.weight) if weighted else "",
        value=value,
        low=decimal_text(scale.minimum),
        high=decimal_text(scale.maximum),
        step=decimal_text(scale.step) if scale.step is not None else "",
        cells=tuple(Cell(decimal_text(at), _plain(at), decimal_text(at) == value) for at in cells),
        anchors=_anchors(criterion, cells, value, na=na),
        na=na,
        quarters=_quarters(criterion, value),
        version=score.version if score else 0,
        saved_at=score.saved_at if score else None,
        url=reverse("judge:save-score", args=[desk.seat.public_id, criterion.key]),
        beside=tuple(zip(beside.numbers, beside.scores.get(criterion.key, ()), strict=False)),
        spread=_spread(beside.spread(criterion.key)),
        why=_remark(desk, f"criterion:{criterion.key}", Comment.Kind.ORGANIZERS) if is_consensus(desk) else None,
    )


def is_consensus(desk: Desk) -> bool:
    return desk.seat.round.kind == Round.Kind.CONSENSUS


def _spread(ends: tuple[str, str] | None) -> str:
    if ends is None:
        return ""
    low, high = (_plain(Decimal(end)) for end in ends)
    return low if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def _source(criterion: CriterionDef) -> str:
    return {"site": _("Look at the site"), "essay": _("Judge from the essay")}.get(criterion.source, "")


def _anchors(criterion: CriterionDef, cells: tuple[Decimal, ...], value: str, *, na: bool) -> tuple[Anchor, ...]:
    """Lowest first, as the cells stand; each begins under its number and reaches to the next one's."""
    rising = sorted(criterion.anchors, key=lambda anchor: anchor.at)
    places = [cells.index(anchor.at) + 1 if anchor.at in cells else 0 for anchor in rising]
    back = len(cells) >= TEN and len(places) > 1 and places[-1] == len(cells) and places[-2] <= len(cells) - ROOM
    if back:
        places[-1] = len(cells) - ROOM + 1
    ends = [*places[1:], len(cells) + 1 if back else len(cells) + na + 1][: len(places)]
    return tuple(
        Anchor(
            at=_plain(anchor.at),
            cell=place,
            span=max(end - place, 1),
            text=anchor.text,
            chosen=decimal_text(anchor.at) == value,
            ends=back and anchor is rising[-1],
        )
        for anchor, place, end in zip(rising, places, ends, strict=True)
    )


def _quarters(criterion: CriterionDef, value: str) -> str:
    """A plain number for CSS, so never localized."""
    scale = criterion.scale
    if not value or value == "n/a" or scale.maximum == scale.minimum:
        return "0"
    return f"{4 * (Decimal(value) - scale.minimum) / (scale.maximum - scale.minimum):.2f}"


def _plain(value: Decimal) -> str:
    return str(localize(Decimal(decimal_text(value))))


def remarks_on(desk: Desk, anchor: str) -> tuple[Remark, ...]:
    return tuple(_remark(desk, anchor, kind) for kind in Comment.Kind)


def _remark(desk: Desk, anchor: str, kind: Comment.Kind) -> Remark:
    words = {
        Comment.Kind.ENTRANT: _("To the entrant"),
        Comment.Kind.SUGGESTION: _("Suggestion"),
        Comment.Kind.ORGANIZERS: _("Organizers only"),
    }
    hints = {
        Comment.Kind.ENTRANT: _("Printed in the feedback report, without your name."),
        Comment.Kind.SUGGESTION: _("What could be better, and how. Printed in the report, without your name."),
        Comment.Kind.ORGANIZERS: _("The entrant never sees this."),
    }
    comment = desk.comments.get((anchor, kind.value))
    arguments = [desk.seat.public_id, kind.value, *([anchor] if anchor else [])]
    return Remark(
        kind=kind.value,
        words=words[kind],
        hint=hints[kind],
        text=comment.text if comment else "",
        version=comment.version if comment else 0,
        saved_at=comment.saved_at if comment else None,
        url=reverse("judge:save-remark", args=arguments),
        name=f"remark-{kind.value}-{anchor}",
    )


def last_saved(desk: Desk) -> datetime | None:
    rows = [*desk.scores.values(), *desk.comments.values()]
    return max((row.saved_at for row in rows if row.saved_at), default=None)
