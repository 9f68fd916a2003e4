"""An edition with entries handed in and a round to judge them: what tests of judging and of the desk begin from.

Six criteria in two areas, 0 to 4. Programs and entries are made as rows here: how they come to be is their own
stages' matter. Judges, conflicts, seats and scores are made by judging's own actions.
"""

import datetime as dt
from dataclasses import dataclass
from decimal import Decimal

import pytest

from laurels.accounts.actions import create_organization, ensure_person
from laurels.accounts.models import Organization, Organizer, Person
from laurels.core import canonical
from laurels.core.models import StoredFile
from laurels.entries import snapshots
from laurels.entries.models import AccessData, Attachment, Entry, Submission
from laurels.judging import actions
from laurels.judging.models import Assignment, Judge
from laurels.programs.definition import (
    DEFAULT_RULE,
    AgreementDef,
    AnchorDef,
    AreaDef,
    CriterionDef,
    Definition,
    FieldDef,
    FormDef,
    RubricDef,
    ScaleDef,
    SectionDef,
)
from laurels.programs.models import Declaration, Edition, Milestone, Program, Round

SCALE = ScaleDef(minimum=Decimal(0), maximum=Decimal(4), step=Decimal(1))
ANCHORS = (
    AnchorDef(at=Decimal(4), text="A customer finds the answer in the first minute."),
    AnchorDef(at=Decimal(2), text="The answer is there, behind a detour."),
    AnchorDef(at=Decimal(0), text="There is no answer."),
)
FORM = FormDef(
    sections=(
        SectionDef(
            key="challenge",
            title="The challenge we had to overcome",
            fields=(
                FieldDef(key="site", label="Site", kind="url"),
                FieldDef(key="essay", label="Essay", kind="text"),
                FieldDef(key="access", label="Access", kind="access"),
            ),
        ),
    )
)


def rubric(scale: ScaleDef = SCALE) -> RubricDef:
    def criterion(key: str, name: str) -> CriterionDef:
        anchors = ANCHORS if scale == SCALE else ()
        return CriterionDef(key=key, name=name, question=f"What of {name.lower()}?", scale=scale, anchors=anchors)

    return RubricDef(
        scale=scale,
        areas=(
            AreaDef(
                key="design",
                name="Overall design",
                criteria=(
                    criterion("navigation", "Navigation and labels"),
                    criterion("speed", "Speed and weight"),
                    criterion("legibility", "Legibility"),
                ),
            ),
            AreaDef(
                key="knowledge",
                name="Knowledgebase",
                criteria=(
                    criterion("search", "Search"),
                    criterion("content", "Content"),
                    criterion("upkeep", "Upkeep"),
                ),
            ),
        ),
    )


CRITERIA = tuple(criterion.key for criterion in rubric().criteria)


@dataclass
class Judged:
    """One edition and its round, and the verbs that tests need."""

    edition: Edition
    round: Round
    now: dt.datetime

    def organization(self, name: str) -> Organization:
        return create_organization(actor=None, name=name, now=self.now)

    def entry(self, organization: Organization, title: str = "", *, by: Person | None = None) -> Entry:
        number = Entry.objects.filter(edition=self.edition).count() + 1
        author = by or ensure_person(email=f"author-{number}@example.org", name=f"Author {number}")
        entry = Entry.objects.create(
            edition=self.edition,
            organization=organization,
            title=title or f"The site of {organization.name}",
            number=number,
            state=Entry.State.SUBMITTED,
            created_at=self.now,
            created_by=author,
        )
        self.submit(entry, {"site": "https://help.example.org/", "essay": f"How {organization.name} found its way."})
        return entry

    def submit(self, entry: Entry, texts: dict[str, str]) -> Submission:
        content = snapshots.content(
            entry, FORM, texts=texts, metrics=(), testimonials=(), attachments=list(entry.attachments.all())
        )
        return Submission.objects.create(
            entry=entry,
            number=entry.submissions.count() + 1,
            content=content,
            sha256=snapshots.digest_of(content),
            at=self.now,
            by=entry.created_by,
        )

    def entries(self, count: int) -> list[Entry]:
        return [self.entry(self.organization(f"Company {n:02}")) for n in range(1, count + 1)]

    def access_data(self, entry: Entry, text: str) -> None:
        AccessData.objects.create(entry=entry, text=text)

    def attach(self, entry: Entry, name: str) -> Attachment:
        """A file, and a further submission that holds it."""
        file = StoredFile.objects.create(
            sha256=canonical.digest(name), size=3, media_type="application/pdf", stored_at=self.now
        )
        held = Attachment.objects.create(
            entry=entry, file=file, name=name, section="challenge", added_at=self.now, added_by=entry.created_by
        )
        self.submit(entry, {"essay": "With a file."})
        return held

    def invite(self, person: Person, **more: object) -> Judge:
        return actions.invite_judge(
            edition=self.edition,
            email=person.email or "",
            name=person.name,
            actor=None,
            now=self.now,
            **more,  # type: ignore[arg-type]  # passed on as they are
        )

    def judge(self, person: Person, *against: Organization, **more: object) -> Judge:
        """Invited, accepted, agreed, conflicts declared."""
        judge = self.invite(person, **more)
        actions.answer_invitation(judge=judge, accept=True, actor=person, now=self.now)
        actions.agree(judge=judge, actor=person, now=self.now)
        return actions.declare_conflicts(judge=judge, organizations=against, actor=person, now=self.now)

    def judges(self, count: int) -> list[Judge]:
        return [
            self.judge(ensure_person(email=f"judge-{n:02}@example.org", name=f"Judge {n:02}"))
            for n in range(1, count + 1)
        ]

    def seat(self, entry: Entry, judge: Judge) -> Assignment:
        return actions.assign_judge(round=self.round, entry=entry, judge=judge, actor=None, now=self.now)

    def open(self) -> None:
        actions.open_round(round=self.round, actor=None, now=self.now)

    def score(self, seat: Assignment, **values: object) -> None:
        """Whole numbers or "n/a" by criterion, in the seat's own judge's name."""
        for criterion, value in values.items():
            given = "n/a" if value == "n/a" else Decimal(str(value))
            actions.save_score(
                seat=seat,
                criterion=criterion,
                value=given,  # type: ignore[arg-type]  # "n/a" is the one text
                actor=seat.judge.person,
                now=self.now,
            )

    def score_all(self, seat: Assignment, value: int = 3) -> None:
        self.score(seat, **dict.fromkeys(CRITERIA, value))


def declare(edition: Edition, kind: str, content: Definition | AgreementDef, now: dt.datetime) -> Declaration:
    data = content.to_json()
    number = edition.declarations.filter(kind=kind).count() + 1
    return Declaration.objects.create(
        edition=edition, kind=kind, number=number, content=data, sha256=canonical.digest(data), made_at=now
    )


@pytest.fixture
def judged(asp: Organizer, now: dt.datetime) -> Judged:
    program = Program.objects.create(organizer=asp, key="ten-best", name="Ten Best Web Support Sites")
    edition = Edition.objects.create(
        program=program,
        key="2007",
        name="Ten Best Web Support Sites 2007",
        timezone="America/New_York",
        created_at=now,
        published_at=now,
    )
    Milestone.objects.create(
        edition=edition,
        key="scores-due",
        kind=Milestone.Kind.SCORES_DUE,
        name="Scores due",
        at=dt.datetime(2007, 3, 30, 21, 0, tzinfo=dt.UTC),
    )
    declare(edition, Declaration.Kind.FORM, FORM, now)
    declare(edition, Declaration.Kind.RUBRIC, rubric(), now)
    declare(edition, Declaration.Kind.RULE, DEFAULT_RULE, now)
    declare(edition, Declaration.Kind.AGREEMENT, AgreementDef(text="I keep it to myself."), now)
    round_ = Round.objects.create(edition=edition, key="judging", name="Judging", reviews_per_entry=2, load_per_judge=3)
    return Judged(edition, round_, now)
