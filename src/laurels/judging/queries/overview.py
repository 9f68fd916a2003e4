"""What an edition's staff see of its judging at a glance: who reads what, how far they are, what is missing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from django.db.models import Count, Exists, IntegerField, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from laurels.accounts.models import Organizer
from laurels.core.errors import NotFoundError
from laurels.entries.models import Entry
from laurels.judging.models import Assignment, CategoryReport, Conflict, Judge, RoundRun, Score, Scorecard
from laurels.programs.models import Edition, Round

SeatState = Literal["done", "begun", "open", "recused"]


@dataclass(frozen=True)
class JudgeLine:
    """One judge in one round. `has` counts the seats that are held; those recused from stand beside."""

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
    """Who reads what in one round: a line for each judge with a seat, a line for each entry in the running."""

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

    def readers_of(self, entry: Entry) -> list[tuple[Judge, SeatState]]:
        """Who holds a seat at this entry, by name, and how far they are."""
        held = ((line.judge, self.seats.get((line.judge.pk, entry.pk))) for line in self.judges)
        return [(judge, state) for judge, state in held if state]

    @property
    def uncovered(self) -> tuple[EntryLine, ...]:
        return tuple(sorted((line for line in self.entries if line.seats < self.needed), key=lambda line: line.seats))


def coverage(judging: Round) -> Coverage:
    """Read the whole grid of a round in four queries, whatever its size."""
    entries = list(
        Entry.objects.filter(edition_id=judging.edition_id, state=Entry.State.SUBMITTED)
        .select_related("organization")
        .order_by("number", "id")
    )
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
    """A confirmed scorecard counts as done even where its seat was taken away later: no score is hidden."""
    begun = Exists(Score.objects.filter(scorecard=OuterRef("pk"), version__gt=0))
    seats: dict[tuple[int, int], SeatState] = {}
    for judge, entry, seat in Assignment.objects.filter(round=judging).values_list("judge_id", "entry_id", "state"):
        if entry in entries and seat != Assignment.State.REMOVED:
            seats[judge, entry] = "recused" if seat == Assignment.State.RECUSED else "open"
    cards = Scorecard.objects.filter(round=judging, excluded_at=None).annotate(begun=begun)
    for judge, entry, state, scored in cards.values_list("judge_id", "entry_id", "state", "begun"):
        if entry not in entries:
            continue
        if state == Scorecard.State.CONFIRMED:
            seats[judge, entry] = "done"
        elif state == Scorecard.State.RECUSED:
            seats[judge, entry] = "recused"
        elif scored and seats.get((judge, entry)) == "open":
            seats[judge, entry] = "begun"
    return seats


def _judge_line(judge: Judge, states: Counter[SeatState]) -> JudgeLine:
    return JudgeLine(judge, states["done"], states["begun"], _held(states), states["recused"])


def _held(states: Mapping[SeatState, int]) -> int:
    return sum(n for state, n in states.items() if state != "recused")


def run_of(judging: Round) -> RoundRun | None:
    return RoundRun.objects.filter(round=judging).first()


def rounds_of(edition: Edition) -> list[Round]:
    """The edition's rounds in order, each with its run at hand as `opened_at` and `closed_at` (None: not yet)."""
    rows = edition.rounds.annotate(
        opened_at=Subquery(RoundRun.objects.filter(round=OuterRef("pk")).values("opened_at")[:1]),
        closed_at=Subquery(RoundRun.objects.filter(round=OuterRef("pk")).values("closed_at")[:1]),
    )
    return list(rows)


def round_of(edition: Edition, key: str = "") -> Round:
    """The round with this key; without one (or with a wrong one) the first that is not closed, else the last.

    Raises:
        NotFoundError: the edition has no round at all.
    """
    rounds = rounds_of(edition)
    if not rounds:
        raise NotFoundError(f"{edition} has no round")
    named = [each for each in rounds if each.key == key]
    still = [each for each in rounds if each.closed_at is None]  # type: ignore[attr-defined]  # annotated
    return (named or still or rounds[-1:])[0]


def judge_counts(edition: Edition) -> dict[str, int]:
    """How many judges are in which state, and of those who accepted how many have `declared` their conflicts."""
    rows = Judge.objects.filter(edition=edition).order_by()
    declared = rows.filter(state=Judge.State.ACCEPTED).exclude(conflicts_declared_at=None).count()
    counted = dict(rows.values_list("state").annotate(n=Count("pk")))
    return {state.value: counted.get(state.value, 0) for state in Judge.State} | {"declared": declared}


def willing_judges(edition: Edition) -> list[Judge]:
    rows = Judge.objects.filter(edition=edition, state=Judge.State.ACCEPTED).select_related("person")
    return list(rows.order_by("person__name", "id"))


def seats_of(judge: Judge) -> list[Assignment]:
    """Every seat of a judge, the ended ones too, each with its scorecard as `card` (None: not begun)."""
    seats = list(
        Assignment.objects.filter(judge=judge).select_related("entry__organization", "round").order_by("entry__number")
    )
    cards = {(card.round_id, card.entry_id): card for card in Scorecard.objects.filter(judge=judge)}
    for seat in seats:
        seat.card = cards.get((seat.round_id, seat.entry_id))  # type: ignore[attr-defined]  # for the page alone
    return seats


def judges_of(edition: Edition, *, text: str = "", state: str = "") -> QuerySet[Judge]:
    """The edition's judges by name, each with `seats`, `confirmed`, `conflicts_known` and `years`.

    `years` counts the editions of the same organizer in which the person confirmed a scorecard.
    """
    rows = Judge.objects.filter(edition=edition).select_related("person", "employer")
    if state:
        rows = rows.filter(state=state)
    if text:
        rows = rows.filter(
            Q(person__name__icontains=text) | Q(person__email__icontains=text) | Q(employer_name__icontains=text)
        )
    return rows.annotate(
        seats=_count(Assignment.objects.filter(judge=OuterRef("pk"), state=Assignment.State.ACTIVE), "judge"),
        confirmed=_count(Scorecard.objects.filter(judge=OuterRef("pk"), state=Scorecard.State.CONFIRMED), "judge"),
        conflicts_known=_count(Conflict.objects.filter(judge=OuterRef("pk"), withdrawn_at=None), "judge"),
        years=_years(edition.program.organizer),
    ).order_by("person__name", "id")


def _count(rows: QuerySet[Assignment] | QuerySet[Scorecard] | QuerySet[Conflict], by: str) -> Coalesce:
    counted = rows.order_by().values(by).annotate(n=Count("pk")).values("n")
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def _years(organizer: Organizer) -> Coalesce:
    served = (
        Scorecard.objects.filter(
            judge__person=OuterRef("person"),
            judge__edition__program__organizer=organizer,
            state=Scorecard.State.CONFIRMED,
        )
        .order_by()
        .values("judge__person")
        .annotate(n=Count("judge__edition", distinct=True))
        .values("n")
    )
    return Coalesce(Subquery(served, output_field=IntegerField()), 0)


def with_reviews(rows: QuerySet[Entry]) -> QuerySet[Entry]:
    """Add `seats` and `reviews` (confirmed scorecards that count) to entries, over all rounds."""
    cards = Scorecard.objects.filter(entry=OuterRef("pk"), state=Scorecard.State.CONFIRMED, excluded_at=None)
    return rows.annotate(
        seats=_count(Assignment.objects.filter(entry=OuterRef("pk"), state=Assignment.State.ACTIVE), "entry"),
        reviews=_count(cards, "entry"),
    )


def scorecards_of(entry: Entry) -> list[Assignment]:
    """Every seat at an entry with its judge, its `card` (None: not begun) and its `reports` on the category."""
    seats = list(
        Assignment.objects.filter(entry=entry).select_related("judge__person", "round").order_by("round_id", "made_at")
    )
    cards = {(card.round_id, card.judge_id): card for card in Scorecard.objects.filter(entry=entry)}
    reports: dict[tuple[int, int], list[CategoryReport]] = {}
    for report in CategoryReport.objects.filter(entry=entry):
        reports.setdefault((report.round_id, report.judge_id), []).append(report)
    for seat in seats:
        seat.card = cards.get((seat.round_id, seat.judge_id))  # type: ignore[attr-defined]  # for the page alone
        seat.reports = reports.get((seat.round_id, seat.judge_id), [])  # type: ignore[attr-defined]  # likewise
    return seats


def wrong_category_reports(edition: Edition) -> QuerySet[CategoryReport]:
    """Undecided words of judges that an entry stands in the wrong category, newest first."""
    rows = CategoryReport.objects.filter(entry__edition=edition, entry__state=Entry.State.SUBMITTED, decision="")
    return rows.select_related("entry__organization", "judge__person")
