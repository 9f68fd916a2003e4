"""What a tally starts from: one row a mark, the scorecards they stand on, and which of these count."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import lcm

import numpy as np

from laurels.scoring.errors import NotApplicableRefusedError, ScoreOutsideScaleError
from laurels.scoring.exact.groups import Groups
from laurels.scoring.exact.scaled import Index, Mask, Scaled, ints, with_room
from laurels.scoring.rubric import Rubric, Scorecard
from laurels.scoring.rules import Rule

Told = Callable[[int], tuple[str, str]]  # (judge, entry) of a row, for an error


@dataclass(frozen=True)
class Marks:
    """`card` and `criterion` are codes, one for each row; `card_*` have one for each scorecard.

    `counted`: whether a scorecard has a mark and its judge met the ballot. The rows are those of counted scorecards.
    """

    values: Scaled
    card: Index
    criterion: Index
    card_entry: Index
    card_judge: Index
    card_round: Index
    counted: Mask
    entries: int
    judges: int
    rounds: int

    @property
    def cards(self) -> int:
        return len(self.card_entry)


@dataclass(frozen=True)
class ScoreTable:
    """Many scores as columns: row i is `tops[i] / bottom`, given by judge[i] on entry[i] for criterion[i].

    All but `tops` are codes from 0; `criterion` is the place in the rubric. A judge's rows on one entry in one round
    make one scorecard, on which a criterion stands at most once. Where `not_applicable` is true the score is ignored.
    """

    entry: Index
    judge: Index
    criterion: Index
    tops: Index
    bottom: int = 1
    round: Index | None = None
    not_applicable: Mask | None = None


def of_scorecards(
    rubric: Rubric,
    rule: Rule,
    scorecards: Sequence[Scorecard],
    entries: Mapping[str, int],
    ballots: Mapping[str, int] | None,
) -> tuple[Marks, list[str], list[str]]:
    """(marks, the judges' names by code, the rounds' names by code)."""
    judges: dict[str, int] = {}
    rounds: dict[str, int] = {}
    criteria = {criterion.key: place for place, criterion in enumerate(rubric.criteria)}
    numbers: list[Fraction] = []
    rows: list[tuple[int, int, bool]] = []
    cards: list[tuple[int, int, int]] = []
    for place, card in enumerate(scorecards):
        cards.append(
            (
                entries[card.entry],
                judges.setdefault(card.judge, len(judges)),
                rounds.setdefault(card.round, len(rounds)),
            )
        )
        for key, value in card.scores.items():
            rows.append((place, criteria[key], value is None))
            numbers.append(Fraction() if value is None else value)
    made = np.array(rows, dtype=np.int64).reshape(-1, 3)
    of_card = np.array(cards, dtype=np.int64).reshape(-1, 3)
    absent: Mask = made[:, 2] == 1

    def told(row: int) -> tuple[str, str]:
        card = scorecards[int(made[row, 0])]
        return card.judge, card.entry

    values = Scaled.of(numbers)
    kept = _kept(rubric, rule, values, made[:, 1], absent, told)
    marks = Marks(
        values=values.take(kept),
        card=made[kept, 0],
        criterion=made[kept, 1],
        card_entry=of_card[:, 0],
        card_judge=of_card[:, 1],
        card_round=of_card[:, 2],
        counted=np.ones(len(cards), dtype=bool),
        entries=len(entries),
        judges=len(judges),
        rounds=len(rounds),
    )
    fewest = None if ballots is None else np.array([ballots.get(judge, 0) for judge in judges], dtype=np.int64)
    return _counted(marks, rule, fewest), list(judges), list(rounds)


def of_table(rubric: Rubric, rule: Rule, table: ScoreTable) -> Marks:
    def told(row: int) -> tuple[str, str]:
        return f"judge {table.judge[row]}", f"entry {table.entry[row]}"

    entry, judge, criterion = table.entry, table.judge, table.criterion
    round_ = table.round
    values = Scaled(table.tops, table.bottom)
    if table.not_applicable is not None or rule.not_applicable != "rescale":
        absent = np.zeros(len(entry), dtype=bool) if table.not_applicable is None else table.not_applicable
        values = Scaled(np.where(absent, 0, table.tops), table.bottom)
        kept = _kept(rubric, rule, values, criterion, absent, told)
        entry, judge, criterion, values = entry[kept], judge[kept], criterion[kept], values.take(kept)
        round_ = None if round_ is None else round_[kept]
    else:
        _check_scale(rubric, values, criterion, None, told)
    entries, judges, rounds = (
        0 if column is None or not len(column) else int(column.max()) + 1
        for column in (table.entry, table.judge, table.round)
    )
    columns = [(entry, entries), (judge, judges)] + ([] if round_ is None else [(round_, rounds)])
    cards = Groups(columns)
    of_card = cards.columns()
    marks = Marks(
        values=values,
        card=cards.of_row,
        criterion=criterion,
        card_entry=of_card[0],
        card_judge=of_card[1],
        card_round=of_card[2] if round_ is not None else np.zeros(len(cards), dtype=np.int64),
        counted=np.ones(len(cards), dtype=bool),
        entries=entries,
        judges=judges,
        rounds=max(rounds, 1),
    )
    return _counted(marks, rule, None)


def _kept(rubric: Rubric, rule: Rule, values: Scaled, criterion: Index, absent: Mask, told: Told) -> Mask:
    """The rows that are marks under the rule's word on `n/a`; all of them on their scales."""
    if rule.not_applicable == "refuse" and absent.any():
        row = int(np.flatnonzero(absent)[0])
        judge, entry = told(row)
        key = rubric.criteria[int(criterion[row])].key
        raise NotApplicableRefusedError(f"{judge} on {entry}, {key}: the rule refuses n/a")
    _check_scale(rubric, values, criterion, absent, told)
    return np.ones(len(absent), dtype=bool) if rule.not_applicable == "zero" else ~absent


def _check_scale(rubric: Rubric, values: Scaled, criterion: Index, absent: Mask | None, told: Told) -> None:
    if not len(values):
        return
    scales = [each.scale for each in rubric.criteria]
    steps = [scale.step or Fraction(1) for scale in scales]
    bottom = lcm(
        values.bottom, *(n.denominator for s in scales for n in (s.low, s.high)), *(n.denominator for n in steps)
    )
    lows, highs, widths = (
        ints([int(number * bottom) for number in column])
        for column in ([s.low for s in scales], [s.high for s in scales], steps)
    )
    widths = np.where([scale.step is None for scale in scales], 1, widths)
    tops = with_room(values.tops, bottom // values.bottom) * (bottom // values.bottom)
    if len(set(scales)) == 1:  # the usual case, without a look-up for each row
        low, high, width = int(lows[0]), int(highs[0]), int(widths[0])
        if low <= tops.min() and tops.max() <= high and (width == 1 or not ((tops - low) % width).any()):
            return
    low_of, high_of, width_of = lows[criterion], highs[criterion], widths[criterion]
    wrong = (tops < low_of) | (tops > high_of) | ((tops - low_of) % width_of != 0)
    rows = np.flatnonzero(wrong if absent is None else wrong & ~absent)
    if len(rows):
        row = int(rows[0])
        judge, entry = told(row)
        found = Fraction(int(values.tops[row]), values.bottom)
        key = rubric.criteria[int(criterion[row])].key
        raise ScoreOutsideScaleError(f"{judge} on {entry}, {key}: found {found}, expected a score on the scale")


def _counted(marks: Marks, rule: Rule, scored: Index | None) -> Marks:
    """Leave out the scorecards of judges below the ballot. `scored`: entries per judge, counted here if None."""
    filled = np.zeros(marks.cards, dtype=bool)
    filled[marks.card] = True
    if rule.ballot <= 1 or not marks.cards:
        return replace(marks, counted=filled)
    if scored is None:
        pairs = Groups([(marks.card_judge[filled], marks.judges), (marks.card_entry[filled], marks.entries)])
        scored = np.bincount(pairs.columns()[0], minlength=marks.judges)
    counted = filled & (scored[marks.card_judge] >= rule.ballot)
    rows = counted[marks.card]
    return replace(
        marks, values=marks.values.take(rows), card=marks.card[rows], criterion=marks.criterion[rows], counted=counted
    )
