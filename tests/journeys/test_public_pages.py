"""What a visitor reads, in a real browser: axe on every page, the theme, the keyboard, a winner's consent."""

import datetime as dt

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from laurels.publishing import actions
from laurels.publishing.models import WriteUp
from tests.support.browser import JOURNEY
from tests.support.cast import SignIn
from tests.support.decided import WINNERS, Decided, decided
from tests.support.judged import judged
from tests.support.looking import look_at

__all__ = ["decided", "judged"]
pytestmark = JOURNEY


@pytest.fixture
def told(decided: Decided, settings: Settings) -> Decided:
    """Announced, one of the two write-ups approved; the product's clock stands at the day after."""
    settings.CLOCK_OFFSET_SECONDS = int((decided.later - dt.datetime.now(dt.UTC)).total_seconds())
    decided.announce("We thank **all judges**.")
    made = WriteUp.objects.get(decision=decided.honor(WINNERS[0]))
    text = "The first figure.\n\n## Listening\n\nThe second."
    actions.approve_write_up(write_up=made, title="The first minute", text=text, actor=decided.author, now=decided.now)
    return decided


def addresses(told: Decided) -> list[str]:
    announcement = told.edition.announcements.get()
    return [
        "/",
        "/programs/ten-best/",
        "/programs/ten-best/2007/categories/",
        "/programs/ten-best/2007/how-to-enter/",
        "/programs/ten-best/2007/judging/",
        "/how-judging-works/",
        "/winners/",
        "/winners/ten-best/",
        "/winners/ten-best/?q=nobody",
        "/winners/ten-best/lists/hall/",
        f"/write-ups/{WriteUp.objects.get(title='The first minute').public_id}/",
        "/announcements/",
        f"/announcements/{announcement.public_id}/",
        "/search/",
        "/search/?q=a",
        "/search/?q=nothing-of-the-kind",
        "/there-is-no-such-page/",
        "/look/",
    ]


def test_no_page_has_a_fault(quiet_page: Page, live_server: LiveServer, told: Decided) -> None:
    assert [fault for address in addresses(told) for fault in look_at(quiet_page, live_server.url + address)] == []


def test_a_chosen_theme_stays_and_the_system_can_have_it_back(
    quiet_page: Page, live_server: LiveServer, told: Decided
) -> None:
    quiet_page.emulate_media(color_scheme="light")
    quiet_page.goto(live_server.url)
    paper = "getComputedStyle(document.body).backgroundColor"
    light = quiet_page.evaluate(paper)
    quiet_page.get_by_label("Dark", exact=True).check(force=True)
    dark = quiet_page.evaluate(paper)
    assert dark != light
    quiet_page.goto(f"{live_server.url}/winners/")
    assert quiet_page.evaluate(paper) == dark
    expect(quiet_page.get_by_label("Dark", exact=True)).to_be_checked()
    quiet_page.get_by_label("As the system").check(force=True)
    assert quiet_page.evaluate(paper) == light


def test_the_keyboard_alone_goes_from_the_programs_to_a_winners_story(
    quiet_page: Page, live_server: LiveServer, told: Decided
) -> None:
    quiet_page.goto(live_server.url)
    quiet_page.keyboard.press("Tab")
    expect(quiet_page.get_by_text("Skip to content")).to_be_focused()
    quiet_page.keyboard.press("Enter")
    expect(quiet_page.locator("main")).to_be_focused()
    for name in ("Winners", "Ten Best Web Support Sites", WINNERS[0]):
        tab_to(quiet_page, name)
        with quiet_page.expect_navigation():
            quiet_page.keyboard.press("Enter")
    expect(quiet_page.get_by_role("heading", level=1)).to_have_text("The first minute")


def tab_to(page: Page, name: str) -> None:
    for _ in range(60):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.textContent.trim()") == name:
            return
    raise AssertionError(f"{name} is not reached by the Tab key on {page.url}")


def test_the_winner_says_yes_and_everybody_reads_the_story(
    browser: Browser, live_server: LiveServer, told: Decided, sign_in: SignIn
) -> None:
    address = f"{live_server.url}/write-ups/{WriteUp.objects.get(approved_at=None).public_id}/"
    session = sign_in(told.author).cookies["sessionid"].value
    theirs = browser.new_context()
    theirs.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    page = theirs.new_page()
    page.goto(address)
    page.get_by_label("Headline").fill("Pumps that answer")
    page.get_by_role("button", name="Publish the write-up").click()
    assert page.url.startswith(address), "the browser itself asks for the tick"
    page.get_by_label("We agree that this is published under our name.").check()
    page.get_by_role("button", name="Publish the write-up").click()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    visitor = browser.new_context().new_page()
    visitor.goto(address)
    expect(visitor.get_by_role("heading", level=1)).to_have_text("Pumps that answer")
