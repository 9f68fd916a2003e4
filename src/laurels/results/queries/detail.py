"""One standing whole: every scorecard of an entry, each criterion judge by judge, and what the judges wrote."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from laurels import scoring
from laurels.entries.models import Entry
from laurels.judging.models import Comment, Score, Scorecard
from laurels.programs.definition import AreaDef, CriterionDef, RubricDef, RuleDef
from laurels.programs.definition.base import decimal_text
from laurels.results import terms
from laurels.results.models import Decision, Standing, Tally
from laurels.results.queries.table import official

TWO = 2


@dataclass(frozen=True)
class JudgeColumn:
    """One scorecard. `total` is None where it does not count: open, recused, or excluded with a reason."""

    card: Scorecard
    name: str
    total: str | None
    counts: bool
    comments: tuple[Comment, ...]


@dataclass(frozen=True)
class CriterionLine:
    """`scores` stand in the order of the columns: a number, "n/a", or None where nothing was given."""

    criterion: CriterionDef
    scores: tuple[str | None, ...]
    combined: str


@dataclass(frozen=True)
class AreaBlock:
    area: AreaDef
    lines: tuple[CriterionLine, ...]
    combined: str


@dataclass(frozen=True)
class Detail:
    """An entry in a tally. The figures are the tally's; a scorecard that came later stands there without a total."""

    entry: Entry
    tally: Tally
    standing: Standing | None
    columns: tuple[JudgeColumn, ...]
    areas: tuple[AreaBlock, ...]
    honors: tuple[Decision, ...]
    bounds: tuple[str, str]
    rule: scoring.Rule | None

    @property
    def official(self) -> str:
        return official([self.standing])[self.standing.pk] if self.standing else ""

    @property
    def counted(self) -> int:
        return sum(column.counts for column in self.columns)


def detail(tally: Tally, entry: Entry) -> Detail:
    """The same number of queries however many judges and criteria there are."""
    standing = Standing.objects.filter(tally=tally, entry=entry).first()
    contest = _contest(tally, standing)
    cards = list(
        Scorecard.objects.filter(entry=entry, round=tally.round).select_related("judge__person").order_by("begun_at")
    )
    comments = list(Comment.objects.filter(scorecard__in=cards).exclude(text="").order_by("anchor", "kind"))
    counted = {each["scorecard"] for each in tally.inputs["scorecards"]}
    columns = tuple(_column(card, contest, counted, comments) for card in cards)
    honors = Decision.objects.filter(entry=entry, revoked_at=None, superseded_by=None).select_related("decided_by")
    rule = _rule(tally, standing)
    return Detail(
        entry=entry,
        tally=tally,
        standing=standing,
        columns=columns,
        areas=_areas(tally, standing, contest, cards, rule),
        honors=tuple(honors.order_by("id")),
        bounds=(contest["bounds"][0], contest["bounds"][1]) if contest else ("", ""),
        rule=rule,
    )


def shown(exact: str | None, digits: int | None = None) -> str:
    """An exact number as people read it: as the rule rounds, else with two digits. A value alone keeps its own."""
    return scoring.decimal_text(Fraction(exact), TWO if digits is None else digits) if exact else ""


def _contest(tally: Tally, standing: Standing | None) -> dict[str, Any]:
    if standing is None:
        return {}
    return next((each for each in tally.outcome["contests"] if each["key"] == standing.contest), {})


def _declared(tally: Tally, standing: Standing, kind: str) -> Any:  # noqa: ANN401 JSON
    contest = next(each for each in tally.inputs["contests"] if each["key"] == standing.contest)
    return tally.inputs["declarations"][contest[kind]]["content"]


def _rule(tally: Tally, standing: Standing | None) -> scoring.Rule | None:
    return terms.rule_of(RuleDef.from_json(_declared(tally, standing, "rule"))) if standing else None


def _column(card: Scorecard, contest: dict[str, Any], counted: set[str], comments: list[Comment]) -> JudgeColumn:
    total = contest.get("totals", {}).get(card.public_id)
    return JudgeColumn(
        card=card,
        name=str(card.judge.person),
        total=shown(total) if total else None,
        counts=card.public_id in counted,
        comments=tuple(each for each in comments if each.scorecard_id == card.pk),
    )


def _areas(
    tally: Tally,
    standing: Standing | None,
    contest: dict[str, Any],
    cards: list[Scorecard],
    rule: scoring.Rule | None,
) -> tuple[AreaBlock, ...]:
    if standing is None:
        return ()
    rubric = RubricDef.from_json(_declared(tally, standing, "rubric"))
    given = {
        (score.scorecard_id, score.criterion): "n/a" if score.not_applicable else _plain(score.value)
        for score in Score.objects.filter(scorecard__in=cards)
    }
    entry = standing.entry.public_id
    criteria, areas = contest["criteria"].get(entry, {}), contest["areas"].get(entry, {})
    rounding = {level: rule.rounding(level) if rule else None for level in ("criterion", "area")}

    def combined(values: dict[str, str], key: str, level: str) -> str:
        step = rounding[level]
        return shown(values.get(key), step.digits if step else None)

    return tuple(
        AreaBlock(
            area=area,
            lines=tuple(
                CriterionLine(
                    criterion=criterion,
                    scores=tuple(given.get((card.pk, criterion.key)) for card in cards),
                    combined=combined(criteria, criterion.key, "criterion"),
                )
                for criterion in area.criteria
            ),
            combined=combined(areas, area.key, "area"),
        )
        for area in rubric.areas
    )


def _plain(value: Decimal | None) -> str | None:
    return None if value is None else decimal_text(value)
