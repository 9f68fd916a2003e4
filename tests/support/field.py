"""A small field that is ready to be tallied, for the tests of results and their pages.

Everything is rows, written as the earlier stages leave them: one sentence makes an entry with all its marks.
"""

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

import pytest

from laurels.accounts.models import Organization, Organizer, Person
from laurels.core import canonical
from laurels.entries.models import Collaborator, Entry, Submission
from laurels.entries.snapshots import content
from laurels.judging.models import Assignment, Comment, Judge, RoundRun, Score, Scorecard
from laurels.programs.definition import (
    DEFAULT_RULE,
    AreaDef,
    CriterionDef,
    Definition,
    FormDef,
    PerCategorySelection,
    RubricDef,
    ScaleDef,
    SelectionDef,
)
from laurels.programs.models import Category, Declaration, Division, Edition, Program, Round

SCALE = ScaleDef(minimum=Decimal(0), maximum=Decimal(10), step=Decimal(1))
RUBRIC = RubricDef(
    scale=SCALE,
    areas=(
        AreaDef(
            key="story",
            name="The story",
            criteria=(
                CriterionDef(key="pace", name="Pacesetter factor", question="Is it new?", scale=SCALE),
                CriterionDef(key="flow", name="Cohesiveness", question="Does it flow?", scale=SCALE),
            ),
        ),
    ),
)
HONORS = [{"key": "winner", "name": "Winner", "description": ""}, {"key": "finalist", "name": "Finalist"}]
LISTS = [
    {"key": "hall", "name": "Hall of Fame", "statement": "named by a committee", "by": "named"},
    {"key": "stars", "name": "Stars", "statement": "three wins", "by": "count", "honor": "winner", "at_least": 3},
]
Marks = Mapping[str, tuple[int | None, int | None]]


def snapshot(entry: Entry) -> dict[str, Any]:
    return content(entry, FormDef(), texts={}, metrics=(), testimonials=(), attachments=())


@dataclass
class Field:
    """An edition in judging. `add` enters somebody with its judges' marks on the two criteria."""

    edition: Edition
    round: Round
    person: Person
    now: dt.datetime
    judges: dict[str, Judge] = field(default_factory=dict)
    entries: dict[str, Entry] = field(default_factory=dict)

    def add(self, name: str, marks: Marks, *, category: str = "", division: str = "") -> Entry:
        organization = Organization.objects.create(name=f"{name} Ltd", created_at=self.now)
        entry = Entry.objects.create(
            edition=self.edition,
            organization=organization,
            category=self.edition.categories.filter(key=category).first(),
            division=self.edition.divisions.filter(key=division).first(),
            title=f"{name}’s story",
            number=len(self.entries) + 1,
            state=Entry.State.SUBMITTED,
            created_at=self.now,
            created_by=self.person,
        )
        Collaborator.objects.create(entry=entry, person=self.person, role="submit", added_at=self.now)
        Submission.objects.create(
            entry=entry,
            number=1,
            content=snapshot(entry),
            sha256=canonical.digest(snapshot(entry)),
            at=self.now,
            by=self.person,
        )
        self.entries[name] = entry
        for judge, pair in marks.items():
            self.score(entry, judge, pair)
        return entry

    def judge(self, name: str) -> Judge:
        if name not in self.judges:
            person, _ = Person.objects.get_or_create(name=name, email=f"{name.lower()}@judges.example.org")
            self.judges[name] = Judge.objects.create(
                edition=self.edition, person=person, state=Judge.State.ACCEPTED, invited_at=self.now
            )
        return self.judges[name]

    def seat(self, entry: Entry, judge: str) -> Assignment:
        return Assignment.objects.create(round=self.round, entry=entry, judge=self.judge(judge), made_at=self.now)

    def score(
        self, entry: Entry, judge: str, pair: tuple[int | None, int | None], *, confirmed: bool = True
    ) -> Scorecard:
        self.seat(entry, judge)
        submission = entry.submissions.get()
        card = Scorecard.objects.create(
            round=self.round,
            entry=entry,
            judge=self.judge(judge),
            submission=submission,
            rubric=Declaration.objects.get(edition=self.edition, kind="rubric"),
            state=Scorecard.State.CONFIRMED if confirmed else Scorecard.State.OPEN,
            begun_at=self.now,
            confirmed_at=self.now if confirmed else None,
        )
        for criterion, value in zip(("pace", "flow"), pair, strict=True):
            Score.objects.create(
                scorecard=card, criterion=criterion, value=value, not_applicable=value is None, version=1
            )
        return card

    def say(self, entry: Entry, judge: str, kind: str, text: str, anchor: str = "") -> Comment:
        card = Scorecard.objects.get(entry=entry, judge=self.judges[judge])
        return Comment.objects.create(scorecard=card, kind=kind, text=text, anchor=anchor, version=1)

    def close(self) -> None:
        RoundRun.objects.filter(round=self.round).update(closed_at=self.now)


MakeField = Callable[..., Field]


@pytest.fixture
def awards(sspa: Organizer) -> Program:
    return Program.objects.create(organizer=sspa, key="star", name="STAR Awards", honor_lists=LISTS)


@pytest.fixture
def make_field(awards: Program, entrant: Person, now: dt.datetime) -> MakeField:
    """`make_field(selection=…, categories=…, divisions=…, reviews=…)`: judging is open, nobody has entered."""

    def made(
        selection: SelectionDef | None = None,
        *,
        categories: tuple[str, ...] = ("metrics",),
        divisions: tuple[str, ...] = (),
        reviews: int = 2,
        rule: Definition = DEFAULT_RULE,
        key: str = "2007",
    ) -> Field:
        edition = Edition.objects.create(
            program=awards,
            key=key,
            name=f"STAR Awards {key}",
            timezone="America/Los_Angeles",
            settings={"year": int(key), "honors": HONORS},
            created_at=now,
            published_at=now,
        )
        for place, each in enumerate(categories):
            Category.objects.create(edition=edition, key=each, name=each.title(), position=place)
        for place, each in enumerate(divisions):
            Division.objects.create(edition=edition, key=each, name=each.title(), position=place)
        declared = {"rubric": RUBRIC, "rule": rule, "selection": selection or PerCategorySelection()}
        for kind, definition in declared.items():
            said = definition.to_json()
            Declaration.objects.create(
                edition=edition, kind=kind, content=said, sha256=canonical.digest(said), made_at=now
            )
        round_ = Round.objects.create(edition=edition, key="judging", name="Judging", reviews_per_entry=reviews)
        RoundRun.objects.create(round=round_, opened_at=now)
        return Field(edition=edition, round=round_, person=entrant, now=now)

    return made
