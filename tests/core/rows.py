"""Versioned rows to save into. Core knows no subject, so they are borrowed from the stages above, bare."""

import datetime as dt

from laurels.accounts import actions
from laurels.entries.models import Answer, Entry, Submission, Testimonial
from laurels.judging.models import Judge, Score, Scorecard
from laurels.programs.models import Declaration, Edition, Program, Round

NOW = dt.datetime(2007, 1, 1, tzinfo=dt.UTC)


def entry() -> Entry:
    person = actions.ensure_person(email="writer@example.org")
    organizer = actions.ensure_organizer(actor=None, key="org", name="Organizer", now=NOW)
    program = Program.objects.create(organizer=organizer, key="p", name="P")
    edition = Edition.objects.create(program=program, key="e", name="E", timezone="UTC", created_at=NOW)
    company = actions.create_organization(actor=person, name="Company", now=NOW)
    return Entry.objects.create(edition=edition, organization=company, title="T", created_at=NOW, created_by=person)


def answer() -> Answer:
    return Answer.objects.create(entry=entry(), field="essay")


def voice() -> Testimonial:
    return Testimonial.objects.create(entry=entry(), section="impact")


def score() -> Score:
    subject = entry()
    edition, person = subject.edition, subject.created_by
    declared = {"edition": edition, "content": {}, "sha256": "0" * 64, "made_at": NOW}
    card = Scorecard.objects.create(
        round=Round.objects.create(edition=edition, key="r", name="R"),
        entry=subject,
        judge=Judge.objects.create(edition=edition, person=person, invited_at=NOW, invited_by=person),
        submission=Submission.objects.create(entry=subject, number=1, content={}, sha256="0" * 64, at=NOW, by=person),
        rubric=Declaration.objects.create(kind=Declaration.Kind.RUBRIC, **declared),
        begun_at=NOW,
    )
    return Score.objects.create(scorecard=card, criterion="usability")
