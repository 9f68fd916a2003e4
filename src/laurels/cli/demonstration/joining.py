"""Who judges in the demo: asked, answering, telling who they are, and with whom they are in conflict."""

import datetime as dt

from laurels.accounts import actions as accounts
from laurels.accounts.models import Organization, Person
from laurels.cli.demonstration import data
from laurels.cli.demonstration.cast import Cast
from laurels.cli.demonstration.data import JudgePerson
from laurels.entries import actions as entries
from laurels.entries.models import Collaborator, Entry
from laurels.judging import actions
from laurels.judging.actions.conflicts import decide_conflict
from laurels.judging.models import Conflict, Judge
from laurels.judging.queries.profile import Former, Profile, expertise_list
from laurels.programs.models import Edition

A_YEAR = dt.timedelta(days=365)
A_DAY = dt.timedelta(days=1)


def people(edition: Edition, cast: Cast, *, running: bool) -> list[JudgePerson]:
    """Who is asked to judge the edition, but for those who come late."""
    asked = [each for each in cast.judges if each.judges(edition.program.key, running=running)]
    return [each for each in asked if each.answer != "late"]


def invite(edition: Edition, cast: Cast, staff: Person, at: dt.datetime, *, running: bool) -> list[Judge]:
    """Asks everybody; returns those who say yes within a few days, agree, and say who they are."""
    judges = []
    for place, person in enumerate(people(edition, cast, running=running)):
        judge = ask(edition, person, cast, staff, at)
        answered = at + A_DAY * (1 + place % 5)
        if person.answer == "declined":
            actions.answer_invitation(judge=judge, accept=False, actor=judge.person, now=answered, note=person.reason)
        if person.answer != "accepted":
            continue
        actions.answer_invitation(judge=judge, accept=True, actor=judge.person, now=answered)
        actions.agree(judge=judge, actor=judge.person, now=answered + dt.timedelta(minutes=4))
        _describe(judge, person, edition, answered + dt.timedelta(minutes=11), running=running)
        judges.append(judge)
    return judges


def ask(edition: Edition, person: JudgePerson, cast: Cast, staff: Person, at: dt.datetime) -> Judge:
    employer = {**cast.organizations, **cast.houses}.get(person.works_for)
    return actions.invite_judge(
        edition=edition,
        email=person.address,
        name=person.name,
        employer=employer,
        employer_name=person.employer,
        actor=staff,
        now=at,
    )


def _describe(judge: Judge, person: JudgePerson, edition: Edition, at: dt.datetime, *, running: bool) -> None:
    """The judge's profile. What changes with the year is told in the edition that runs; the rest is carried over."""
    known = expertise_list(edition)
    opens = edition.milestones.get(kind="judging-opens").at.astimezone(edition.zone).date()
    former = [Former(name=name, until=opens - A_YEAR * years) for name, years in person.former] if running else []
    profile = Profile(
        employer=judge.employer_name,
        former=tuple(former),
        competitors=person.rivals if running else (),
        expertise=tuple(key for key in person.expertise if key in known),
        languages=person.languages,
        max_load=person.max_load if running else None,
        away=tuple((opens + A_DAY * first, opens + A_DAY * last) for first, last in person.away) if running else (),
    )
    actions.change_profile(judge=judge, profile=profile, actor=judge.person, now=at)


def tie(edition: Edition, cast: Cast, at: dt.datetime) -> None:
    """What judges have to do with companies that enter: they speak for one, or help to write an entry."""
    for person in people(edition, cast, running=True):
        if person.speaks_for:
            somebody = accounts.ensure_person(email=person.address, name=person.name)
            company, contact = cast.organizations[person.speaks_for], cast.contacts[person.speaks_for]
            member = accounts.request_to_join(actor=somebody, organization=company, now=at)
            accounts.confirm_member(actor=contact, member=member, now=at + A_DAY)
        for entry in _entries_of(edition, cast, person.helps):
            entries.invite_collaborator(
                entry=entry,
                email=person.address,
                name=person.name,
                role=Collaborator.Role.VIEW,
                actor=cast.contacts[person.helps],
                now=at,
            )


def declare_by_turns(judges: list[Judge], cast: Cast, at: dt.datetime) -> None:
    """Last year: every third judge knows somebody; the others declare that they know nobody."""
    keys = sorted(cast.organizations)
    for place, judge in enumerate(judges):
        knows = [cast.organizations[keys[place % len(keys)]]] if place % 3 == 1 else []
        note = "I advised them on their catalog two years ago." if knows else ""
        actions.declare_conflicts(judge=judge, organizations=knows, actor=judge.person, note=note, now=at)


def declare(judges: list[Judge], cast: Cast, staff: Person, at: dt.datetime) -> None:
    """This year everybody says what they know of those who entered; staff note what a judge forgot."""
    persons = {each.address: each for each in cast.judges}
    for judge in judges:
        person = persons[str(judge.person.email)]
        actions.declare_conflicts(judge=judge, actor=judge.person, now=at)
        for kind, of, key, note in person.knows:
            found = _entries_of(judge.edition, cast, key)
            whole = of == "company" and bool(found)
            actions.declare_conflicts(
                judge=judge,
                organizations=[cast.organizations[key]] if whole else [],
                entries=[] if whole else found,
                kind=kind,
                note=note,
                actor=judge.person,
                now=at,
            )
        if person.noted and _entries_of(judge.edition, cast, person.noted[0]):
            company = cast.organizations[person.noted[0]]
            actions.note_conflict(
                judge=judge,
                organization=company,
                kind=Conflict.Kind.PROFESSIONAL,
                note=person.noted[1],
                actor=staff,
                now=at + A_DAY,
            )


def rule(judges: list[Judge], cast: Cast, staff: Person, at: dt.datetime) -> None:
    """Staff decide some of what the records show; the rest waits for whoever plays."""
    by_name = {judge.person.name: judge for judge in judges}
    for ruling in data.rulings():
        company, judge = cast.organizations[ruling.company], by_name.get(ruling.judge)
        if judge is not None and _entries_of(judge.edition, cast, ruling.company):
            decide_conflict(
                judge=judge,
                source=ruling.source,
                organization=company,
                decision=ruling.decision,
                reason=ruling.reason,
                actor=staff,
                now=at,
            )


def _entries_of(edition: Edition, cast: Cast, key: str) -> list[Entry]:
    company: Organization | None = cast.organizations.get(key)
    return list(edition.entries.filter(organization=company, state=Entry.State.SUBMITTED)) if company else []
