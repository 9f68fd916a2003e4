"""The judges of an edition, for its staff: found, filtered and sorted in the database."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Coalesce, Concat

from laurels.accounts.models import Organizer
from laurels.core.folding import Folded, fold, name_key
from laurels.entries.models import Entry
from laurels.judging.clash import clashes
from laurels.judging.models import Agreement, Assignment, Conflict, Judge, PanelSeat, Scorecard
from laurels.judging.queries.conflicts import doubts_among, judges_here
from laurels.judging.queries.seats import count_of
from laurels.programs.models import Edition, Round
from laurels.programs.queries import agreement_texts

ACCEPTED = Q(state=Judge.State.ACCEPTED)
AGREED = Q(agreed_at__isnull=False)
DECLARED = Q(conflicts_declared_at__isnull=False)
HERE = Q(state__in=[Judge.State.INVITED, Judge.State.ACCEPTED])
STATES: Mapping[str, Q] = {
    "ready": ACCEPTED & AGREED & DECLARED,
    "invited": Q(state=Judge.State.INVITED),
    "not-agreed": ACCEPTED & ~AGREED,
    "not-declared": ACCEPTED & ~DECLARED,
    "behind": ACCEPTED & Q(unread__gt=F("confirmed")),
    "over": Q(seats__gt=F("limit")),
    "idle": ACCEPTED & Q(seats=0),
    "declined": Q(state=Judge.State.DECLINED),
    "withdrawn": Q(state=Judge.State.WITHDRAWN),
}
"""What a list may be narrowed to, by facts of `judges_of`. Beside these: "away" and "same-name"."""
SORTS = {
    "name": "folded_name",
    "employer": "folded_employer",
    "state": "state",
    "load": "seats",
    "done": "confirmed",
    "years": "years",
    "seen": "last_seen_at",
}


@dataclass(frozen=True, kw_only=True)
class JudgeFilter:
    """`state` is a key of `STATES`, or "away", or "same-name"; `sort` one of `SORTS`, with "-" before it downwards."""

    text: str = ""
    state: str = ""
    expertise: str = ""
    sort: str = ""


EVERYBODY = JudgeFilter()


def judges_of(
    edition: Edition,
    wanted: JudgeFilter = EVERYBODY,
    *,
    judging: Round | None = None,
    today: dt.date | None = None,
) -> QuerySet[Judge]:
    """The edition's judges, by name unless sorted otherwise, each with the facts that lists show.

    `seats`, `unread` (seats without a confirmed scorecard) and `confirmed` are those of the round, or of all rounds;
    `limit` is the judge's own load or the round's; `agreed_at` is for the text in force; `conflicts_known` counts what
    is on record and holds; `years` counts the editions of the same organizer in which the person confirmed a
    scorecard. "Away" (from `today` on) and "same-name" cost a query each.
    """
    rows: QuerySet[Any] = _with_facts(Judge.objects.filter(edition=edition), edition, judging)
    rows = rows.select_related("person", "employer", "edition__program__organizer")
    if wanted.state in STATES:
        rows = rows.filter(STATES[wanted.state])
    elif wanted.state == "away" and today is not None:
        rows = rows.filter(pk__in=[pk for pk, away in _away_days(edition) if any(until >= today for _, until in away)])
    elif wanted.state == "same-name":
        rows = rows.filter(pk__in=[pk for twins in _same_names(edition).values() for pk in twins])
    if wanted.expertise:
        rows = rows.filter(expertise__icontains=f'"{wanted.expertise}"')
    for word in fold(wanted.text).split():
        rows = rows.filter(found__contains=word)
    key = SORTS.get(wanted.sort.removeprefix("-"), "folded_name")
    order = F(key).desc(nulls_last=True) if wanted.sort.startswith("-") else F(key).asc(nulls_last=True)
    return rows.order_by(order, "folded_name", "pk")


def _with_facts(rows: QuerySet[Judge], edition: Edition, judging: Round | None) -> QuerySet[Any]:
    seats = Assignment.objects.filter(
        judge=OuterRef("pk"), state=Assignment.State.ACTIVE, entry__state=Entry.State.SUBMITTED
    )
    counted = Scorecard.objects.filter(state=Scorecard.State.CONFIRMED, excluded_at=None)
    done = Exists(counted.filter(judge=OuterRef("judge"), entry=OuterRef("entry"), round=OuterRef("round")))
    cards = counted.filter(judge=OuterRef("pk"))
    if judging is not None:
        seats, cards = seats.filter(round=judging), cards.filter(round=judging)
    conflicts = Conflict.objects.filter(judge=OuterRef("pk"), withdrawn_at=None)
    text = agreement_texts(edition.pk).values("pk")[:1]
    agreed = Agreement.objects.filter(judge=OuterRef("pk"), text=Subquery(text)).values("at")[:1]
    load = Value(judging.load_per_judge if judging else None, output_field=IntegerField())
    panel = PanelSeat.objects.filter(judge=OuterRef("pk"), round=judging)
    blank, address = Value(" "), Coalesce("person__email", Value(""), output_field=TextField())
    return rows.annotate(
        folded_name=Folded("person__name"),
        folded_employer=Folded("employer_name"),
        found=Folded(Concat("person__name", blank, address, blank, "employer_name", output_field=TextField())),
        seats=count_of(seats, "judge"),
        unread=count_of(seats.exclude(done), "judge"),
        confirmed=count_of(cards, "judge"),
        limit=Coalesce("max_load", load),
        conflicts_known=count_of(conflicts.exclude(decision=Conflict.Decision.DISMISSED), "judge"),
        agreed_at=Subquery(agreed),
        on_panel=Exists(panel) if judging else Value(value=False, output_field=BooleanField()),
        years=years_served(edition.program.organizer),
    )


def years_served(organizer: Organizer, person: str = "person") -> Coalesce:
    """In how many of the organizer's editions a person confirmed a scorecard; `person` is the outer rows' column."""
    served = (
        Scorecard.objects.filter(
            judge__person=OuterRef(person),
            judge__edition__program__organizer=organizer,
            state=Scorecard.State.CONFIRMED,
        )
        .order_by()
        .values("judge__person")
        .annotate(n=Count("judge__edition", distinct=True))
        .values("n")
    )
    return Coalesce(Subquery(served, output_field=IntegerField()), 0)


def same_name(judge: Judge) -> list[Judge]:
    """Other judges of the edition of the same name: perhaps one person, invited under two addresses."""
    twins = _same_names(judge.edition).get(name_key(judge.person.name), [])
    others = Judge.objects.filter(pk__in=[pk for pk in twins if pk != judge.pk])
    return list(others.select_related("person").order_by("invited_at", "pk"))


def _same_names(edition: Edition) -> dict[str, list[int]]:
    """Row numbers of judges by the key of their name, for names that several bear.

    Keys are compared here, since no database knows them: a few hundred rows.
    """
    found: dict[str, list[int]] = {}
    for pk, name in Judge.objects.filter(edition=edition).order_by().values_list("pk", "person__name"):
        if key := name_key(name):
            found.setdefault(key, []).append(pk)
    return {key: rows for key, rows in found.items() if len(rows) > 1}


def away_spans(judge: Judge) -> list[tuple[dt.date, dt.date]]:
    """First and last day of each absence, in order."""
    return _spans(judge.away)


def _spans(away: Any) -> list[tuple[dt.date, dt.date]]:  # noqa: ANN401  # JSON
    return sorted((dt.date.fromisoformat(first), dt.date.fromisoformat(last)) for first, last in away or [])


def _away_days(edition: Edition) -> Iterator[tuple[int, list[tuple[dt.date, dt.date]]]]:
    """Spans of days lie in the rows as JSON, which both databases search in their own ways: a few hundred rows."""
    rows = Judge.objects.filter(edition=edition).order_by().values_list("pk", "away")
    return ((pk, _spans(away)) for pk, away in rows)


def judge_tally(edition: Edition, *, judging: Round | None = None, today: dt.date | None = None) -> dict[str, int]:
    """How many judges each state of a list would show, and "all". Two queries."""
    facts: dict[str, int] = (
        judges_of(edition, judging=judging)
        .order_by()
        .aggregate(
            all=Count("pk"),
            **{f"n{number}": Count("pk", filter=state) for number, state in enumerate(STATES.values())},
        )
    )
    counted = {key: facts[f"n{number}"] for number, key in enumerate(STATES)}
    rows = Judge.objects.filter(edition=edition).order_by().values_list("person__name", "away")
    names = Counter(name_key(name) for name, _away in rows if name_key(name))
    away = sum(today is not None and any(until >= today for _, until in _spans(spans)) for _name, spans in rows)
    return {"all": facts["all"], **counted, "away": away, "same-name": sum(n for n in names.values() if n > 1)}


def judge_counts(edition: Edition) -> dict[str, int]:
    """How many judges are in which state, and of those who accepted how many have `declared` their conflicts."""
    rows = Judge.objects.filter(edition=edition).order_by()
    declared = rows.filter(state=Judge.State.ACCEPTED).exclude(conflicts_declared_at=None).count()
    counted = dict(rows.values_list("state").annotate(n=Count("pk")))
    return {state.value: counted.get(state.value, 0) for state in Judge.State} | {"declared": declared}


def willing_judges(edition: Edition) -> list[Judge]:
    rows = Judge.objects.filter(edition=edition, state=Judge.State.ACCEPTED).select_related("person")
    return list(rows.order_by("person__name", "id"))


def judges_by_id(edition: Edition, public_ids: Collection[str]) -> list[Judge]:
    """Those of the edition's judges that are named, by name; unknown ids are passed over."""
    rows = Judge.objects.filter(edition=edition, public_id__in=public_ids)
    rows = rows.select_related("person", "employer", "edition__program__organizer")
    return list(rows.annotate(folded_name=Folded("person__name")).order_by("folded_name", "pk"))


def panel_size(judging: Round) -> int:
    """How many sit on the round's panel; 0 means that all who accepted judge it."""
    return PanelSeat.objects.filter(round=judging).count()


@dataclass(frozen=True)
class ConflictFigures:
    """Of an edition, as its list of judges shows them."""

    kept: Mapping[int, int]
    """How many submitted entries a judge must not read, for whatever reason: by row number, 0 left out."""
    doubt: int
    """How many conflicts wait for a word of staff, as the inbox (`queries.conflicts`) counts them."""


def conflict_figures(edition: Edition, judges: Collection[Judge] | None = None) -> ConflictFigures:
    """Of all judges of an edition, or only of these. Two queries."""
    rows = Judge.objects.filter(edition=edition)
    if judges is not None:
        rows = rows.filter(pk__in=[judge.pk for judge in judges])
    found = clashes(rows, Entry.objects.filter(edition=edition, state=Entry.State.SUBMITTED))
    here = set(judges_here(edition).values_list("pk", flat=True))
    return ConflictFigures(
        kept=Counter(judge for _entry, judge in found),
        doubt=len(doubts_among(pair for (_entry, judge), pair in found.items() if judge in here)),
    )
