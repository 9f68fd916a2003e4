"""An edition whose results are complete and not announced: what tests of publishing and of the public pages begin from.

Two of four entries are honored (the rule chooses the first two). Everything was done by the product's own actions;
the stories hold words that occur nowhere else, so that a leak can be searched for.
"""

import datetime as dt
from dataclasses import dataclass, field

import pytest

from laurels.accounts.models import Person
from laurels.entries.models import Collaborator, Entry, Metric, Testimonial
from laurels.entries.snapshots import content, digest_of
from laurels.judging import actions as judging
from laurels.programs.definition import TopSelection
from laurels.programs.models import Declaration, Edition, Milestone
from laurels.publishing import actions as publishing
from laurels.publishing.models import Announcement
from laurels.results import actions as results
from laurels.results.models import Decision
from tests.support.judged import FORM, Judged, declare

WINNERS = ("Aldergate Optical", "Brightwater Pumps")
OTHERS = ("Corrigan Freight", "Dunmore Press")
SECRET_WORD = "zwetschgenkuchen"  # stands in every winner's essay and nowhere else
LISTS = [
    {
        "key": "hall",
        "name": "Hall of Fame",
        "statement": "Three wins.",
        "by": "count",
        "honor": "winner",
        "at_least": 3,
    },
    {"key": "excellence", "name": "Service Excellence", "statement": "Named by the committee.", "by": "named"},
]


@dataclass
class Decided:
    edition: Edition
    now: dt.datetime
    staff: Person
    author: Person
    judge: Person
    entries: dict[str, Entry] = field(default_factory=dict)

    @property
    def later(self) -> dt.datetime:
        return self.now + dt.timedelta(days=1)

    def honor(self, name: str) -> Decision:
        return Decision.objects.get(edition=self.edition, printed_name=name, superseded_by=None, revoked_at=None)

    def announce(self, text: str = "We thank all judges.") -> Announcement:
        return publishing.announce(
            edition=self.edition, title="Ten Best 2007: two winners", text=text, actor=self.staff, now=self.now
        )


@pytest.fixture
def decided(judged: Judged, other_staff: Person, entrant: Person, judge: Person, now: dt.datetime) -> Decided:
    edition = judged.edition
    edition.settings = {"year": 2007, "honors": [{"key": "winner", "name": "Winner", "description": ""}]}
    edition.save()
    edition.program.honor_lists = LISTS
    edition.program.save()
    Milestone.objects.create(
        edition=edition, key="entries-close", kind="entries-close", name="Entries close", at=now - dt.timedelta(days=2)
    )
    declare(edition, Declaration.Kind.SELECTION, TopSelection(count=2), now)
    made = Decided(edition, now, other_staff, entrant, judge)
    seats = []
    by = judged.judge(judge)
    for name in (*WINNERS, *OTHERS):
        made.entries[name] = _entry(judged, name, entrant)
        seats.append(judged.seat(made.entries[name], by))
    judged.open()
    for seat, value in zip(seats, (4, 3, 2, 1), strict=True):
        judged.score_all(seat, value)
        judging.confirm_scorecard(seat=seat, actor=judge, now=now)
    judging.close_round(round=judged.round, actor=other_staff, now=now)
    results.run_tally(round=judged.round, actor=other_staff, now=now)
    results.accept_proposals(edition=edition, actor=other_staff, now=now)
    return made


def _entry(judged: Judged, name: str, author: Person) -> Entry:
    entry = judged.entry(judged.organization(name), f"How {name} answers", by=author)
    Collaborator.objects.create(entry=entry, person=author, role="submit", added_at=judged.now)
    metrics = [Metric(entry=entry, section="challenge", name="Cases", unit="a week", before="310", after="120")]
    said = [
        Testimonial(entry=entry, section="challenge", quote="I may be printed.", who="Ada Ray", may_publish=True),
        Testimonial(entry=entry, section="challenge", quote="I may not be printed.", who="Bea Roe"),
    ]
    word = SECRET_WORD if name in WINNERS else "plain"
    value = content(
        entry,
        FORM,
        texts={"essay": f"{name} began with {word}.", "site": "https://closed.example.org/", "access": "user/pass"},
        metrics=metrics,
        testimonials=said,
        attachments=(),
    )
    entry.submissions.create(number=2, content=value, sha256=digest_of(value), at=judged.now, by=author)
    return entry
