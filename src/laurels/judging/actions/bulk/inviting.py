"""Inviting many people at once."""

from __future__ import annotations

import datetime as dt
from collections.abc import Collection, Iterable, Sequence

from django.db import transaction

from laurels.accounts.models import Person
from laurels.judging.actions.bulk.lines import Line, WhyNot
from laurels.judging.actions.invitations import invite_again, invite_judge
from laurels.judging.invitefile import Invitee
from laurels.judging.models import Judge
from laurels.judging.queries.invitees import preview_invitations
from laurels.judging.queries.judges import judges_by_id
from laurels.programs.models import Edition


@transaction.atomic
def invite_judges(*, edition: Edition, invitees: Sequence[Invitee], actor: Person, now: dt.datetime) -> list[Judge]:
    """Invite all of them, or none. Who is a judge of this edition already is passed over."""
    return [
        invite_judge(
            edition=edition,
            email=line.invitee.email,
            name=line.invitee.name,
            employer=line.employer,
            employer_name=line.invitee.employer_name,
            expertise=line.invitee.expertise,
            languages=line.invitee.languages,
            max_load=line.invitee.max_load,
            actor=actor,
            now=now,
        )
        for line in preview_invitations(edition, invitees)
        if line.goes_out
    ]


def again_lines(judges: Iterable[Judge]) -> list[Line]:
    """Who would get a fresh link: whoever has not answered, said no (asked anew), or said yes (only the link)."""

    def why_not(judge: Judge) -> WhyNot:
        if judge.state == Judge.State.WITHDRAWN:
            return "withdrawn"
        return "" if judge.person.email else "no-address"

    return [Line(judge, why_not(judge)) for judge in judges]


@transaction.atomic
def invite_several_again(*, edition: Edition, judges: Collection[str], actor: Person, now: dt.datetime) -> list[Judge]:
    """Send the named judges their invitation with a fresh link; those whom the preview passes over get none."""
    lines = again_lines(judges_by_id(edition, judges))
    return [invite_again(judge=line.judge, actor=actor, now=now) for line in lines if not line.why_not]
