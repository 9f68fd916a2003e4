"""The table of a contest: one row an entry, the cuts between them, and what is too close to call."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from laurels import scoring
from laurels.core import charts
from laurels.results.analysis import drawing, flags, movers
from laurels.results.analysis.labels import Label, Labels
from laurels.results.analysis.model import ContestAnalysis, Fit, Line
from laurels.results.analysis.shown import Row, Say, Table
from laurels.results.analysis.words import decision, moves, numbers
from laurels.results.feedback import numbers as plain

FEWEST_DIGITS, MOST_DIGITS = 2, 6


def table(contest: ContestAnalysis, fit: Fit, labels: Labels) -> Table:
    axis = drawing.axis(contest, fit)
    moved = movers.moves(contest, fit)
    maker = _Maker(contest, fit, labels, axis, moved)
    made = [maker.row(line) for line in contest.lines]
    return Table(
        rows=tuple(_with_ends(made, contest, labels)),
        axis=mark_safe(charts.axis_row(axis)),
        key=tuple(mark_safe(each) for each in charts.estimate_key()),  # type: ignore[arg-type]
        seats=_seats(contest),
        moving=bool(moved),
        better=_("further right is better"),
    )


def _seats(contest: ContestAnalysis) -> str:
    """The head of the column of chances; empty without a choice."""
    if not any(line.estimate and line.estimate.p_top is not None for line in contest.lines):
        return ""
    if contest.seats == 1:
        return _("Chance to win")
    if contest.seats:
        return _("Chance of the %(n)s") % {"n": numbers.spelled(contest.seats)}
    return _("Chance of an honor")


class _Maker:
    def __init__(
        self,
        contest: ContestAnalysis,
        fit: Fit,
        labels: Labels,
        axis: charts.Axis,
        moved: Mapping[str, movers.Move],
    ) -> None:
        self.contest, self.fit, self.labels, self.axis, self.moved = contest, fit, labels, axis, moved
        self.close = {entry for close in contest.closes for entry in close.entries}
        self.digits = numbers.digits_of(fit).score
        self.official = official_digits([line.printed for line in contest.lines])

    def row(self, line: Line) -> Row:
        found, move = line.estimate, self.moved.get(line.entry)
        return Row(
            key=line.entry,
            place="" if line.place is None else str(line.place),
            label=self.labels.entries.get(line.entry, Label(line.entry)),
            score=plain.local(scoring.decimal_text(Fraction(line.printed), self.official)) if line.printed else "",
            exact=line.score,
            chart=mark_safe(drawing.row(line, self.axis)),
            adjusted=numbers.text(found.adjusted, self.digits) if found else "",
            margin=numbers.margin(found.adjusted, found.low, found.high, self.digits) if found else "",
            span=_span(found.place_low, found.place_high) if found and line.place is not None else "",
            chance=numbers.percent(found.p_top) if found and found.p_top is not None else "",
            up=move.up if move else 0,
            why=moves.reason(move, self.fit, self.labels) if move else "",
            reviews=line.reviews,
            honor=self.labels.honor(line.honor),
            won=bool(line.honor),
            undecided=line.undecided,
            close=line.entry in self.close,
            remarks=flags.entry(line.flags + (found.flags if found else ())),
        )


def _span(low: int, high: int) -> str:
    return str(low) if low == high else _("%(low)s to %(high)s") % {"low": low, "high": high}


def official_digits(printed: Sequence[str]) -> int:
    """As the rule rounds; six digits that it does not round are cut to what keeps different scores apart."""
    known = [text for text in printed if text]
    longest = max((len(text.partition(".")[2]) for text in known), default=0)
    if longest < MOST_DIGITS:
        return longest
    values = {Fraction(text) for text in known}
    for digits in range(FEWEST_DIGITS, MOST_DIGITS):
        if len({scoring.decimal_text(value, digits) for value in values}) == len(values):
            return digits
    return MOST_DIGITS


def _with_ends(rows: Sequence[Row], contest: ContestAnalysis, labels: Labels) -> list[Row]:
    """The gold line below the last of each honor, and the last row of each close group."""
    cuts = _cuts(rows, contest)
    mixed = _mixed(rows) or not cuts
    found = [replace(row, marked=row.won and mixed) for row in rows]
    for index, words in cuts.items():
        across = found[index].close and found[index + 1].close if index + 1 < len(found) else False
        found[index] = replace(
            found[index], cut=words, cut_close=across, limits=decision.limits(contest.limits, labels)
        )
    place = {row.key: index for index, row in enumerate(found)}
    for close in contest.closes:
        last = max(place[entry] for entry in close.entries)
        bold, rest = decision.too_close(close, contest, labels)
        if found[last].say is None:
            found[last] = replace(
                found[last], say=Say(bold=bold, rest=rest, entries=close.entries, inside=close.inside)
            )
    return found


def _mixed(rows: Sequence[Row]) -> bool:
    """Whether an entry without an honor stands above one with it."""
    won = [row.won or row.undecided for row in rows]
    return won != sorted(won, reverse=True)


def _cuts(rows: Sequence[Row], contest: ContestAnalysis) -> dict[int, str]:
    """Row → the words at the gold line below it."""
    honors = list(dict.fromkeys(row.honor for row in rows if row.won))
    if len(honors) > 1:
        return {
            max(index for index, row in enumerate(rows) if row.honor == honor): decision.ends([honor])
            for honor in honors
        }
    inside = [index for index, row in enumerate(rows) if row.won or row.undecided]
    if not inside or inside[-1] == len(rows) - 1:
        return {}
    if not contest.seats:
        return {inside[-1]: decision.ends(honors)}
    if contest.seats == 1:
        return {inside[-1]: honors[0] if honors else _("The first place")}
    return {inside[-1]: decision.end_of(_filled(contest), contest.seats)}


def _filled(contest: ContestAnalysis) -> int:
    """How many are chosen, with the places that are still to be decided among equals."""
    chosen = set(contest.chosen)
    return len(chosen) + sum(max(0, tie.places - len(chosen.intersection(tie.entries))) for tie in contest.ties)
