"""Judges say who they are; what ties them to an entry acts at once. Last year's word is where this year's begins."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping

from django.conf.locale import LANG_INFO
from django.db import transaction

from laurels.accounts.models import Organization, Person
from laurels.core import ledger
from laurels.core.canonical import Json
from laurels.core.folding import fold
from laurels.judging.actions.conflicts import note_detected, note_taken_out
from laurels.judging.actions.presence import hold, note_seen
from laurels.judging.clash import clashes
from laurels.judging.errors import JudgeStateError, NotYourSeatError, ProfileInvalidError
from laurels.judging.models import Judge, Tie
from laurels.judging.queries.profile import (
    Former,
    Profile,
    companies_named,
    expertise_list,
    latest_before,
    profile_of,
    ties_of,
)

MOST_NAMED = 60  # companies in one profile
THERE = (Judge.State.INVITED, Judge.State.ACCEPTED)


@transaction.atomic
def change_profile(*, judge: Judge, profile: Profile, actor: Person, now: dt.datetime) -> Judge:
    """The judge's own word. Companies are matched to known ones by name, accents and case aside.

    A change of employer makes the one before a former employer as of today, if its entries are known. Whatever new
    ties bring is acted on at once: certain conflicts give up seats, those in doubt hide the entry until staff decide.
    What barred the judge and does so no more is written down, and bars until staff dismiss it: nobody lifts their own
    conflict.

    Raises:
        ProfileInvalidError: facts `field` and `found`: unknown expertise or language, a span of days that ends before
            it begins, a load below one, too many companies.
        JudgeStateError: the judge declined, or has left.
        NotYourSeatError: somebody else's profile.
    """
    if judge.person_id != actor.pk:
        raise NotYourSeatError(f"{actor} cannot speak for {judge}")
    if judge.state not in THERE:
        raise JudgeStateError(f"{judge} is {judge.state} in {judge.edition}", state=judge.state)
    _check(judge, profile)
    before = profile_of(judge)
    said = _with_employer_before(judge, profile, before, now)
    if said == before:
        return judge
    hold(judge)
    barred = clashes(Judge.objects.filter(pk=judge.pk))
    _write(judge, said, now)
    note_seen(judge, now)
    changed: dict[str, Json] = {name: value for name, value in _plain(said).items() if value != _plain(before)[name]}
    ledger.record(
        chain=judge.edition.chain, actor=actor, act="judge.described", objects=[judge], payload=changed, now=now
    )
    note_taken_out(judge=judge, barred=barred, actor=actor, now=now)
    note_detected(judges=Judge.objects.filter(pk=judge.pk), actor=actor, now=now)
    return judge


def carry_over(*, judge: Judge, now: dt.datetime) -> Judge:
    """What the person said in the organizer's latest other edition, where this one says nothing yet.

    Employer and companies, expertise that this program lists, languages. Not the load, which may have been another
    round's, and not the days away. The caller's transaction and ledger line.
    """
    past = latest_before(judge)
    if past is None:
        return judge
    old, new = profile_of(past), profile_of(judge)
    known = expertise_list(judge.edition)
    same_employer = not new.employer or fold(new.employer) == fold(old.employer)
    left = () if same_employer or not old.employer else (Former(name=old.employer),)
    carried = Profile(
        employer=new.employer or old.employer,
        former=new.former or (*old.former, *left),
        competitors=new.competitors or (old.competitors if same_employer else ()),
        expertise=new.expertise or tuple(key for key in old.expertise if key in known),
        languages=new.languages or old.languages,
        max_load=new.max_load,
        away=new.away,
    )
    if carried != new:
        employer = judge.employer if new.employer else past.employer
        _write(judge, carried, now, employer=employer and employer.current)
    return judge


def _check(judge: Judge, profile: Profile) -> None:
    known = expertise_list(judge.edition)
    wrong = [("expertise", key) for key in profile.expertise if key not in known]
    wrong += [("languages", code) for code in profile.languages if code not in LANG_INFO]
    wrong += [("away", f"{first} to {last}") for first, last in profile.away if last < first]
    if profile.max_load is not None and profile.max_load < 1:
        wrong.append(("max_load", str(profile.max_load)))
    if len(profile.former) + len(profile.competitors) > MOST_NAMED:
        wrong.append(("companies", str(len(profile.former) + len(profile.competitors))))
    if wrong:
        field, found = wrong[0]
        raise ProfileInvalidError(f"the profile of {judge}: {field} cannot be {found!r}", field=field, found=found)


def _with_employer_before(judge: Judge, profile: Profile, before: Profile, now: dt.datetime) -> Profile:
    """Tidied; and an employer that was left is a former one from today, unless the judge says so already."""
    named = {fold(each.name) for each in profile.former}
    left = judge.employer is not None and fold(before.employer) not in {fold(profile.employer), *named, ""}
    today = now.astimezone(judge.edition.zone).date()
    gone = (Former(name=before.employer, until=today),) if left else ()
    former = {(fold(each.name), each.until): each for each in (*profile.former, *gone) if each.name.strip()}
    rivals = {fold(name): name.strip() for name in profile.competitors if name.strip()}
    return Profile(
        employer=profile.employer.strip(),
        former=tuple(
            Former(name=each.name.strip(), until=each.until)
            for each in sorted(former.values(), key=lambda each: each.name.lower())
        ),
        competitors=tuple(sorted(rivals.values(), key=str.lower)),
        expertise=tuple(dict.fromkeys(profile.expertise)),
        languages=tuple(dict.fromkeys(profile.languages)),
        max_load=profile.max_load,
        away=tuple(sorted(set(profile.away))),
    )


def _write(judge: Judge, said: Profile, now: dt.datetime, *, employer: Organization | None = None) -> None:
    companies = companies_named([said.employer, *said.competitors, *(each.name for each in said.former)])
    same = fold(said.employer) == fold(judge.employer_name)
    judge.employer = employer or (judge.employer if same else None) or companies.get(fold(said.employer))
    judge.employer_name = said.employer
    judge.expertise, judge.languages = list(said.expertise), list(said.languages)
    judge.max_load = said.max_load
    judge.away = [[first.isoformat(), last.isoformat()] for first, last in said.away]
    judge.save(update_fields=["employer", "employer_name", "expertise", "languages", "max_load", "away"])
    wanted = {(Tie.Kind.FORMER.value, each.name, each.until) for each in said.former}
    wanted |= {(Tie.Kind.COMPETITOR.value, name, None) for name in said.competitors}
    for tie in ties_of(judge):
        if (tie.kind, tie.name, tie.until) in wanted:
            wanted.discard((tie.kind, tie.name, tie.until))
        else:
            tie.removed_at = now
            tie.save(update_fields=["removed_at"])
    Tie.objects.bulk_create([_tie(judge, *each, companies, now) for each in sorted(wanted, key=str)])


def _tie(
    judge: Judge, kind: str, name: str, until: dt.date | None, companies: Mapping[str, Organization], now: dt.datetime
) -> Tie:
    return Tie(judge=judge, kind=kind, name=name, until=until, organization=companies.get(fold(name)), noted_at=now)


def _plain(profile: Profile) -> dict[str, Json]:
    return {
        "employer": profile.employer,
        "former": [[each.name, each.until.isoformat() if each.until else None] for each in profile.former],
        "competitors": list(profile.competitors),
        "expertise": list(profile.expertise),
        "languages": list(profile.languages),
        "max_load": profile.max_load,
        "away": [[first.isoformat(), last.isoformat()] for first, last in profile.away],
    }
