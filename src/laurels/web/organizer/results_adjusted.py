"""The adjustment of one entry, one judge and one further scorecard, in words and figures."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.results.analysis import rows
from laurels.results.analysis.labels import Label, Labels
from laurels.results.analysis.model import Fit, Judge
from laurels.results.analysis.shown import Row
from laurels.results.analysis.words import decision, judges, numbers
from laurels.results.queries import Detail
from laurels.web.organizer.results_room import Shown

SURPRISING = 2.0  # standard deviations of a scorecard's total from what is expected of it


@dataclass(frozen=True)
class Step:
    """One line of the way from the official to the adjusted score: what is done, by how much, where that leads."""

    name: str
    words: str
    by: str
    to: str


@dataclass(frozen=True)
class JudgeStep:
    """One judge of the entry: the total given, how severe the judge is, and what an average judge would have given."""

    label: Label
    total: str
    severity: str
    evened: str
    sentence: str


@dataclass(frozen=True)
class Steps:
    steps: tuple[Step, ...]
    judges: tuple[JudgeStep, ...]


def steps(found: Detail, labels: Labels) -> Steps | None:
    """The way from the official score to the adjusted one; None where there is no adjusted score."""
    if found.shift is None or found.fit is None or found.line is None:
        return None
    return Steps(tuple(_steps(found, found.fit)), tuple(_judges(found, found.fit, labels)))


def _steps(found: Detail, fit: Fit) -> Iterator[Step]:
    line, shift = found.line, found.shift
    assert line is not None  # noqa: S101 `steps` has looked
    assert shift is not None  # noqa: S101 as above
    assert line.estimate is not None  # noqa: S101 as above
    digits, sign = numbers.digits_of(fit).score, -1.0 if fit.low_is_good else 1.0
    official, estimate = float(Fraction(line.score)), line.estimate
    at = official
    yield Step(_("Official"), _("the score under the declared rule"), "", numbers.text(at, digits))
    if numbers.text(abs(shift.rule), digits) != numbers.text(0, digits):
        at += sign * shift.rule
        words = _("the plain mean of its scorecards, since the rule does not count each of them alike")
        if fit.counts == "consensus":
            words = _("the plain mean of its scorecards; the official score is the one that its judges agreed on")
        yield Step(_("Scorecards"), words, numbers.signed(sign * shift.rule, digits), numbers.text(at, digits))
    at += sign * shift.help
    yield Step(_("Judges"), _help(shift.help, fit, line.reviews), numbers.signed(sign * shift.help, digits),
               numbers.text(at, digits))  # fmt: skip
    drawn = sign * shift.drawn
    yield Step(_("Evidence"), _drawn(line.reviews), numbers.signed(drawn, digits),
               numbers.text(estimate.adjusted, digits))  # fmt: skip
    words = _("with 95 %% between %(low)s and %(high)s") % {
        "low": numbers.text(estimate.low, digits),
        "high": numbers.text(estimate.high, digits),
    }
    yield Step(_("Adjusted"), words, "", numbers.text(estimate.adjusted, digits))


def _help(help_: float, fit: Fit, reviews: int) -> str:
    digits = numbers.digits_of(fit).rough
    told = {"n": reviews, "points": numbers.points(help_, digits)}
    if numbers.text(abs(help_), digits) == numbers.text(0, digits):
        return _("its judges together are as strict as the average judge")
    if help_ > 0:
        return (
            ngettext(
                "its judge is %(points)s stricter than the average judge, and it gets that back",
                "its %(n)s judges together are %(points)s stricter than the average judge, and it gets that back",
                reviews,
            )
            % told
        )
    return (
        ngettext(
            "its judge is %(points)s more generous than the average judge, and it gives that back",
            "its %(n)s judges together are %(points)s more generous than the average judge, and it gives that back",
            reviews,
        )
        % told
    )


def _drawn(reviews: int) -> str:
    return ngettext(
        "%(n)s scorecard is not the whole truth: the score is drawn towards the middle of the field, "
        "the more so the fewer scorecards there are",
        "%(n)s scorecards are not the whole truth: the score is drawn towards the middle of the field, "
        "the more so the fewer scorecards there are",
        reviews,
    ) % {"n": reviews}


def _judges(found: Detail, fit: Fit, labels: Labels) -> Iterator[JudgeStep]:
    digits, sign = numbers.digits_of(fit).score, -1.0 if fit.low_is_good else 1.0
    for column in found.columns:
        judge = fit.by_judge.get(column.judge)
        if column.fit is None or judge is None:
            continue
        yield JudgeStep(
            label=labels.judges.get(column.judge, Label(column.name)),
            total=numbers.text(column.fit.total, digits),
            severity=numbers.signed(judge.severity, digits),
            evened=numbers.text(column.fit.total + sign * judge.severity, digits),
            sentence=numbers.capital(judges.severity(judge, fit)),
        )


def row(found: Detail, labels: Labels) -> Row | None:
    """The entry's own row of the standings: its figures as they stand there."""
    if found.contest is None or found.fit is None or found.line is None:
        return None
    table = rows.table(found.contest, found.fit, labels)
    return next(each for each in table.rows if each.key == found.line.entry)


def chance_of(found: Detail) -> str:
    """What the chance beside the score is the chance of."""
    seats = found.contest.seats if found.contest else None
    if seats is None:
        return _("chance of an honor, with other judges from the same panel")
    return ngettext(
        "chance to win, with other judges from the same panel",
        "chance to be one of the %(n)s, with other judges from the same panel",
        seats,
    ) % {"n": seats}


@dataclass(frozen=True)
class CardLine:
    """A scorecard of a judge: the total given, the one expected, and the difference in words if it is worth any."""

    label: Label
    number: int
    place: str
    total: str
    expected: str
    surprise: str


@dataclass(frozen=True)
class JudgePage:
    """`found` is None, and nothing else is said, where no scorecard of the judge counts."""

    key: str
    name: Label
    found: Judge | None
    severity: str = ""
    margin: str = ""
    mean: str = ""
    infit: str = ""
    outfit: str = ""
    sentence: str = ""
    cards: tuple[CardLine, ...] = ()


def judge(shown: Shown, key: str) -> JudgePage:
    """A judge of the run with every scorecard that counts, in the order of the places."""
    found = [(fit, fit.by_judge[key]) for fit in shown.run.analysis.fits if key in fit.by_judge]
    name = shown.labels.judges.get(key, Label(key))
    if not found:
        return JudgePage(key, name, None)
    fit, own = found[0]
    digits = numbers.digits_of(fit).score
    return JudgePage(
        key=key,
        name=name,
        found=own,
        severity=numbers.signed(own.severity, digits),
        margin=numbers.text(own.se, digits),
        mean="" if own.mean is None else numbers.text(own.mean, digits),
        infit="" if own.infit is None else numbers.text(own.infit, 2),
        outfit="" if own.outfit is None else numbers.text(own.outfit, 2),
        sentence=numbers.capital(judges.sentence(own, fit)),
        cards=tuple(line for fit, _own in found for line in _cards(shown, fit, key)),
    )


def _cards(shown: Shown, fit: Fit, judge: str) -> Iterator[CardLine]:
    digits = numbers.digits_of(fit).score
    place = {line.entry: line.place for contest in shown.run.analysis.contests for line in contest.lines}
    own = [card for card in fit.cards if card.judge == judge]
    for card in sorted(own, key=lambda card: (place.get(card.entry) or len(place), card.entry)):
        name = shown.entries.get(card.entry)
        yield CardLine(
            label=shown.labels.entries.get(card.entry, Label(card.entry)),
            number=name.number if name else 0,
            place=str(place.get(card.entry) or "–"),
            total=numbers.text(card.total, digits),
            expected=numbers.text(card.expected, digits),
            surprise=_surprise(card.surprise, low_is_good=fit.low_is_good),
        )


def _surprise(deviations: float, *, low_is_good: bool) -> str:
    if abs(deviations) < SURPRISING:
        return ""
    better = (deviations < 0) == low_is_good
    return _("much better than expected") if better else _("much worse than expected")


@dataclass(frozen=True)
class Ask:
    """One further scorecard that would help, and where it is asked for."""

    words: str
    href: str
    seat: str
    """As the plan of chosen seats takes it: entry and judge."""


def asks(shown: Shown) -> list[Ask]:
    assign = shown.room.to("assign")
    return [
        Ask(
            decision.advice(each, shown.fit, shown.labels, first=not place),
            f"{assign}?entry={each.entry}&judge={each.judge}",
            f"{each.entry}/{each.judge}",
        )
        for place, each in enumerate(shown.contest.advice)
    ]
