"""What the records show is written down as soon as it touches a seat, and what is certain is acted on."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Final

from django.db import transaction
from django.db.models import QuerySet

from laurels.accounts.models import Person
from laurels.entries.models import Entry
from laurels.judging.actions.conflicts.acting import act_on, as_shown, record
from laurels.judging.actions.presence import hold
from laurels.judging.clash import Clash, clashes
from laurels.judging.models import Assignment, Conflict, Judge

Source = Conflict.Source


@transaction.atomic
def note_detected(*, judges: QuerySet[Judge], actor: Person | None, now: dt.datetime) -> list[Conflict]:
    """Write down every conflict that the records show on a seat these judges hold, once, as evidence.

    A certain one gives up the seat at once. One in doubt hides the entry already, and the seat waits for staff.
    Again: nothing. Returns the conflicts that are new on record.
    """
    seats = Assignment.objects.filter(judge__in=judges, state=Assignment.State.ACTIVE)
    held = set(seats.order_by().values_list("entry_id", "judge_id"))
    touched = Judge.objects.filter(pk__in={judge for _entry, judge in held}).select_related("edition")
    entries = Entry.objects.filter(pk__in={entry for entry, _judge in held})
    people, told = {judge.pk: judge for judge in touched}, list[Conflict]()
    barred = {pair: found for pair, found in clashes(touched, entries).items() if pair in held}
    rows: dict[tuple[int, str, int, int], Conflict] = {}
    for (_entry, judge), found in barred.items():
        for clash in found:
            key = (judge, clash.source, clash.company, 0 if clash.company else clash.entry)
            if clash.conflict or key in rows:
                continue
            rows[key] = _written(clash, people[judge], actor, now)
            told.append(rows[key])
    _act(barred, rows, actor, now)
    return told


PROFILE: Final = (Source.EMPLOYER, Source.FAMILY, Source.FORMER, Source.COMPETITOR)
"""What the judge's own profile brings, the gravest first."""


def note_taken_out(
    *, judge: Judge, barred: Mapping[tuple[int, int], Sequence[Clash]], actor: Person | None, now: dt.datetime
) -> list[Conflict]:
    """The judge changed their profile: what `barred` before and bars no more is written down for staff to decide.

    An employer that was taken out is noted as a former one. `barred`: as `clash.clashes` told it before the change.
    """
    still = clashes(Judge.objects.filter(pk=judge.pk))
    rows: dict[tuple[str, int, int], Conflict] = {}
    for pair, found in barred.items():
        shown = sorted((each for each in found if each.source in PROFILE), key=lambda each: PROFILE.index(each.source))
        if pair in still or not shown:
            continue
        clash = replace(shown[0], source=Source.FORMER) if shown[0].source == Source.EMPLOYER else shown[0]
        key = (clash.source, clash.company, 0 if clash.company else clash.entry)
        if key not in rows:
            rows[key] = _written(clash, judge, actor, now, taken_out=True)
    return list(rows.values())


def _written(
    clash: Clash, judge: Judge, actor: Person | None, now: dt.datetime, *, taken_out: bool = False
) -> Conflict:
    hold(judge)
    conflict = as_shown(clash, actor, now)
    conflict.taken_out_at = now if taken_out else None
    conflict.save()
    about = conflict.entry or conflict.organization
    record(judge, actor, "conflict.detected", [conflict, *([about] if about else [])], {"source": clash.source}, now)
    return conflict


def _act(
    barred: dict[tuple[int, int], list[Clash]],
    rows: dict[tuple[int, str, int, int], Conflict],
    actor: Person | None,
    now: dt.datetime,
) -> None:
    """Each seat by its gravest certain conflict, those among them that were written down before."""
    certain = [next((each for each in found if not each.doubtful), None) for found in barred.values()]
    known = Conflict.objects.select_related("judge__edition", "organization__merged_into", "entry").in_bulk(
        [each.conflict for each in certain if each and each.conflict]
    )
    for clash in filter(None, certain):
        key = (clash.judge, clash.source, clash.company, 0 if clash.company else clash.entry)
        act_on(known[clash.conflict] if clash.conflict else rows[key], actor=actor, now=now)
