"""A word that the screen called saved is never lost, and one that is not saved yet is not lost either."""

import datetime as dt

import pytest
from django.test import Client
from playwright.sync_api import BrowserContext, Page, Route, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from laurels.accounts.models import Organization, Organizer, Person
from laurels.entries import actions, queries
from laurels.entries.models import Entry
from tests.support import calls
from tests.support.browser import JOURNEY

pytestmark = JOURNEY


@pytest.fixture
def entry(settings: Settings, asp: Organizer, company: Organization, entrant: Person, now: dt.datetime) -> Entry:
    settings.CLOCK_OFFSET_SECONDS = int((now - dt.datetime.now(dt.UTC)).total_seconds())
    ten_best = calls.make_ten_best(asp)
    return actions.start_entry(
        edition=ten_best,
        organization=company,
        title="help.northgate.example",
        division=ten_best.divisions.get(key="open"),
        actor=entrant,
        now=now,
    )


def enter(context: BrowserContext, server: LiveServer, person: Person) -> None:
    client = Client()
    client.force_login(person)
    cookie = client.cookies["sessionid"]
    context.add_cookies([{"name": "sessionid", "value": cookie.value, "url": server.url}])


@pytest.fixture
def essay(quiet_page: Page, live_server: LiveServer, entry: Entry, entrant: Person) -> Page:
    """The page of the essay, with the entrant in front of it."""
    enter(quiet_page.context, live_server, entrant)
    quiet_page.goto(address(live_server, entry))
    return quiet_page


def address(server: LiveServer, entry: Entry) -> str:
    return f"{server.url}/my/entries/{entry.public_id}/sections/challenge/"


def kept(entry: Entry) -> str:
    return queries.draft_of(entry).texts.get("essay", "")


def test_typing_is_saved_and_says_when(essay: Page, entry: Entry) -> None:
    essay.get_by_label("The essay").fill("We rebuilt the search.")
    expect(essay.locator("[data-saved-bar]")).to_have_attribute("data-state", "saved")
    expect(essay.locator("[data-saved-bar]")).to_contain_text("Saved")
    assert kept(entry) == "We rebuilt the search."


def test_what_is_typed_without_a_network_is_sent_when_it_returns(essay: Page, entry: Entry) -> None:
    essay.context.set_offline(True)
    essay.get_by_label("The essay").fill("Written in a tunnel.")
    expect(essay.locator("[data-saved-bar]")).to_have_attribute("data-state", "failing")
    expect(essay.locator("[data-saved-bar]")).to_contain_text("Your text is kept in this browser")
    assert kept(entry) == ""
    essay.context.set_offline(False)
    expect(essay.locator("[data-saved-bar]")).to_have_attribute("data-state", "saved")
    assert kept(entry) == "Written in a tunnel."


def test_a_closed_tab_loses_nothing(essay: Page, live_server: LiveServer, entry: Entry) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    essay.context.route("**/save/**", refuse)
    essay.get_by_label("The essay").fill("Typed before the tab was closed.")
    expect(essay.locator("[data-saved-bar]")).to_have_attribute("data-state", "failing")
    context = essay.context
    essay.close()
    context.unroute("**/save/**")
    again = context.new_page()
    again.goto(address(live_server, entry))
    expect(again.get_by_label("The essay")).to_have_value("Typed before the tab was closed.")
    expect(again.locator("[data-saved-bar]")).to_have_attribute("data-state", "saved")
    assert kept(entry) == "Typed before the tab was closed."


def test_an_ended_session_keeps_the_text_until_one_is_back(
    essay: Page, live_server: LiveServer, entry: Entry, entrant: Person
) -> None:
    essay.context.clear_cookies()
    essay.get_by_label("The essay").fill("Typed after the session ended.")
    expect(essay.locator("[data-saved-bar]")).to_have_attribute("data-state", "signed-out")
    expect(essay.get_by_role("link", name="Sign in again").first).to_have_attribute("target", "_blank")
    enter(essay.context, live_server, entrant)
    other = essay.context.new_page()  # signing in again leaves a page, and with it a fresh token
    other.goto(address(live_server, entry))
    expect(other.get_by_label("The essay")).to_have_value("Typed after the session ended.")
    essay.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(essay.locator("[data-saved-bar]")).to_have_attribute("data-state", "saved")
    assert kept(entry) == "Typed after the session ended."


def test_two_who_write_at_once_see_both_texts(
    essay: Page, entry: Entry, collaborator: Person, now: dt.datetime
) -> None:
    actions.save_answer(entry=entry, field="essay", text="Colin's text", expected=0, actor=collaborator, now=now)
    essay.get_by_label("The essay").fill("Elena's text")
    panel = essay.locator(".conflict")
    expect(panel).to_contain_text("Colin Reyes saved another text here")
    expect(panel).to_contain_text("Colin's text")
    expect(essay.get_by_label("The essay")).to_have_value("Elena's text")
    panel.get_by_role("button", name="Put the other below mine").click()
    expect(essay.locator("[data-saved-bar]")).to_have_attribute("data-state", "saved")
    assert kept(entry) == "Elena's text\n\nColin's text"


def test_a_metric_is_added_while_the_essay_is_not_saved_yet(essay: Page, entry: Entry) -> None:
    essay.get_by_label("The essay").press_sequentially("Half a thought")
    essay.get_by_role("button", name="Add a metric").click()
    essay.get_by_label("Name, metric 1").fill("Renewals")
    essay.get_by_label("After, metric 1").fill("93")
    expect(essay.locator("[data-saved-bar]")).to_have_attribute("data-state", "saved")
    draft = queries.draft_of(entry)
    assert draft.texts == {"essay": "Half a thought"}
    assert [(row.name, row.after) for row in draft.metrics] == [("Renewals", "93")]


def test_leaving_by_a_link_waits_for_the_last_word(essay: Page, entry: Entry) -> None:
    essay.get_by_label("The essay").press_sequentially("The last word")
    essay.get_by_role("link", name="Read as the judges will").click()
    expect(essay.locator(".document")).to_contain_text("The last word")
    assert kept(entry) == "The last word"
