"""Whoever comes into conflict with an entry finds it nowhere any more: pages, search, files, interface, mails.

For each source of conflict the same story: a judge holds two seats, reads both entries with files and access data, and
scores. Everything that must not leak is first found on their pages. Then the conflict comes up, and nobody has acted
on it yet: it holds at once, from the records alone.

What holds for those who wear two hats: staff see what staff see, at the organizer's pages, whatever they judge; and
who works on an entry reads it as its author. Neither is a way to the scorecards: the desk stays closed to both, and an
author's pages hold no score before the announcement.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import pytest
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.test import Client
from django.urls import get_resolver, reverse

from laurels.accounts import actions as accounts
from laurels.accounts.actions import ensure_person
from laurels.accounts.models import Person
from laurels.core import files
from laurels.core.models import OutboxMessage
from laurels.entries.models import Attachment, Collaborator, Entry, NominatedCategory, Nomination
from laurels.judging import actions
from laurels.judging.actions.bulk import remind_judges
from laurels.judging.actions.categories import decide_category
from laurels.judging.actions.conflicts import decide_conflict, note_detected
from laurels.judging.models import Assignment, CategoryReport, Comment, Conflict, Judge, Tie
from laurels.programs.models import Category
from tests.support.cast import SignIn
from tests.support.judged import Judged
from tests.web.test_every_address import addresses

pytestmark = pytest.mark.django_db
PART = re.compile(r"<(?:\w+:)?(\w+)>")
COMPANY = "Zeppelin Works"
ENTRY = ["The heliotrope desk", "the cranes came back", "word vierzehn", "log study.pdf", "%PDF-secret"]
SCORECARD = ["my remark on zebras", "what the other judge said of owls"]
BESIDE = "The daisy desk"
PUBLIC = {
    "home", "me", "public:programs", "public:program", "public:edition", "public:categories", "public:judging",
    "public:winners", "public:announcements", "public:feed", "api:program", "api:edition", "api:winners",
}  # fmt: skip
"""Beside the desk. Those with an id of their own are asked by the sweep at the end."""
COMPANIES = frozenset({"judge:conflicts", "judge:profile", "judge:edition", f"search {COMPANY}"})
"""Where a company may be named, never its entries: to be declared, among one's own conflicts, or as just typed."""
OWN_WORDS = {"employer": {"judge:invitation"}, "member": {"me"}}
"""Where a judge is told who they are themself: whom they work or speak for."""


@dataclass
class Held:
    """One judge with a seat at the entry, and one at a plain entry beside it."""

    judged: Judged
    judge: Judge
    seat: Assignment
    beside: Assignment
    file: Attachment
    client: Client
    pages: dict[str, str] = field(default_factory=dict)

    @property
    def entry(self) -> Entry:
        return self.seat.entry

    @property
    def now(self) -> dt.datetime:
        return self.judged.now

    def read(self) -> "Held":
        """What the product answers to this judge, by address: their desk, the public pages, the interface."""
        self.pages = {}
        for name, path in addresses(get_resolver()):
            if name.startswith("judge:") or name in PUBLIC:
                self.pages[name] = self._answer(path)
        for word in ("heliotrope", COMPANY, "cranes"):
            self.pages[f"search {word}"] = self._answer(f"/search/?text={word}&q={word}")
        return self

    def _answer(self, path: str) -> str:
        known = {
            "judge_id": self.judge.public_id,
            "seat_id": self.seat.public_id,
            "file_id": self.file.public_id,
            "program_key": "ten-best",
            "edition_key": "2007",
            "criterion": "navigation",
            "kind": "entrant",
            "anchor": "criterion:navigation",
        }
        url = PART.sub(lambda part: known.get(part[1], "nothing"), path)
        return _text(self.client.get(url)) if "{" not in url else ""

    def finds(self, words: str, *, but: Iterable[str] = ()) -> list[str]:
        return [name for name, page in self.pages.items() if words in page and name not in but]


def _text(answer: object) -> str:
    """The whole body, of a file too."""
    assert isinstance(answer, HttpResponseBase)
    body = b"".join(answer) if isinstance(answer, StreamingHttpResponse) else getattr(answer, "content", b"")
    return bytes(body).decode(errors="replace")


@pytest.fixture
def held(judged: Judged, sign_in: SignIn) -> Held:
    judged.edition.settings = {"judging": {"off_own_category": True}}
    judged.edition.save(update_fields=["settings"])
    person = ensure_person(email="judith@brightwater.com", name="Judith Okafor")
    category = Category.objects.create(edition=judged.edition, key="online", name="Online")
    entry = judged.entry(judged.organization(COMPANY), ENTRY[0])
    entry.category = category
    entry.save(update_fields=["category"])
    judged.access_data(entry, ENTRY[2])
    file = judged.attach(entry, ENTRY[3])
    place = files._place(file.file.sha256)  # the test brings the file itself
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_bytes(ENTRY[4].encode())
    judged.submit(entry, {"essay": ENTRY[1]})
    judge, other = judged.judge(person), judged.judges(1)[0]
    seat, beside = judged.seat(entry, judge), judged.seat(judged.entry(judged.organization("Plain"), BESIDE), judge)
    theirs = judged.seat(entry, other)
    judged.open()
    for each, words in ((seat, SCORECARD[0]), (theirs, SCORECARD[1])):
        judged.score_all(each)
        actions.save_comment(
            seat=each, anchor="", kind=Comment.Kind.ENTRANT, text=words, actor=each.judge.person, now=judged.now
        )
    return Held(judged, judge, seat, beside, file, sign_in(person))


def _declared(held: Held) -> None:
    actions.declare_conflicts(
        judge=held.judge, organizations=[held.entry.organization], actor=held.judge.person, now=held.now
    )


def _declared_entry(held: Held) -> None:
    actions.declare_conflicts(judge=held.judge, entries=[held.entry], actor=held.judge.person, now=held.now)


def _recused(held: Held) -> None:
    actions.recuse(seat=held.seat, kind="personal", note="A cousin", actor=held.judge.person, now=held.now)


def _staff(held: Held) -> None:
    actions.note_conflict(judge=held.judge, entry=held.entry, note="We heard so", actor=None, now=held.now)


def _employer(held: Held) -> None:
    Judge.objects.filter(pk=held.judge.pk).update(employer=held.entry.organization)


def _employer_by_name(held: Held) -> None:
    Judge.objects.filter(pk=held.judge.pk).update(employer_name=COMPANY.upper())


def _member(held: Held) -> None:
    asked = accounts.request_to_join(actor=held.judge.person, organization=held.entry.organization, now=held.now)
    accounts.confirm_member(actor=None, member=asked, now=held.now)


def _collaborator(held: Held) -> None:
    Collaborator.objects.create(entry=held.entry, person=held.judge.person, added_at=held.now)


def _contact(held: Held) -> None:
    assert held.entry.category
    nomination = Nomination.objects.create(
        edition=held.judged.edition,
        organization=held.entry.organization,
        contact=held.judge.person,
        created_at=held.now,
    )
    nominated = NominatedCategory.objects.create(nomination=nomination, category=held.entry.category)
    Entry.objects.filter(pk=held.entry.pk).update(nominated=nominated)


def _category(held: Held) -> None:
    own = held.judged.organization("Own")
    ours = held.judged.entry(own)
    Entry.objects.filter(pk=ours.pk).update(category=held.entry.category)
    Judge.objects.filter(pk=held.judge.pk).update(employer=own)


def _family(held: Held) -> None:
    own = held.judged.organization("Own")
    own.parent = held.entry.organization
    own.save(update_fields=["parent"])
    Judge.objects.filter(pk=held.judge.pk).update(employer=own)


def _domain(held: Held) -> None:
    other = ensure_person(email="el@brightwater.com", name="Elena")
    Collaborator.objects.create(entry=held.entry, person=other, added_at=held.now)


def _testimonial(held: Held) -> None:
    held.entry.testimonials.create(section="challenge", quote="Good.", who="Judith Okafor, Brightwater")


def _former(held: Held) -> None:
    Tie.objects.create(
        judge=held.judge, kind="former", organization=held.entry.organization, name=COMPANY, noted_at=held.now
    )


def _competitor(held: Held) -> None:
    Tie.objects.create(judge=held.judge, kind="competitor", name=COMPANY, noted_at=held.now)


def _upheld(held: Held) -> None:
    _former(held)
    decide_conflict(
        judge=held.judge, source="former", organization=held.entry.organization, decision="upheld", reason="So it is",
        actor=None, now=held.now,
    )  # fmt: skip


SOURCES: list[Callable[[Held], None]] = [
    _declared, _declared_entry, _recused, _staff, _employer, _employer_by_name, _member, _collaborator, _contact,
    _category, _family, _domain, _testimonial, _former, _competitor, _upheld,
]  # fmt: skip


def test_every_source_there_is_has_its_story() -> None:
    told = {each.__name__.strip("_").partition("_")[0] for each in SOURCES}
    assert set(Conflict.Source.values) - told == set()


# Two of them, one certain and one in doubt, with each run of the tests; the others once.
CASES = [
    pytest.param(each, id=each.__name__.strip("_"), marks=() if each in {_recused, _family} else pytest.mark.sweep)
    for each in SOURCES
]


@pytest.mark.parametrize("comes_up", CASES)
def test_a_judge_in_conflict_finds_nothing_of_the_entry_anywhere(
    held: Held, other_staff: Person, comes_up: Callable[[Held], None]
) -> None:
    held.read()
    for words in (COMPANY, *ENTRY, SCORECARD[0], BESIDE):
        assert held.finds(words, but=COMPANIES if words == COMPANY else ()), f"{words} was there before"
    report = actions.report_wrong_category(seat=held.seat, note="Elsewhere", actor=held.judge.person, now=held.now)
    comes_up(held)
    _nothing_is_left(held, comes_up)
    _no_mail_names_it(held, report, other_staff)
    note_detected(judges=Judge.objects.all(), actor=None, now=held.now)
    _nothing_is_left(held, comes_up)


def _nothing_is_left(held: Held, comes_up: Callable[[Held], None]) -> None:
    held.read()
    for words in (*ENTRY, *SCORECARD):
        assert held.finds(words) == []
    own = OWN_WORDS.get(comes_up.__name__.strip("_"), set())
    assert held.finds(COMPANY, but=COMPANIES | own) == []
    assert held.finds(BESIDE), "the other entry is still theirs"
    saved = held.client.post(f"/desk/entry/{held.seat.public_id}/score/navigation/", {"value": "1", "version": "1"})
    assert saved.status_code == 404


def _no_mail_names_it(held: Held, report: CategoryReport, staff: Person) -> None:
    before = set(OutboxMessage.objects.values_list("pk", flat=True))
    later, judges = held.now + dt.timedelta(days=2), [held.judge.public_id]
    remind_judges(round=held.judged.round, judges=judges, note="Please finish", actor=staff, now=later)
    decide_category(report=report, reason="It stays", actor=staff, now=later)
    fresh = OutboxMessage.objects.exclude(pk__in=before).filter(to=held.judge.person.email)
    assert [each.kind for each in fresh] == ["judging.reminder"], "of the other entry, by its number alone"
    told = "".join(each.subject + each.text for each in fresh)
    assert [words for words in (COMPANY, *ENTRY) if words in told] == []


def test_a_judge_who_is_staff_sees_as_staff_and_not_at_the_desk(held: Held) -> None:
    """Staff see every entry of their organizer, as they must: the conflict takes away the seat, not the office."""
    organizer = held.judged.edition.program.organizer
    accounts.add_staff(actor=None, organizer=organizer, person=held.judge.person, now=held.now)
    _employer(held)
    room = f"/room/ten-best/2007/entries/{held.entry.public_id}/"
    assert ENTRY[0] in held.client.get(room).content.decode()
    held.read()
    assert [name for name in held.finds(ENTRY[0]) if name.startswith("judge:")] == []


def test_a_judge_who_works_on_the_entry_reads_it_as_its_author_and_no_score(held: Held) -> None:
    _collaborator(held)
    own = _text(held.client.get(reverse("entrant:read", args=[held.entry.public_id])))
    listed = _text(held.client.get(reverse("entrant:home")))
    assert ENTRY[0] in own + listed
    assert [words for words in SCORECARD if words in own + listed] == []
    held.read()
    assert [name for name in held.finds(ENTRY[0]) if name.startswith("judge:")] == []


@pytest.mark.sweep
def test_no_address_of_the_whole_product_names_the_entry_to_a_judge_in_conflict(held: Held) -> None:
    """Also those that are closed to every judge, with the ids of this entry in every place that takes one."""
    held.read()
    actions.note_conflict(judge=held.judge, entry=held.entry, note="We heard so", actor=None, now=held.now)
    known = {
        "program": "ten-best", "edition": "2007", "organizer": "asp", "entry": held.entry.public_id,
        "public_id": held.entry.public_id, "judge": held.judge.public_id, "assignment": held.seat.public_id,
        "attachment": held.file.public_id, "round_id": held.judged.round.public_id,
    }  # fmt: skip
    for name, path in addresses(get_resolver()):
        url = PART.sub(lambda part: known.get(part[1], "nothing"), path)
        page = "" if name == "sign-out" or "{" in url else _text(held.client.get(url))
        assert [words for words in (*ENTRY, *SCORECARD) if words in page] == [], name
