"""Two of eight judges drop out in the last week, and no score is lost.

Twenty entries, two judges each. Entry i is read by judge i mod 8 and judge (i + 3) mod 8, so that the forty seats are:

    Ada    0  8 16  5 13     confirmed 0 and 8, half done 5       steps down herself: 3 seats come free
    Bela   1  9 17  6 14     confirmed 1, 9 and 17, half done 6   withdrawn by staff: 2 seats, and 3 reviews if left out
    Gwen   has 5 seats, Hugo 4; both can read 9. The four others read no more than they have.

So every seat that comes free goes to Gwen or Hugo, whom nothing else tells apart but what they already read.
After every step each score, remark and version is read from the database: what was given before is still there, in the
same words, on a scorecard that counts, or that somebody left out and gave a reason for.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

import pytest
from playwright.sync_api import expect

from laurels.accounts import actions as accounts
from laurels.accounts.models import Person
from laurels.core import canonical, mail
from laurels.core.models import Version
from laurels.judging import actions
from laurels.judging.models import Assignment, AssignmentPlan, Comment, Judge, Score, Scorecard
from laurels.programs.definition import TopSelection
from laurels.results.models import Tally
from tests.support.browser import JOURNEY, Somebody, Story
from tests.support.jobs import work_off
from tests.support.judged import CRITERIA, Judged, declare, judged

__all__ = ["judged"]  # the fixture
pytestmark = JOURNEY

ROOM = "/room/ten-best/2007/judging/"
NAMES = ("Ada", "Bela", "Cleo", "Dov", "Eyra", "Finn", "Gwen", "Hugo")
ENTRIES = 20
CONFIRMED = {"Ada": 2, "Bela": 3, "Cleo": 2, "Dov": 3, "Eyra": 2, "Finn": 2, "Gwen": 1, "Hugo": 1}
HALF = {"Ada", "Bela", "Dov"}  # the next one of these is half done
ROOM_FOR_MORE = 9
KNOWN = {"search": "Search and articles", "phone": "Telephone support"}
ILL = "Down with the flu since Thursday, and no end in sight."
GONE = "Has not answered for a week; their manager says they left the company."
BACK = "Bela is back at a desk and stands by these scores."


@dataclass
class Book:
    """Every score, remark and saved version that was ever seen, by its row, and the digest of what it said."""

    seen: dict[str, tuple[int, str]] = field(default_factory=dict)

    def read(self) -> None:
        """Nothing that was there before is gone, and nothing says something else but in a newer version.

        The older version itself is a row of this book, which never changes.
        """
        now = dict(_rows())
        changed = {row: (was, now.get(row)) for row, was in self.seen.items() if now.get(row) != was}
        assert [each for each in changed.items() if each[1][1] is None or each[1][1][0] <= each[1][0][0]] == []
        self.seen = now

    def __len__(self) -> int:
        return len(self.seen)


def _rows() -> Iterator[tuple[str, tuple[int, str]]]:
    for score in Score.objects.select_related("scorecard"):
        yield f"score {score.pk}", (score.version, _digest(score.criterion, score.text, score.scorecard.public_id))
    for comment in Comment.objects.select_related("scorecard"):
        said = _digest(comment.anchor, comment.text, comment.scorecard.public_id)
        yield f"remark {comment.pk}", (comment.version, said)
    for kept in Version.objects.filter(subject__startswith="judging."):
        yield f"version {kept.pk}", (0, _digest(kept.subject, kept.number, kept.content, kept.by))


def _digest(*said: canonical.Json) -> str:
    return canonical.digest(list(said))


@dataclass
class Week:
    """The cast, and what staff and the test know of the week."""

    story: Story
    judged: Judged
    judges: dict[str, Judge]
    book: Book = field(default_factory=Book)

    def judge(self, name: str) -> Judge:
        return Judge.objects.select_related("person").get(pk=self.judges[name].pk)

    def seats(self, name: str) -> list[Assignment]:
        rows = self.judges[name].assignments.filter(state="active").select_related("entry", "judge__person", "round")
        return list(rows.order_by("entry__number"))

    def counting(self) -> set[tuple[str, int]]:
        """(judge, entry) of every scorecard that counts as things are."""
        rows = Scorecard.objects.filter(state="confirmed", excluded_at=None)
        return {(name, int(number or 0)) for name, number in rows.values_list("judge__person__name", "entry__number")}

    def lacking(self) -> int:
        """Reviews that entries still lack: neither a seat that somebody holds nor a scorecard that counts."""
        held = {(seat.entry_id, seat.judge_id) for seat in Assignment.objects.filter(state="active")}
        held |= {(card.entry_id, card.judge_id) for card in Scorecard.objects.filter(state="confirmed")}
        held -= {(card.entry_id, card.judge_id) for card in Scorecard.objects.exclude(excluded_at=None)}
        read = [entry for entry, _judge in held]
        return sum(max(2 - read.count(entry.pk), 0) for entry in self.judged.edition.entries.all())

    def mails(self, name: str, subject: str) -> int:
        work_off()
        return sum(subject in each.subject for each in mail.outbox(self.judges[name].person.email or ""))


@pytest.fixture
def week(story: Story, judged: Judged) -> Week:
    """The last Monday: the round is open, sixteen scorecards are confirmed and three are half done."""
    story.turn_to(2007, 3, 26)
    judged.round.load_per_judge = ROOM_FOR_MORE
    judged.round.save()
    declare(judged.edition, "selection", TopSelection(count=3), judged.now)
    program = judged.edition.program
    program.settings = {"expertise": [{"key": key, "name": name} for key, name in KNOWN.items()]}
    program.save()
    entries = judged.entries(ENTRIES)
    for i, entry in enumerate(entries):  # what half of them write about fits half of the judges
        judged.submit(entry, {"essay": f"{list(KNOWN.values())[i // 10]}: how we found our way."})
    judges = {}
    for place, name in enumerate(NAMES):
        person = accounts.ensure_person(email=f"{name.lower()}@example.org", name=name)
        full = sum(place in {i % 8, (i + 3) % 8} for i in range(ENTRIES))
        most = ROOM_FOR_MORE if name in {"Gwen", "Hugo"} else full
        judges[name] = judged.judge(person, max_load=most, expertise=[list(KNOWN)[place % 2]])
    for i, entry in enumerate(entries):
        for place in (i % 8, (i + 3) % 8):
            judged.seat(entry, judges[NAMES[place]])
    judged.open()
    told = Week(story, judged, judges)
    for name in NAMES:
        for seat in told.seats(name)[: CONFIRMED[name]]:
            finish(told, seat)
        if name in HALF:
            seat = told.seats(name)[CONFIRMED[name]]
            judged.score(seat, navigation=2, speed=1)
            remark(told, seat, Comment.Kind.SUGGESTION, f"{name} was about to say more.")
    return told


def finish(week: Week, seat: Assignment, value: int = 3) -> None:
    week.judged.score_all(seat, value)
    remark(week, seat, Comment.Kind.ENTRANT, f"{seat.judge} liked the way in.")
    actions.confirm_scorecard(seat=seat, actor=seat.judge.person, now=week.judged.now)


def remark(week: Week, seat: Assignment, kind: str, text: str) -> None:
    actions.save_comment(seat=seat, anchor="", kind=kind, text=text, actor=seat.judge.person, now=week.judged.now)


@pytest.fixture
def orrin(story: Story, week: Week, other_staff: Person) -> Somebody:
    somebody = story.somebody(other_staff.email or "")
    somebody.sign_in(ROOM)
    return somebody


def test_two_of_eight_judges_drop_out_in_the_last_week_and_no_score_is_lost(
    story: Story, week: Week, orrin: Somebody
) -> None:
    week.book.read()
    at_first = week.counting()
    # sixteen confirmed with six scores and a remark, three half done with two and one; each has one version
    assert (len(at_first), len(week.book)) == (16, 2 * (16 * 7 + 3 * 3))
    assert week.lacking() == 0
    ada_steps_down(story, week)
    assert (week.counting(), week.lacking()) == (at_first, 3)
    bela_is_withdrawn_with_scorecards_kept_and_brought_back(week, orrin)
    assert (week.counting(), week.lacking()) == (at_first, 3)
    bela_is_withdrawn_with_scorecards_left_out(week, orrin)
    assert week.counting() == {pair for pair in at_first if pair[0] != "Bela"}
    assert week.lacking() == 3 + 2 + 3
    staff_repair_with_the_fewest_changes(week, orrin)
    assert week.lacking() == 0
    hugo = hugo_finds_a_conflict_on_an_entry_just_received(story, week)
    assert week.lacking() == 1
    staff_fill_that_seat_undo_it_and_top_up(week, orrin)
    assert week.lacking() == 0
    the_rest_is_scored(week, hugo)
    bela_comes_back_and_all_of_it_counts(week, orrin, at_first)
    the_round_closes_and_is_tallied(week, orrin, at_first)


def ada_steps_down(story: Story, week: Week) -> None:
    actions.withdraw_judge(judge=week.judge("Ada"), reason=ILL, actor=week.judge("Ada").person, now=week.judged.now)
    week.book.read()
    assert week.judge("Ada").state == Judge.State.WITHDRAWN
    assert week.seats("Ada")[2:] == []


def on_page_of(week: Week, orrin: Somebody, name: str) -> None:
    orrin.go(f"{ROOM}judges/")
    orrin.follow(name, exact=True)


def leaves(week: Week, orrin: Somebody, name: str, choice: str) -> None:
    on_page_of(week, orrin, name)
    orrin.follow("They leave…")
    orrin.reads("2 seats without a confirmed scorecard are taken back.")
    orrin.reads("1 is begun.")
    orrin.choose(choice)
    orrin.write("Reason", GONE)
    orrin.press("Note that they leave")
    orrin.reads(f"{name} no longer judges this edition.")
    week.book.read()


def bela_is_withdrawn_with_scorecards_kept_and_brought_back(week: Week, orrin: Somebody) -> None:
    """Staff look at what keeping means, and take it back: nothing has moved."""
    before = [seat.pk for seat in week.seats("Bela")]
    leaves(week, orrin, "Bela", "Keep them")
    assert {name for name, _entry in week.counting()} == set(NAMES)
    assert week.lacking() == 5
    on_page_of(week, orrin, "Bela")
    orrin.follow("Bring them back…")
    orrin.reads("2 seats come back to them.")
    orrin.write("Reason", "Answered after all.")
    orrin.press("Bring them back")
    orrin.reads("Bela judges this edition again.")
    week.book.read()
    assert [seat.pk for seat in week.seats("Bela")] == before


def bela_is_withdrawn_with_scorecards_left_out(week: Week, orrin: Somebody) -> None:
    leaves(week, orrin, "Bela", "Leave them out")
    out = Scorecard.objects.exclude(excluded_at=None)
    assert {(card.judge_id, card.excluded_reason) for card in out} == {(week.judges["Bela"].pk, GONE)}
    assert out.count() == 3


def staff_repair_with_the_fewest_changes(week: Week, orrin: Somebody) -> None:
    """The board shows what is uncovered; the ways to fill it stand side by side; the plan shows what it would do."""
    orrin.go(f"{ROOM}assignments/")
    orrin.reads("8 entries with fewer than 2 judges")
    orrin.follow("After a drop-out…")
    orrin.reads("8 seats to fill")
    orrin.reads(ILL)
    orrin.reads("Fewest changes")
    ways = orrin.page.locator(".way")
    expect(ways.nth(1)).to_contain_text("Seats that move")
    expect(ways.first.locator("dd")).to_have_text(
        ["8", "0", "2", re.compile(" to 9"), re.compile("less than the best")]
    )
    ways.first.get_by_role("button").focus()
    orrin.page.keyboard.press("Enter")
    orrin.reads("A plan: 8 new seats")
    orrin.reads("Nothing is changed yet.")
    assert week.lacking() == 8
    orrin.press("Give these 8 seats")
    orrin.reads("8 seats are given.")
    week.book.read()
    fresh = Assignment.objects.exclude(plan=None)
    assert {seat.judge.person.name for seat in fresh} == {"Gwen", "Hugo"}
    assert [week.mails(name, "Further entries") for name in NAMES] == [0] * 6 + [1, 1]


def hugo_finds_a_conflict_on_an_entry_just_received(story: Story, week: Week) -> Somebody:
    """He declares it from his list, before a score is given; the entry leaves his list at once."""
    hugo = story.somebody("hugo@example.org")
    hugo.sign_in("/desk/")
    gwen_reads = {each.entry_id for each in week.seats("Gwen")}
    seat = next(each for each in week.seats("Hugo") if each.plan_id and each.entry_id not in gwen_reads)
    hugo.follow("All your entries")
    hugo.reads(seat.entry.title)
    hugo.follow("Declare another")
    hugo.choose(seat.entry.organization.name)
    hugo.press("Declare", exact=True)
    hugo.go(f"/desk/{week.judges['Hugo'].public_id}/")
    hugo.misses(seat.entry.title)
    week.book.read()
    return hugo


def staff_fill_that_seat_undo_it_and_top_up(week: Week, orrin: Somebody) -> None:
    """The wrong way first: the plan is undone, and topping up gives the same seat for the one entry."""
    open_entry = Assignment.objects.get(state="recused").entry
    orrin.go(f"{ROOM}assignments/repair/")
    orrin.reads("1 seat to fill")
    orrin.press("Look at this plan")
    orrin.press("Give this seat")
    orrin.reads("1 seat is given.")
    plan = AssignmentPlan.objects.exclude(applied_at=None).latest("applied_at")
    orrin.go(f"{ROOM}assignments/plans/{plan.public_id}/undo/")
    orrin.press("Undo the plan")
    orrin.reads("The plan is undone.")
    week.book.read()
    assert week.lacking() == 1
    orrin.go(f"{ROOM}assignments/")
    orrin.page.get_by_role("checkbox", name=f"Mark {open_entry.title}", exact=True).check()
    orrin.press("Make a plan to look at")
    orrin.reads("A plan: 1 new seat")
    orrin.press("Give this seat")
    orrin.reads("1 seat is given.")
    week.book.read()
    assert Assignment.objects.get(entry=open_entry, state="active", judge=week.judges["Gwen"])


def the_rest_is_scored(week: Week, hugo: Somebody) -> None:
    """Hugo scores one with six keys at the desk; the others by the product's actions."""
    hugo.go("/desk/")
    hugo.follow("Begin with the next entry")
    hugo.types("343434")
    hugo.reads("6 of 6 scored")
    hugo.saved()
    hugo.follow("Review and confirm")
    hugo.press("Confirm these scores")
    hugo.reads("Confirmed.")
    done = {(card.judge_id, card.entry_id) for card in Scorecard.objects.filter(state="confirmed")}
    for name in NAMES[2:]:
        for seat in week.seats(name):
            if (seat.judge_id, seat.entry_id) not in done:
                finish(week, seat, value=2)
    week.book.read()


def bela_comes_back_and_all_of_it_counts(week: Week, orrin: Somebody, at_first: set[tuple[str, int]]) -> None:
    """The seats have gone to others by now; the three scorecards that were left out count again."""
    on_page_of(week, orrin, "Bela")
    orrin.follow("Bring them back…")
    orrin.reads("3 scorecards that were left out when they left count again")
    orrin.write("Reason", BACK)
    orrin.press("Bring them back")
    orrin.reads("Bela judges this edition again.")
    week.book.read()
    assert at_first <= week.counting()
    assert not Scorecard.objects.exclude(excluded_at=None).exists()


def the_round_closes_and_is_tallied(week: Week, orrin: Somebody, at_first: set[tuple[str, int]]) -> None:
    """Forty seats of the beginning were filled, and three entries have a third review: 43 scorecards count."""
    week.story.turn_to(2007, 3, 31)
    orrin.go(ROOM)
    orrin.follow("Close the round…")
    orrin.press("Close the round")
    orrin.go("/room/ten-best/2007/results/")
    orrin.follow("Run the tally…")
    orrin.press("Run the tally")
    expect(orrin.page.get_by_role("heading", level=1)).to_be_visible()
    week.book.read()
    counted = week.counting()
    assert (len(counted), at_first <= counted) == (43, True)
    tally = Tally.objects.get()
    cards = tally.inputs["scorecards"]
    assert len(cards) == 43
    assert sum(len(card["scores"]) for card in cards) == 43 * len(CRITERIA)
