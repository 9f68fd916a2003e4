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
from laurels.results.analysis import ContestAnalysis, Fit
from laurels.results.analysis.model import Card, Line
from laurels.results.analysis.movers import Shift, shift
from laurels.results.models import Decision
from laurels.results.queries.showing import Run
from laurels.results.tallying import terms

TWO = 2


@dataclass(frozen=True)
class JudgeColumn:
    """One scorecard. `total` is None where it does not count: open, recused, or excluded with a reason.

    `severity` is the judge's, `fit` what the adjustment makes of this scorecard; None where it is not estimated.
    """

    card: Scorecard
    name: str
    judge: str
    total: str | None
    counts: bool
    comments: tuple[Comment, ...]
    severity: float | None
    fit: Card | None


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
    """An entry in a run. The figures are the run's; a scorecard that came later stands there without a total.

    `line` and what hangs on it is None where the entry was not in the running. `bounds` are those of the entry's score,
    `card_bounds` those of a scorecard's total, None where they are the same or the rule makes no such totals.
    """

    entry: Entry
    run: Run
    contest: ContestAnalysis | None
    fit: Fit | None
    line: Line | None
    columns: tuple[JudgeColumn, ...]
    areas: tuple[AreaBlock, ...]
    honors: tuple[Decision, ...]
    bounds: tuple[str, str]
    card_bounds: tuple[str, str] | None
    flags: tuple[str, ...]
    rule: scoring.Rule | None

    @property
    def counted(self) -> int:
        return sum(column.counts for column in self.columns)

    @property
    def shift(self) -> Shift | None:
        """From the official score to the adjusted one, in parts."""
        if self.line is None or self.fit is None or self.line.estimate is None or not self.line.score:
            return None
        return shift(self.line, self.fit)

    @property
    def neighbors(self) -> tuple[Line, ...]:
        """Who stands next above and next below, for "why is this one ahead of that one?"."""
        if self.contest is None or self.line is None:
            return ()
        lines = self.contest.lines
        here = lines.index(self.line)
        return tuple(lines[place] for place in (here - 1, here + 1) if 0 <= place < len(lines))


def detail(run: Run, entry: Entry) -> Detail:
    """The same number of queries however many judges and criteria there are."""
    told, contest, line = _place(run, entry.public_id)
    fit = run.analysis.fit_of(contest) if contest else None
    cards = list(
        Scorecard.objects.filter(entry=entry, round=run.tally.round)
        .select_related("judge__person")
        .order_by("begun_at", "id")
    )
    comments = list(Comment.objects.filter(scorecard__in=cards).exclude(text="").order_by("anchor", "kind"))
    counted = {each["scorecard"] for each in run.tally.inputs["scorecards"]}
    honors = Decision.objects.filter(entry=entry, revoked_at=None, superseded_by=None).select_related("decided_by")
    rule = terms.rule_of(RuleDef.from_json(_declared(run, told, "rule"))) if told else None
    return Detail(
        entry=entry,
        run=run,
        contest=contest,
        fit=fit,
        line=line,
        columns=tuple(_column(card, entry.public_id, told, fit, counted, comments) for card in cards),
        areas=_areas(run, told, entry.public_id, cards, rule) if told else (),
        honors=tuple(honors.order_by("id")),
        bounds=(told["bounds"][0], told["bounds"][1]) if told else ("", ""),
        card_bounds=_card_bounds(run, told, rule) if rule else None,
        flags=next((tuple(each["flags"]) for each in told["standings"] if each["entry"] == entry.public_id), ())
        if told
        else (),
        rule=rule,
    )


def shown(exact: str | None, digits: int | None = None) -> str:
    """An exact number as people read it: as the rule rounds, else with two digits. A value alone keeps its own."""
    return scoring.decimal_text(Fraction(exact), TWO if digits is None else digits) if exact else ""


def _place(run: Run, entry: str) -> tuple[dict[str, Any], ContestAnalysis | None, Line | None]:
    """The contest that the entry stood in, as the outcome tells it and as it was analysed."""
    contest = next((each for each in run.analysis.contests if entry in each.by_entry), None)
    if contest is None:
        return {}, None, None
    told = next(each for each in run.tally.outcome["contests"] if each["key"] == contest.key)
    return told, contest, contest.by_entry[entry]


def _declared(run: Run, told: dict[str, Any], kind: str) -> Any:  # noqa: ANN401 JSON
    contest = next(each for each in run.tally.inputs["contests"] if each["key"] == told["key"])
    return run.tally.inputs["declarations"][contest[kind]]["content"]


def _card_bounds(run: Run, told: dict[str, Any], rule: scoring.Rule) -> tuple[str, str] | None:
    """The scale of a scorecard's total where it is not that of the official score."""
    rubric = terms.rubric_of(RubricDef.from_json(_declared(run, told, "rubric")), rule.place.best)
    found = scoring.tally(rubric, rule, [], []).scorecard_bounds
    own = None if found is None else (str(found.low), str(found.high))
    return None if own == tuple(told["bounds"]) else own


def _column(
    card: Scorecard, entry: str, told: dict[str, Any], fit: Fit | None, counted: set[str], comments: list[Comment]
) -> JudgeColumn:
    total = told.get("totals", {}).get(card.public_id)
    judge = card.judge.public_id
    known = fit.by_judge.get(judge) if fit else None
    cards = fit.cards_of.get(entry, ()) if fit else ()
    return JudgeColumn(
        card=card,
        name=str(card.judge.person),
        judge=judge,
        total=shown(total) if total else None,
        counts=card.public_id in counted,
        comments=tuple(each for each in comments if each.scorecard_id == card.pk),
        severity=known.severity if known else None,
        fit=next((each for each in cards if each.judge == judge), None) if card.public_id in counted else None,
    )


def _areas(
    run: Run, told: dict[str, Any], entry: str, cards: list[Scorecard], rule: scoring.Rule | None
) -> tuple[AreaBlock, ...]:
    rubric = RubricDef.from_json(_declared(run, told, "rubric"))
    given = {
        (score.scorecard_id, score.criterion): "n/a" if score.not_applicable else _plain(score.value)
        for score in Score.objects.filter(scorecard__in=cards)
    }
    criteria, areas = told["criteria"].get(entry, {}), told["areas"].get(entry, {})
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
