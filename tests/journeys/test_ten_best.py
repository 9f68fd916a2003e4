"""Ten Best 2007 from its call to the reports, by everybody who takes part.

Eleven sites for ten places. Aldergate (Open) and Brindle (Small Company) enter by pages; seven Open and two Small ones
are entered by actions. Everything is scored 3, but Aldergate and Brindle are scored 2: the nine others fill the minima
of both divisions (7 and 2), and the last place is a tie across the divisions, which only a person can decide.
"""

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from laurels.accounts import actions as accounts
from laurels.accounts.models import Organizer, Person
from laurels.entries import actions as entries
from laurels.entries.models import Entry
from laurels.judging import actions as judging
from laurels.judging.models import Assignment
from laurels.programs import queries as programs
from laurels.programs.definition import DivisionAnswers
from laurels.programs.models import Edition
from tests.support import whole
from tests.support.browser import JOURNEY, Somebody, Story
from tests.support.jobs import work_off

pytestmark = JOURNEY

ROOM = "/room/ten-best-web-support-sites/2007/"
OPEN, SMALL = "Aldergate Optical", "Brindle Works"
REST = [*(f"Open Company {n}" for n in range(1, 8)), *(f"Small Company {n}" for n in range(1, 3))]
JUDGES = {"ines": "Inês Carvalho", "tom": "Tom Abara", "yuki": "Yuki Mori"}
ESSAY = "Search found nothing that was not spelled like the manual."
ACCESS = "user judge, password heliotrope"
REMARK = "Put the way to a human being on the first page."
HEADLINE = "The ten best web support sites of 2007"
REASON = "The panel’s note of 16 April prefers the smaller company."


@pytest.fixture
def edition(story: Story) -> Edition:
    story.turn_to(2007, 2, 20)
    return whole.bring_in("ten-best-web-support-sites", whole.on(1, 1))


@pytest.fixture
def clerk(edition: Edition) -> Person:
    person = accounts.ensure_person(email="orrin@asp.example.org", name="Orrin Tate")
    organizer: Organizer = edition.program.organizer
    return accounts.add_staff(actor=None, organizer=organizer, person=person, now=whole.on(1, 2)).person


def enter_the_rest(edition: Edition) -> None:
    independent = DivisionAnswers(revenue=Decimal(40_000_000), independently_owned=True)
    for name in REST:
        person = accounts.ensure_person(email=f"{name.replace(' ', '').lower()}@example.org", name=f"Ann of {name}")
        company = accounts.create_organization(actor=person, name=name, now=whole.on(1, 5))
        entry = entries.start_entry(
            edition=edition,
            organization=company,
            title=f"help.{name.replace(' ', '').lower()}.example",
            division=edition.divisions.get(key=name.split()[0].lower()),
            answers=independent,
            actor=person,
            now=whole.on(1, 6),
        )
        texts = {"site-name": name, "site-address": "https://help.example.com/", "essay": "We rebuilt it."}
        for key, text in texts.items():
            entries.save_answer(entry=entry, field=key, text=text, expected=None, actor=person, now=whole.on(1, 7))
        entries.submit_entry(entry=entry, actor=person, now=whole.on(1, 8))


def test_ten_best_from_the_call_to_the_reports(story: Story, edition: Edition, clerk: Person) -> None:
    enter_the_rest(edition)
    ada = story.somebody("ada@aldergate.example.org")
    ben = story.somebody("ben@brindle.example.org")
    orrin = story.somebody(clerk.email or "")
    enters_the_open_division(ada)
    writes_and_submits(ada, "help.aldergate.example")
    is_refused_at_exactly_the_bound(ben)
    writes_and_submits(ben, "help.brindle.example")
    ines = invites_judges(story, orrin, edition)
    plans_then_gives_seats(story, orrin, edition)
    opens(orrin)
    scores_aldergate(ines)
    score_the_rest(edition)
    closes_and_tallies(story, orrin)
    decides_the_tie(orrin)
    visitor = story.somebody()
    finds_nothing(visitor)
    announces(story, orrin)
    finds_ten(visitor)
    reads_the_report_of_an_entry_that_did_not_win(ada)


def enters_the_open_division(ada: Somebody) -> None:
    ada.go("/programs/ten-best-web-support-sites/2007/")
    ada.reads("Friday, 2 March")
    ada.follow("Enter your company")
    ada.sign_in()
    names_the_company(ada, OPEN)
    ada.write("Title of the entry", "help.aldergate.example")
    ada.choose("Open")
    ada.press("Begin writing")
    ada.reads("help.aldergate.example")


def names_the_company(person: Somebody, name: str) -> None:
    person.follow("Enter your organization")
    person.write("Name of your organization", name)
    person.press("Save the organization")


def is_refused_at_exactly_the_bound(ben: Somebody) -> None:
    """Below 500 million is below: with exactly 500 million an entry is refused, with one dollar less it is not."""
    ben.sign_in("/my/enter/ten-best-web-support-sites/2007/")
    names_the_company(ben, SMALL)
    ben.write("Title of the entry", "help.brindle.example")
    ben.choose("Small Company")
    ben.write("Your company’s revenue in its last business year", "500,000,000")
    ben.choose("Yes")
    ben.press("Begin writing")
    ben.reads("The revenue that counts is not below this division’s bound.")
    assert not Entry.objects.filter(organization__name=SMALL).exists()
    ben.write("Your company’s revenue in its last business year", "499,999,999")
    ben.press("Begin writing")
    expect(ben.page.get_by_role("heading", name="Entry and company")).to_be_visible()


def writes_and_submits(person: Somebody, site: str) -> None:
    person.follow("Go on to Your site")
    person.write("Name of the site", site)
    person.write("Address of the site", f"https://{site}/")
    person.write("How judges get in", ACCESS)
    person.saved()
    person.follow("Go on to The development challenge")
    person.write("Essay", ESSAY)
    person.saved()
    person.follow("Read it as a whole")
    person.reads(ESSAY)
    person.misses("heliotrope")
    person.follow("Check and submit…")
    person.press("Submit the entry")
    person.reads("Your entry is in")
    assert site in person.story.mail(person.address, "Entry").text


def invites_judges(story: Story, orrin: Somebody, edition: Edition) -> Somebody:
    """Inês follows her link; the two others said yes and declared beforehand (by actions)."""
    story.turn_to(2007, 3, 5)
    orrin.sign_in("/room/")
    orrin.follow("Ten Best Web Support Sites 2007")
    orrin.follow("Judging", exact=True)
    orrin.follow("Judges", exact=True)
    orrin.follow("Invite judges…")
    orrin.write("Lines, as you have them", "\n".join(f"{name}, {key}@example.org" for key, name in JUDGES.items()))
    orrin.press("Look before sending what was pasted")
    orrin.press("Send to those ticked (3)")
    ines = story.somebody("ines@example.org")
    ines.follow_mailed_link("judge")
    ines.choose("I have read this, and I agree.")
    ines.press("Yes, I will judge")
    ines.choose("I have no conflict of interest")
    ines.press("Declare, and go to my entries")
    ines.reads("No entries yet")
    for judge in edition.judges.exclude(person__email=ines.address):
        judging.answer_invitation(judge=judge, accept=True, actor=judge.person, now=whole.on(3, 5))
        judging.agree(judge=judge, actor=judge.person, now=whole.on(3, 5))
        judging.declare_conflicts(judge=judge, organizations=[], actor=judge.person, now=whole.on(3, 5))
    return ines


def plans_then_gives_seats(story: Story, orrin: Somebody, edition: Edition) -> None:
    """A plan is only looked at; every seat is given when somebody says so, and the same seed gives the same plan."""
    story.turn_to(2007, 3, 12, 18)
    orrin.go(f"{ROOM}judging/assignments/fill/")
    orrin.write("Judges for each entry", "3")
    orrin.write("Entries for each judge, at most", "11")
    orrin.page.get_by_text("More rules").click()
    orrin.write("Seed", "2007")
    orrin.press("Make a plan to look at")
    orrin.reads("A plan: 33 new seats")
    orrin.reads("Nothing is changed yet.")
    assert not Assignment.objects.filter(round__edition=edition).exists()
    orrin.press("Give these 33 seats")
    orrin.reads("33 seats are given")


def opens(orrin: Somebody) -> None:
    orrin.follow("Progress")
    orrin.follow("Open judging…")
    orrin.press("Open judging")
    orrin.reads("Judging is open.")


def scores_aldergate(ines: Somebody) -> None:
    ines.go("/desk/")
    ines.follow("All your entries")
    ines.page.get_by_role("row").filter(has_text=OPEN).get_by_role("link").first.click()
    ines.reads(ACCESS)
    ines.types("2" * 25)
    ines.reads("25 of 25 scored")
    suggestion = ines.page.locator("details[open] .choice label").filter(has_text="Suggestion")
    suggestion.click()
    ines.page.locator("details[open] textarea:visible").fill(REMARK)
    ines.saved()
    ines.follow("Review and confirm")
    ines.press("Confirm these scores")
    ines.reads("Confirmed.")


def score_the_rest(edition: Edition) -> None:
    criteria = [criterion.key for criterion in programs.rubric_for(edition, None, edition.rounds.get()).criteria]
    for seat in Assignment.objects.filter(round__edition=edition).select_related(
        "entry__organization", "judge__person"
    ):
        if seat.judge.person.email == "ines@example.org" and seat.entry.organization.name == OPEN:
            continue
        mark = Decimal(2 if seat.entry.organization.name in {OPEN, SMALL} else 3)
        actor = seat.judge.person
        for key in criteria:
            judging.save_score(seat=seat, criterion=key, value=mark, actor=actor, now=whole.on(4, 1))
        judging.confirm_scorecard(seat=seat, actor=actor, now=whole.on(4, 1))


def closes_and_tallies(story: Story, orrin: Somebody) -> None:
    story.turn_to(2007, 4, 16, 18)
    orrin.go(f"{ROOM}judging/")
    orrin.follow("Close the round…")
    orrin.press("Close the round")
    orrin.follow("Results", exact=True)
    orrin.follow("Run the tally…")
    orrin.press("Run the tally")
    orrin.reads("2 entries tie for the last place.")


def decides_the_tie(orrin: Somebody) -> None:
    orrin.go(f"{ROOM}results/honors/")
    orrin.follow("Decide the tie…")
    orrin.reads("Their exact scores are equal.")
    orrin.choose(SMALL)
    orrin.press("Decide")
    expect(orrin.page.get_by_label("Reason")).to_be_focused()  # nothing is sent without one
    orrin.write("Reason", REASON)
    orrin.press("Decide")
    orrin.reads("The tie is decided.")
    orrin.reads("The rule proposes 9 entries that do not have one.")
    orrin.follow("Give as proposed…")
    orrin.press("Give them")
    orrin.reads("The results can be announced.")
    orrin.reads(REASON)
    work_off()


def finds_nothing(visitor: Somebody) -> None:
    base = "/programs/ten-best-web-support-sites/"
    for path in ("/", base, f"{base}2007/", "/winners/ten-best-web-support-sites/", "/feed/", "/announcements/"):
        text = visitor.page.request.get(visitor.story.server.url + path).text()
        assert not any(name in text for name in (OPEN, SMALL, *REST)), path
    visitor.go("/search/?q=Brindle")
    visitor.reads("Nothing found")


def announces(story: Story, orrin: Somebody) -> None:
    story.turn_to(2007, 5, 15, 16)
    orrin.go(f"{ROOM}results/announce/")
    orrin.write("Title", HEADLINE)
    orrin.press("Announce now")
    orrin.reads("The winners are public")
    work_off()


def finds_ten(visitor: Somebody) -> None:
    """All ten alike: no place, no score, and the eleventh is not there."""
    visitor.go("/")
    visitor.follow(HEADLINE)
    for name in (SMALL, *REST):
        visitor.reads(name)
    visitor.misses(OPEN)
    visitor.misses(REASON)
    visitor.go("/winners/ten-best-web-support-sites/?division=small")
    visitor.reads(SMALL)
    visitor.misses("Open Company 1")


def reads_the_report_of_an_entry_that_did_not_win(ada: Somebody) -> None:
    """Seven others in its division: the peers' mean is shown, quartiles and bands are not (8 are needed)."""
    assert "Feedback" in ada.story.mail(ada.address, "the winners, and your report").text
    ada.go("/my/feedback/")
    ada.follow("help.aldergate.example")
    ada.reads("Navigation and labels")
    ada.reads(REMARK)
    for name in JUDGES.values():
        ada.misses(name)
    ada.misses("heliotrope")
    address = ada.page.get_by_role("link", name="Download as PDF").get_attribute("href")
    assert ada.page.request.get(ada.story.server.url + str(address)).body().startswith(b"%PDF")
