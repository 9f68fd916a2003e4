"""An analysis with names, in the reader's language: what the templates of `results/analysis/` show."""

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from laurels.core import charts
from laurels.results.analysis import drawing, flags, rows
from laurels.results.analysis.labels import Label, Labels
from laurels.results.analysis.model import Analysis, ContestAnalysis, Criterion, Fit, Judge, Line
from laurels.results.analysis.shown import (
    AnalysisView,
    ContestView,
    Criteria,
    CriterionRow,
    FitView,
    JudgeRow,
    Judges,
    RuleRow,
    RuleTable,
)
from laurels.results.analysis.words import agreement, criteria, decision, judges, lead, method, numbers


def view(analysis: Analysis, labels: Labels) -> AnalysisView:
    """All of it. `contest_view` and `fit_view` give one part, for a page that shows one."""
    return AnalysisView(
        contests=tuple(contest_view(analysis, each, labels) for each in analysis.contests),
        fits=tuple(fit_view(analysis, index, labels) for index in range(len(analysis.fits))),
    )


def contest_view(analysis: Analysis, contest: ContestAnalysis, labels: Labels) -> ContestView:
    fit = analysis.fit_of(contest)
    worth = contest.advice if contest.closes else ()
    return ContestView(
        key=contest.key,
        name=labels.contests.get(contest.key, contest.key),
        lead=lead.lead(contest, fit, labels),
        facts=lead.facts(contest, fit),
        notices=tuple(decision.notices(contest, fit, labels)),
        table=rows.table(contest, fit, labels),
        rules=_rules(contest, fit, labels),
        advice=tuple(decision.advice(each, fit, labels, first=not index) for index, each in enumerate(worth)),
        expected=decision.expected(worth),
        fit=contest.fit,
    )


def fit_view(analysis: Analysis, index: int, labels: Labels) -> FitView:
    fit = analysis.fits[index]
    contests = [contest.key for contest in analysis.contests if contest.fit == index]
    return FitView(
        contests=tuple(labels.contests.get(key, key) for key in contests),
        judges=_judges(fit, labels),
        criteria=_criteria(fit, labels),
        reliability=agreement.sentence(fit.reliability),
        figures=tuple(agreement.figures(fit)),
        method=tuple(method.steps(analysis, fit)),
    )


def _rules(contest: ContestAnalysis, fit: Fit, labels: Labels) -> RuleTable | None:
    """Only entries that some rule chooses or leaves open; None without a choice to compare.

    Where all rules agree a sentence says it, and there are no rows.
    """
    worked = [verdict for verdict in contest.verdicts if not verdict.why_not]
    if len(worked) < 2:  # noqa: PLR2004 - nothing to compare
        return None
    found = []
    for line in contest.lines:
        states = tuple(decision.state(line.entry, verdict) for verdict in worked)
        if set(states) != {"out"}:
            label = labels.entries.get(line.entry, Label(line.entry))
            ordinal, chance = _ordinal(line, fit)
            always = set(states) == {"in"}
            count = states.count("in")
            found.append(
                RuleRow(label=label, states=states, count=count, always=always, ordinal=ordinal, chance=chance)
            )
    agreed = all(row.always for row in found)
    return RuleTable(
        rules=tuple(str(decision.RULES.get(verdict.rule, verdict.rule)) for verdict in worked),
        rows=() if agreed else tuple(found),
        sentence=decision.verdicts(contest, labels),
    )


def _ordinal(line: Line, fit: Fit) -> tuple[str, str]:
    """The ordinal model's score with its interval, and its chance; empty without."""
    found = line.ordinal
    if found is None:
        return "", ""
    digits = numbers.digits_of(fit).score
    low, value, high = (numbers.text(each, digits) for each in (found.low, found.adjusted, found.high))
    words = _("%(value)s, %(low)s to %(high)s") % {"value": value, "low": low, "high": high}
    return words, "" if found.p_top is None else numbers.percent(found.p_top)


def _judges(fit: Fit, labels: Labels) -> Judges:
    """The strictest first."""
    ordered = sorted(fit.judges, key=lambda judge: (-judge.severity, judge.judge))
    return Judges(
        rows=tuple(_judge(judge, fit, labels) for judge in ordered),
        strip=mark_safe(drawing.severities(fit.judges, fit, labels, zero=_("average"))),
        summary=judges.summary(fit.judges, labels),
        unit=judges.unit(fit),
    )


def _judge(judge: Judge, fit: Fit, labels: Labels) -> JudgeRow:
    digits = numbers.digits_of(fit).score
    return JudgeRow(
        key=judge.judge,
        label=labels.judges.get(judge.judge, Label(judge.judge)),
        reviews=judge.reviews,
        mean="" if judge.mean is None else numbers.text(judge.mean, digits),
        severity=numbers.signed(judge.severity, digits),
        margin=numbers.text(judge.se, digits),
        infit="" if judge.infit is None else numbers.text(judge.infit, 2),
        outfit="" if judge.outfit is None else numbers.text(judge.outfit, 2),
        sentence=numbers.capital(judges.sentence(judge, fit)),
        remarks=flags.judge(judge.flags),
    )


def _criteria(fit: Fit, labels: Labels) -> Criteria:
    first = fit.criteria[0] if fit.criteria else None
    same = len({(each.low, each.high) for each in fit.criteria}) == 1
    axis = charts.axis_row(charts.Axis(first.low, first.high, flipped=fit.low_is_good)) if first and same else ""
    return Criteria(
        rows=tuple(_criterion(each, fit, labels) for each in fit.criteria),
        axis=mark_safe(axis),
        same=same,
    )


def _criterion(found: Criterion, fit: Fit, labels: Labels) -> CriterionRow:
    digits = numbers.digits_of(fit).score
    middle = ""
    if found.spread:
        ends = {"low": numbers.text(found.spread[1], 2), "high": numbers.text(found.spread[3], 2)}
        middle = _("%(low)s to %(high)s") % ends
    return CriterionRow(
        name=labels.criterion(found.criterion),
        chart=mark_safe(drawing.criterion(found, fit)),
        median=numbers.text(found.spread[2], 2) if found.spread else "",
        middle=middle,
        difficulty="" if found.difficulty is None else numbers.signed(found.difficulty, digits),
        discrimination="" if found.discrimination is None else numbers.text(found.discrimination, 2),
        sentence=criteria.sentence(found, fit, labels),
    )
