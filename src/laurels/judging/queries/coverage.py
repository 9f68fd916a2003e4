"""Who reads what in a round, how far they are, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.db.models import Exists, OuterRef

from laurels.entries.models import Entry
from laurels.judging.models import Assignment, Judge, Score, Scorecard
from laurels.judging.queries.taking_part import entries_in
from laurels.programs.models import Round

SeatState = Literal["done", "begun", "open", "recused", "out"]
GIVEN_UP: tuple[SeatState, ...] = ("recused", "out")


@dataclass(frozen=True)
class JudgeLine:
    """One judge in one round. `has` counts the seats that are held; those recused from or left out stand beside."""

    judge: Judge
    done: int
    begun: int
    has: int
    recused: int

    @property
    def open(self) -> int:
        return self.has - self.done

    @property
    def behind(self) -> bool:
        return self.has > 0 and 2 * self.done < self.has


@dataclass(frozen=True)
class EntryLine:
    entry: Entry
    done: int
    seats: int


@dataclass(frozen=True)
class Coverage:
    """Who reads what in one round: a line for each judge with a seat, a line for each entry that takes part."""

    round: Round
    judges: tuple[JudgeLine, ...]
    entries: tuple[EntryLine, ...]
    seats: Mapping[tuple[int, int], SeatState]
    """By row numbers: (judge, entry)."""

    @property
    def needed(self) -> int:
        return self.round.reviews_per_entry

    @property
    def done(self) -> int:
        return sum(line.done for line in self.judges)

    @property
    def held(self) -> int:
        return sum(line.has for line in self.judges)

    @property
    def behind(self) -> tuple[JudgeLine, ...]:
        """Judges with less than half done, the furthest first."""
        return tuple(line for line in self.furthest if line.behind)

    @property
    def unfinished(self) -> tuple[JudgeLine, ...]:
        return tuple(line for line in self.furthest if line.open)

    @property
    def furthest(self) -> tuple[JudgeLine, ...]:
        """Those with the smallest share done first; whoever finished stands last."""
        return tuple(sorted(self.judges, key=lambda line: (line.done / line.has if line.has else 1, -line.open)))

    @property
    def uncovered(self) -> tuple[EntryLine, ...]:
        return tuple(sorted((line for line in self.entries if line.seats < self.needed), key=lambda line: line.seats))


def coverage(judging: Round) -> Coverage:
    """Read the whole grid of a round in four queries, whatever its size."""
    entries = list(entries_in(judging).select_related("organization", "category").order_by("number", "id"))
    seats = _seats(judging, {entry.pk for entry in entries})
    holders = {judge for judge, _entry in seats}
    judges = (
        Judge.objects.filter(pk__in=holders)
        .select_related("person", "edition__program__organizer")
        .order_by("person__name", "id")
    )
    by_judge = {judge: Counter(state for (who, _), state in seats.items() if who == judge) for judge in holders}
    by_entry: dict[int, Counter[SeatState]] = {entry.pk: Counter() for entry in entries}
    for (_judge, entry), state in seats.items():
        by_entry[entry][state] += 1
    return Coverage(
        round=judging,
        judges=tuple(_judge_line(judge, by_judge[judge.pk]) for judge in judges),
        entries=tuple(EntryLine(entry, by_entry[entry.pk]["done"], _held(by_entry[entry.pk])) for entry in entries),
        seats=seats,
    )


def _seats(judging: Round, entries: set[int]) -> dict[tuple[int, int], SeatState]:
    """A confirmed scorecard counts as done even where its seat was taken away later: no score is hidden.

    Where staff left the scorecard out of the count, the seat is "out" for as long as it is held: no review comes of it.
    """
    begun = Exists(Score.objects.filter(scorecard=OuterRef("pk"), version__gt=0))
    seats: dict[tuple[int, int], SeatState] = {}
    for judge, entry, seat in Assignment.objects.filter(round=judging).values_list("judge_id", "entry_id", "state"):
        if entry in entries and seat != Assignment.State.REMOVED:
            seats[judge, entry] = "recused" if seat == Assignment.State.RECUSED else "open"
    cards = Scorecard.objects.filter(round=judging).annotate(begun=begun)
    rows = cards.values_list("judge_id", "entry_id", "state", "begun", "excluded_at")
    for judge, entry, state, scored, excluded in rows:
        if entry not in entries:
            continue
        if excluded is not None:
            if seats.get((judge, entry)) == "open":
                seats[judge, entry] = "out"
        elif state == Scorecard.State.CONFIRMED:
            seats[judge, entry] = "done"
        elif state == Scorecard.State.RECUSED:
            seats[judge, entry] = "recused"
        elif scored and seats.get((judge, entry)) == "open":
            seats[judge, entry] = "begun"
    return seats


def _judge_line(judge: Judge, states: Counter[SeatState]) -> JudgeLine:
    return JudgeLine(judge, states["done"], states["begun"], _held(states), states["recused"])


def _held(states: Mapping[SeatState, int]) -> int:
    return sum(n for state, n in states.items() if state not in GIVEN_UP)
