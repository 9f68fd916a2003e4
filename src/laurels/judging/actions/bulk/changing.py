"""What staff say of many judges at once: how much they can read, and what they know about."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from django.db import transaction
from django.db.models import Count

from laurels.accounts.models import Person
from laurels.judging.actions.bulk.lines import Line, WhyNot, left
from laurels.judging.actions.invitations import set_judge
from laurels.judging.invitefile import Invitee
from laurels.judging.models import Assignment, Judge
from laurels.judging.queries.invitees import preview_invitations
from laurels.judging.queries.judges import judges_by_id
from laurels.programs.models import Edition


def load_lines(judges: Iterable[Judge], load: int | None) -> list[Line]:
    """A load of None: as the round says. `open` is the most seats that a judge holds in one round."""
    judges = list(judges)
    active = Assignment.objects.filter(judge__in=judges, state=Assignment.State.ACTIVE).order_by()
    held: dict[int, int] = {}
    for judge, _round, seats in active.values_list("judge", "round").annotate(n=Count("pk")):
        held[judge] = max(seats, held.get(judge, 0))

    def said(limit: int | None) -> tuple[str, ...]:
        return () if limit is None else (str(limit),)

    def line(judge: Judge) -> Line:
        why_not: WhyNot = left(judge) or ("same" if judge.max_load == load else "")
        return Line(judge, why_not, said(judge.max_load), said(load), held.get(judge.pk, 0))

    return [line(judge) for judge in judges]


@transaction.atomic
def set_loads(
    *, edition: Edition, judges: Collection[str], load: int | None, actor: Person, now: dt.datetime
) -> list[Judge]:
    """Give the named judges this load; those whom the preview passes over stay as they are."""
    lines = load_lines(judges_by_id(edition, judges), load)
    return [_set(line, judge.expertise, load, actor, now) for line, judge in _touched(lines)]


def expertise_lines(judges: Iterable[Judge], keys: Sequence[str], *, add: bool) -> list[Line]:
    """Keys of the program's list, added to what each judge knows about or taken from it."""

    def line(judge: Judge) -> Line:
        now = list(judge.expertise)
        then = [*now, *(key for key in keys if key not in now)] if add else [key for key in now if key not in keys]
        return Line(judge, left(judge) or ("same" if then == now else ""), tuple(now), tuple(then))

    return [line(judge) for judge in judges]


@transaction.atomic
def change_expertise(
    *, edition: Edition, judges: Collection[str], keys: Sequence[str], add: bool, actor: Person, now: dt.datetime
) -> list[Judge]:
    lines = expertise_lines(judges_by_id(edition, judges), keys, add=add)
    return [_set(line, list(line.after), judge.max_load, actor, now) for line, judge in _touched(lines)]


def _touched(lines: Iterable[Line]) -> list[tuple[Line, Judge]]:
    return [(line, line.judge) for line in lines if not line.why_not]


def _set(line: Line, expertise: Sequence[str], load: int | None, actor: Person, now: dt.datetime) -> Judge:
    return set_judge(
        judge=line.judge,
        employer=line.judge.employer,
        employer_name=line.judge.employer_name,
        expertise=expertise,
        max_load=load,
        actor=actor,
        now=now,
    )


@transaction.atomic
def correct_judge(
    *,
    judge: Judge,
    employer_name: str,
    max_load: int | None,
    actor: Person,
    now: dt.datetime,
    expertise: Sequence[str] | None = None,
) -> Judge:
    """Change employer and load; an organization of that name becomes the employer, so its entries are kept away.

    Expertise is keys of the program's list; None leaves it as it is.
    """
    line = preview_invitations(judge.edition, [Invitee(str(judge), judge.person.email or "", employer_name.strip())])[0]
    return set_judge(
        judge=judge,
        employer=line.employer,
        employer_name=employer_name.strip(),
        expertise=judge.expertise if expertise is None else expertise,
        max_load=max_load,
        actor=actor,
        now=now,
    )
