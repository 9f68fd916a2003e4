"""STAR 2007 from its call to its published winner, by everybody who takes part, through pages only.

Northgate enters Online Service and wins. Southgate is already in (its entry is made beforehand by actions) and comes
second; a judge has a conflict with it. Westgate writes and is late. The third judge never confirms.
"""

import re

import pytest
from playwright.sync_api import expect

from laurels.accounts import actions as accounts
from laurels.accounts.models import Organizer, Person
from laurels.entries import actions as entries
from laurels.programs.models import Edition
from tests.support import whole
from tests.support.browser import JOURNEY, Somebody, Story
from tests.support.cast import Cast
from tests.support.jobs import work_off

pytestmark = JOURNEY

ROOM = "/room/star-awards/2007/"
TITLE = "A bench for every question"
WINNER, SECOND, LATE = "Northgate Systems", "Southgate Services", "Westgate Freight"
STORY = "Two people at one bench answer what six queues could not."
WORDS_TO_ENTRANT = "The bench is an idea that others will copy."
HEADLINE = "The winners of STAR 2007"
WORDS_INSIDE = "Ask them for the zeppelin figures."
JUDGES = {"judith": "Judith Okafor", "ruth": "Ruth Adeyemi", "jonas": "Jonas Lindqvist"}


@pytest.fixture
def edition(story: Story) -> Edition:
    story.turn_to(2007, 1, 18)
    return whole.bring_in("star-awards", whole.on(1, 1))


@pytest.fixture
def clerk(edition: Edition) -> Person:
    person = accounts.ensure_person(email="sandra@sspa.example.org", name="Sandra Whitfield")
    organizer: Organizer = edition.program.organizer
    return accounts.add_staff(actor=None, organizer=organizer, person=person, now=whole.on(1, 2)).person


def others(edition: Edition, clerk: Person) -> None:
    """Southgate, submitted; Westgate, written and not submitted."""
    category = edition.categories.get(key="online-service")
    cast: Cast = {"staff": clerk}
    for name, submits in ((SECOND, True), (LATE, False)):
        person = accounts.ensure_person(email=f"hello@{name.split()[0].lower()}.example.org", name=f"Ann of {name}")
        company = accounts.create_organization(actor=person, name=name, now=whole.on(1, 2))
        entry = whole.apply(cast, edition, category, person, company)
        if submits:
            entries.submit_entry(entry=entry, actor=person, now=whole.on(2, 1))


def test_star_from_the_call_to_the_published_winner(story: Story, edition: Edition, clerk: Person) -> None:
    others(edition, clerk)
    elena = story.somebody("elena@northgate.example.org")
    sandra = story.somebody(clerk.email or "")
    late = story.somebody("hello@westgate.example.org")
    reads_the_call_and_nominates(elena)
    decides_on_the_nomination(story, sandra)
    writes_and_submits(story, elena)
    comes_too_late(story, late)
    judges = invites_judges(story, sandra)
    gives_seats_and_opens(story, sandra)
    scores(judges["judith"], {WINNER: "99898", SECOND: "56455"}, remarks=True)
    scores(judges["ruth"], {WINNER: "88978", SECOND: "65565"})
    begins_and_never_confirms(judges["jonas"])
    closes_tallies_and_decides(story, sandra)
    visitor = story.somebody()
    finds_nothing(visitor)
    announces(story, sandra)
    finds_the_winner(visitor)
    reads_the_report(elena)
    agrees_to_be_published(elena, visitor)


def reads_the_call_and_nominates(elena: Somebody) -> None:
    elena.go("/")
    elena.reads("Friday, 26 January")
    elena.follow("STAR Awards 2007")
    elena.reads("Nine categories")
    elena.reads("23:59 Pacific")
    elena.follow("Nominate your company")
    elena.sign_in()
    elena.reads("An entry belongs to an organization")
    elena.follow("Enter your organization")
    elena.write("Name of your organization", WINNER)
    elena.write("City", "Duluth")
    elena.write("Country", "United States")
    elena.press("Save the organization")
    elena.choose("Online Service")
    elena.write("Name of the support organization", "Northgate Support")
    elena.write("Whom we can ask, and how", "Elena Márquez, extension 4")
    elena.press("Submit the nomination")
    elena.reads("Waits for the organizer")
    elena.story.mail(elena.address, "nomination")


def decides_on_the_nomination(story: Story, sandra: Somebody) -> None:
    story.turn_to(2007, 1, 20)
    sandra.sign_in("/room/")
    sandra.follow("STAR Awards 2007")
    sandra.follow("Nominations", exact=True)
    sandra.follow(WINNER)
    sandra.follow("Accept or decline…")
    sandra.choose("Accept: the application opens")
    sandra.write("Reason", "Complete, and the category fits.")
    sandra.press("Decide")
    sandra.follow("Settle the fee…")
    sandra.choose("was paid")
    sandra.press("Note it")
    sandra.reads("The fee is noted.")


def writes_and_submits(story: Story, elena: Somebody) -> None:
    story.turn_to(2007, 2, 10)
    assert "Complete, and the category fits." in story.mail(elena.address, "accepted").text
    elena.go("/my/")
    elena.press("Begin the application")
    elena.write("Title of the entry", TITLE)
    elena.saved()
    elena.follow("Go on to Overview")
    elena.write("What you did", STORY)
    elena.saved()
    elena.follow("Go on to Business Impact")
    elena.write("What it did for your company", "Renewals rose from 88 to 93 %, cases fell by a third.")
    elena.press("Add a metric")
    for name, value in {"Name": "Renewals", "Unit": "%", "Before": "88", "After": "93"}.items():
        elena.write(f"{name}, metric 1", value)
    elena.saved()
    elena.page.locator("#section-form ~ section input[type=file]").first.set_input_files(
        {"name": "renewals.csv", "mimeType": "text/csv", "buffer": b"year,renewals\n2005,88\n2006,93\n"}
    )
    elena.press("Add the file")
    elena.reads("renewals.csv")
    elena.follow("Go on to Customer Impact")
    elena.write("What it did for your customers", "They hear one voice, and they hear it today.")
    elena.saved()
    elena.follow("Check and submit…")
    elena.press("Submit the entry")
    elena.reads("Your entry is in")
    number = elena.page.locator(".entry-number .figure").inner_text()
    elena.go(f"/outbox/?q={elena.address}")
    elena.page.locator("tbody a").first.click()
    elena.reads(TITLE)
    expect(elena.page.locator(".mail-text")).to_contain_text(number)


def comes_too_late(story: Story, ann: Somebody) -> None:
    """At 23:59 Pacific the button is there; a minute later it is refused, and the draft is kept."""
    story.turn_to(2007, 2, 17, 7, 59)
    ann.sign_in("/my/")
    ann.follow(f"What {LATE} did")
    ann.follow("Check and submit…")
    expect(ann.page.get_by_role("button", name="Submit the entry")).to_be_visible()
    story.turn_to(2007, 2, 17, 8, 0)
    ann.press("Submit the entry")
    ann.reads("The deadline has passed. What you wrote is kept here as a draft, but it cannot be submitted.")
    ann.follow("Overview")
    expect(ann.page.get_by_label("What you did").first).to_have_value(whole.SECRET_WORDS)


def invites_judges(story: Story, sandra: Somebody) -> dict[str, Somebody]:
    story.turn_to(2007, 2, 17, 18)
    sandra.go(f"{ROOM}judging/judges/invite/")
    sandra.write("Lines, as you have them", "\n".join(f"{name}, {key}@example.org" for key, name in JUDGES.items()))
    sandra.press("Look before sending what was pasted")
    sandra.press("Send to those ticked (3)")
    judges = {key: story.somebody(f"{key}@example.org") for key in JUDGES}
    for key, judge in judges.items():
        judge.follow_mailed_link("judge")
        judge.choose("I have read this, and I agree.")
        judge.press("Yes, I will judge")
        judge.choose(SECOND if key == "jonas" else "I have no conflict of interest")
        judge.press("Declare, and go to my entries")
        judge.reads("No entries yet")
    return judges


def gives_seats_and_opens(story: Story, sandra: Somebody) -> None:
    """Three judges for each entry are asked for; Southgate can have only two, and the plan says so."""
    story.turn_to(2007, 2, 20, 18)
    sandra.go(f"{ROOM}judging/assignments/")
    sandra.follow("Plan seats…")
    sandra.press("Make a plan to look at")
    sandra.reads("1 seat that was asked for stays open, since nobody else is free of conflict")
    sandra.reads("2 of 3")
    sandra.press("Give these 5 seats")
    sandra.reads("5 seats are given")
    sandra.follow("Progress")
    sandra.follow("Open judging…")
    sandra.press("Open judging")
    sandra.reads("Judging is open.")


def scores(judge: Somebody, marks: dict[str, str], *, remarks: bool = False) -> None:
    judge.story.turn_to(2007, 3, 1)
    for company, keys in marks.items():
        judge.go("/desk/")
        judge.follow("All your entries")
        judge.page.get_by_role("row").filter(has_text=company).get_by_role("link").first.click()
        judge.reads(STORY if company == WINNER else whole.SECRET_WORDS)
        judge.types(keys)
        judge.reads("5 of 5 scored")
        if remarks and company == WINNER:
            remark(judge)
        judge.saved()
        judge.follow("Review and confirm")
        judge.press("Confirm these scores")
        judge.reads("Confirmed.")


def remark(judge: Somebody) -> None:
    judge.types("c")
    judge.types(WORDS_TO_ENTRANT)
    judge.page.keyboard.press("Escape")
    judge.saved()
    judge.page.locator("details[open] .choice label").filter(has_text="rganizer").click()
    judge.page.locator("details[open] textarea:visible").fill(WORDS_INSIDE)
    judge.saved()


def begins_and_never_confirms(judge: Somebody) -> None:
    judge.go("/desk/")
    judge.follow("Begin with the next entry")
    judge.reads(STORY)
    judge.types("2")
    judge.saved()
    judge.go("/desk/")
    judge.misses(SECOND)


def closes_tallies_and_decides(story: Story, sandra: Somebody) -> None:
    story.turn_to(2007, 3, 20, 18)
    sandra.go(f"{ROOM}judging/")
    sandra.follow("Close the round…")
    sandra.reads(JUDGES["jonas"])
    sandra.press("Close the round")
    sandra.follow("Results", exact=True)
    sandra.follow("Run the tally…")
    sandra.press("Run the tally")
    sandra.go(f"{ROOM}results/honors/")
    sandra.follow("Give all as proposed…")
    sandra.press("Give them")
    sandra.follow("Count without them…")
    sandra.write("Reason", "Two scorecards agree, and the third will not come.")
    sandra.press("Let it stand")
    sandra.reads("The results can be announced.")
    work_off()


PUBLIC = (
    "/",
    "/programs/star-awards/",
    "/programs/star-awards/2007/",
    "/winners/",
    "/winners/star-awards/",
    "/winners/star-awards/lists/hall-of-fame/",
    "/announcements/",
    "/feed/",
    "/feed/star-awards/",
    "/api/v1/programs",
)


def finds_nothing(visitor: Somebody) -> None:
    """The honor is given, and nobody outside can tell."""
    for path in PUBLIC:
        answer = visitor.page.request.get(visitor.story.server.url + path)
        text = answer.text()
        assert answer.ok, path
        assert not any(name in text for name in (WINNER, SECOND, TITLE, STORY)), path
    visitor.go("/search/?q=Northgate")
    visitor.reads("Nothing found")


def announces(story: Story, sandra: Somebody) -> None:
    story.turn_to(2007, 5, 1, 16)
    sandra.go(ROOM)
    sandra.follow("Publishing")
    sandra.write("Title", HEADLINE)
    sandra.write("Text", "We thank *all* entrants and judges.")
    sandra.press("Announce now")
    sandra.reads("The winners are public")
    work_off()


def finds_the_winner(visitor: Somebody) -> None:
    visitor.go("/")
    visitor.follow(HEADLINE)
    visitor.reads(WINNER)
    visitor.reads("We thank all entrants and judges.")
    visitor.misses(SECOND)
    visitor.follow("Winners", exact=True)
    visitor.follow("STAR")
    visitor.reads(WINNER)
    visitor.reads("Online Service")
    visitor.go("/search/")
    visitor.page.locator("#q").fill("northgate")
    visitor.press("Search")
    expect(visitor.page.locator(".found").first).to_contain_text(WINNER)
    assert HEADLINE in visitor.page.request.get(visitor.story.server.url + "/feed/").text()


def reads_the_report(elena: Somebody) -> None:
    assert "report" in elena.story.mail(elena.address, "the winners, and your report").text
    elena.go("/my/")
    elena.follow("Feedback", exact=True)
    elena.page.locator("main a[href^='/my/feedback/']").first.click()  # her story waits there under the same title
    elena.reads("Pacesetter Factor")
    elena.reads(WORDS_TO_ENTRANT)
    for words in (WORDS_INSIDE, *JUDGES.values()):
        elena.misses(words)
    address = elena.page.get_by_role("link", name="Download as PDF").get_attribute("href")
    answer = elena.page.request.get(elena.story.server.url + str(address))
    assert answer.body().startswith(b"%PDF")


def agrees_to_be_published(elena: Somebody, visitor: Somebody) -> None:
    """The story is made from the entry, and nobody else sees it before the winner has said yes."""
    found = re.search(r"http\S+(/write-ups/\S+)", elena.story.mail(elena.address, "the winners, and your report").text)
    assert found
    visitor.go(found[1])
    visitor.misses(STORY)
    elena.go(found[1])
    elena.page.get_by_role("checkbox").check()
    elena.press("Publish the write-up")
    visitor.go(found[1])
    visitor.reads(STORY)
    visitor.reads("From the company’s own entry, approved by it for print.")
