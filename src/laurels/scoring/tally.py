"""From scorecards to places under a declared rule, in exact arithmetic."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

from laurels.scoring.chains import check
from laurels.scoring.exact import shown
from laurels.scoring.exact.chain import UNDECIDABLE, Chain, Values
from laurels.scoring.exact.marks import Marks, ScoreTable, of_scorecards, of_table
from laurels.scoring.exact.scaled import Index, Scaled, ints
from laurels.scoring.places import Links, ranked
from laurels.scoring.result import ScorecardTotal, Standing, TableTally, Tally
from laurels.scoring.rubric import Entrant, Rubric, Scorecard
from laurels.scoring.rules import Rule

# What stands beside a score without touching its place, in the order in which it is told.
TOLD = ("no-factor", *UNDECIDABLE, "deducted")


def tally(
    rubric: Rubric,
    rule: Rule,
    scorecards: Sequence[Scorecard],
    entrants: Sequence[Entrant],
    *,
    ballots: Mapping[str, int] | None = None,
) -> Tally:
    """Tally one field of entries.

    `ballots` says how many entries each judge scored, where some of these are outside this field; a rule with a
    minimum ballot counts the field's own otherwise.

    Raises BadRuleError, ScoreOutsideScaleError (also for a consensus), NotApplicableRefusedError. A scorecard of an
    entry that is not among `entrants`, or a criterion that the rubric lacks, is the caller's mistake: KeyError.
    """
    check(rule, rubric)
    codes = {entrant.key: place for place, entrant in enumerate(entrants)}
    marks, judges, rounds = of_scorecards(rubric, rule, scorecards, codes, ballots)
    chain = Chain(rubric, rule, marks, entrants, rounds or ("",))
    chain.run()
    return _Told(chain, scorecards, judges).tally()


def tally_table(rubric: Rubric, rule: Rule, table: ScoreTable, rounds: Sequence[str] = ()) -> TableTally:
    """As `tally`, from columns to columns: for a million scores. `rounds`: their names, by code.

    A rule with multipliers by entry, deductions or a consensus has nothing to take them from here: its entries come
    out with the flags that say so. Tie-breaks count.
    """
    check(rule, rubric)
    marks = of_table(rubric, rule, table)
    nobody = _Anonymous(marks.entries)
    chain = Chain(rubric, rule, marks, nobody, rounds or tuple(str(code) for code in range(marks.rounds)))
    chain.run()
    entry = chain.values.columns["entry"]
    reviews = np.bincount(marks.card_entry[marks.counted], minlength=marks.entries)
    held = np.zeros(marks.entries, dtype=bool)
    for flag in UNDECIDABLE:
        held[list(chain.flags[flag])] = True
    decidable = np.flatnonzero((reviews[entry] >= rule.minimum) & ~held[entry])
    order = ranked(rule.place, chain.values.scaled.take(decidable), _links(chain, entry[decidable]))
    places = np.zeros(marks.entries, dtype=np.int64)
    places[entry[decidable][order.order]] = order.places
    totals = chain.seen.get("scorecard")
    return TableTally(
        entry=entry,
        tops=chain.values.scaled.tops,
        bottom=chain.values.scaled.bottom,
        places=places,
        reviews=reviews,
        card_entry=marks.card_entry,
        card_judge=marks.card_judge,
        card_totals=None if totals is None else (totals.columns["card"], totals.scaled.tops, totals.scaled.bottom),
    )


class _Anonymous(Sequence[Entrant]):
    """As many entrants as there are codes, about whom nothing is known."""

    def __init__(self, count: int) -> None:
        self._count = count

    def __len__(self) -> int:
        return self._count

    def __getitem__(self, place: int) -> Entrant:  # type: ignore[override]
        return Entrant(str(place))


def _links(chain: Chain, entries: Index, criteria: Values | None = None, areas: Values | None = None) -> list[Links]:
    """The tie-break chain's values of these entries."""
    names = chain.rule.place.tie_break
    if not names:
        return []
    own = criteria or shown.criteria(chain)
    of_areas = areas or shown.areas(chain, own)[0]
    found = []
    for name in names:
        kind, _, key = name.partition(":")
        if kind == "area":
            source, code = of_areas, chain.area_code[key]
        else:
            source, code = own, [each.key for each in chain.rubric.criteria].index(key)
        rows = np.flatnonzero(source.columns["part"] == code)
        tops = ints([0] * chain.marks.entries).astype(source.scaled.tops.dtype)
        known = np.zeros(chain.marks.entries, dtype=bool)
        tops[source.columns["entry"][rows]] = source.scaled.tops[rows]
        known[source.columns["entry"][rows]] = True
        found.append(Links(Scaled(tops[entries], source.scaled.bottom), known[entries]))
    return found


class _Told:
    """A chain that has run, as a tally with names and exact fractions."""

    def __init__(self, chain: Chain, scorecards: Sequence[Scorecard], judges: Sequence[str]) -> None:
        self.chain, self.scorecards, self.judges = chain, scorecards, judges
        self.marks: Marks = chain.marks
        self.keys = [entrant.key for entrant in chain.entrants]
        self.reviews = np.bincount(self.marks.card_entry[self.marks.counted], minlength=self.marks.entries)
        values = chain.values
        self.scores = dict(zip(values.columns["entry"].tolist(), values.scaled.fractions(), strict=True))
        self.left_out = self._left_out()
        self.flags = self._flags()

    def tally(self) -> Tally:
        chain, rubric = self.chain, self.chain.rubric
        criteria = shown.criteria(chain)
        areas, area_bounds = shown.areas(chain, criteria)
        return Tally(
            rubric=rubric,
            rule=chain.rule,
            standings=self._standings(criteria, areas),
            scorecards=self._cards(),
            criteria=shown.printed(criteria, self.keys, [each.key for each in rubric.criteria]),
            areas=shown.printed(areas, self.keys, rubric.areas),
            area_bounds=area_bounds,
            bounds=chain.bounds["entry"],
            scorecard_bounds=chain.bounds.get("scorecard"),
            judge_flags=self._judge_flags(),
            effects=chain.effects or {},
        )

    def _cards(self) -> tuple[ScorecardTotal, ...]:
        found = self.chain.seen.get("scorecard")
        totals: dict[int, Fraction] = {}
        if found is not None:
            totals = dict(zip(found.columns["card"].tolist(), found.scaled.fractions(), strict=True))
        whole = len(self.chain.rubric.criteria)
        return tuple(
            ScorecardTotal(
                card,
                totals.get(place),
                sum(value is not None for value in card.scores.values()),
                len(card.scores) == whole,
                place not in self.left_out,
            )
            for place, card in enumerate(self.scorecards)
        )

    def _standings(self, criteria: Values, areas: Values) -> tuple[Standing, ...]:
        chain, entry = self.chain, self.chain.values.columns["entry"]
        decidable = np.array(
            [place for place, code in enumerate(entry.tolist()) if self._decidable(code)], dtype=np.int64
        )
        names = [self.keys[code] for code in entry[decidable].tolist()]
        order = ranked(
            chain.rule.place,
            chain.values.scaled.take(decidable),
            _links(chain, entry[decidable], criteria, areas),
            names,
        )
        placed = []
        for row, place, tied, broken in zip(
            entry[decidable][order.order].tolist(), order.places.tolist(), order.tied, order.broken, strict=True
        ):
            flag = ("tied",) if tied else ("tie-broken",) if broken else ()
            placed.append(self._line(row, place, flag))
        gone = set(entry[decidable].tolist())
        rest = sorted((code for code in range(len(self.keys)) if code not in gone), key=lambda code: self.keys[code])
        return (*placed, *(self._line(code, None, ()) for code in rest))

    def _decidable(self, code: int) -> bool:
        held = any(code in self.chain.flags[flag] for flag in UNDECIDABLE)
        enough = self.reviews[code] >= self.chain.rule.minimum
        return bool(enough) and not held and not self.chain.entrants[code].excluded

    def _line(self, code: int, place: int | None, more: tuple[str, ...]) -> Standing:
        return Standing(
            self.keys[code], self.scores.get(code), place, int(self.reviews[code]), (*self.flags[code], *more)
        )

    def _left_out(self) -> set[int]:
        """The scorecards with a mark whose judge scored too few entries."""
        if self.chain.rule.ballot <= 1:
            return set()
        zero = self.chain.rule.not_applicable == "zero"
        return {
            place
            for place, card in enumerate(self.scorecards)
            if not self.marks.counted[place] and any(zero or value is not None for value in card.scores.values())
        }

    def _flags(self) -> list[tuple[str, ...]]:
        chain, marks = self.chain, self.marks
        whole = len(chain.rubric.criteria)
        incomplete, left_out, unsteady = set(), set(), set()
        for place, card in enumerate(self.scorecards):
            entry = int(marks.card_entry[place])
            if place in self.left_out:
                left_out.add(entry)
            if not marks.counted[place]:
                continue
            if len(card.scores) != whole:
                incomplete.add(entry)
            if int(marks.card_judge[place]) in chain.unsteady:
                unsteady.add(entry)
        found = []
        for code, entrant in enumerate(chain.entrants):
            flags = [entrant.excluded] if entrant.excluded else []
            flags += self._why_no_score(code)
            flags += [flag for flag in TOLD if code in chain.flags[flag]]
            more = (("incomplete", incomplete), ("not-counted", left_out), ("not-normalized", unsteady))
            flags += [flag for flag, entries in more if code in entries]
            found.append(tuple(flags))
        return found

    def _why_no_score(self, code: int) -> list[str]:
        chain, reviews = self.chain, int(self.reviews[code])
        if chain.rule.by_consensus and code in chain.flags["no-consensus"]:
            return ["no-consensus"] if reviews else ["no-reviews", "no-consensus"]
        if reviews == 0:
            return ["no-reviews"]
        explained = any(code in chain.flags[flag] for flag in ("no-factor", *UNDECIDABLE))
        short = reviews < chain.rule.minimum
        return ["too-few-reviews"] if short or (code not in self.scores and not explained) else []

    def _judge_flags(self) -> dict[str, tuple[str, ...]]:
        given = {self.scorecards[place].judge for place in self.left_out}
        unsteady = {self.judges[code] for code in self.chain.unsteady}
        found: dict[str, tuple[str, ...]] = {}
        for judge in self.judges:
            flags: tuple[str, ...] = ("not-counted",) if judge in given else ()
            flags += ("not-normalized",) if judge in unsteady else ()
            if flags:
                found[judge] = flags
        return found
