"""The desk in a real browser: keyboard, saved state, a lost network, a phone, no JavaScript."""

from collections.abc import Iterator
from decimal import Decimal

import pytest
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.urls import reverse
from playwright.sync_api import Browser, BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from laurels.accounts.models import Person
from laurels.judging.models import Assignment, Comment, Score, Scorecard
from laurels.programs.definition import ScaleDef
from tests.support.browser import JOURNEY
from tests.support.judged import CRITERIA, Judged, declare, judged, rubric
from tests.support.looking import look_at

__all__ = ["judged"]  # the fixture
pytestmark = JOURNEY


@pytest.fixture
def seat(judged: Judged, judge: Person) -> Assignment:
    entry = judged.entry(judged.organization("Northgate"))
    held = judged.seat(entry, judged.judge(judge))
    judged.seat(judged.entry(judged.organization("Southgate")), held.judge)
    judged.open()
    return held


def session_of(person: Person) -> str:
    store = SessionStore()
    store[SESSION_KEY] = str(person.pk)
    store[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
    store[HASH_SESSION_KEY] = person.get_session_auth_hash()
    store.save()
    return str(store.session_key)


@pytest.fixture
def signed_in(context: BrowserContext, judge: Person, live_server: LiveServer) -> BrowserContext:
    context.add_cookies([{"name": "sessionid", "value": session_of(judge), "url": live_server.url}])
    return context


@pytest.fixture
def desk(signed_in: BrowserContext, live_server: LiveServer, seat: Assignment) -> Iterator[Page]:
    page = signed_in.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.set_viewport_size({"width": 1440, "height": 900})
    page.goto(live_server.url + reverse("judge:desk", args=[seat.public_id]))
    yield page
    assert faults == []


def given() -> dict[str, str]:
    return {score.criterion: score.text for score in Score.objects.all() if score.given}


def saved(page: Page) -> None:
    expect(page.locator("[data-saved-bar]")).to_have_attribute("data-state", "saved")


def test_six_criteria_are_scored_with_six_keys_and_confirmed(desk: Page) -> None:
    for key in "34n210":
        desk.keyboard.press(key)
    expect(desk.locator("[data-count]")).to_have_text("6 of 6 scored")
    saved(desk)
    assert given() == dict(zip(CRITERIA, ["3", "4", "n/a", "2", "1", "0"], strict=True))
    expect(desk.locator("[data-area=design] [data-area-state]")).to_have_text("7 of 8")
    desk.get_by_role("link", name="Review and confirm").click()
    desk.get_by_role("button", name="Confirm these scores").click()
    expect(desk.get_by_text("Confirmed. Your scores count")).to_be_visible()
    assert Scorecard.objects.get().state == "confirmed"


def test_arrows_move_a_changed_score_goes_one_on_and_delete_takes_back(desk: Page) -> None:
    hand = desk.locator(".crit.now")
    desk.keyboard.press("2")
    expect(hand).to_have_attribute("data-criterion", "speed")
    desk.keyboard.press("ArrowUp")
    expect(hand).to_have_attribute("data-criterion", "navigation")
    desk.keyboard.press("4")
    expect(hand).to_have_attribute("data-criterion", "speed")
    desk.keyboard.press("k")
    desk.keyboard.press("Delete")
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    desk.keyboard.press("j")
    expect(hand).to_have_attribute("data-criterion", "search")  # the next area opened by itself
    expect(desk.locator("details[data-area=knowledge]")).to_have_attribute("open", "")
    desk.keyboard.press("Enter")
    expect(hand).to_have_attribute("data-criterion", "content")
    saved(desk)
    assert given() == {}


def test_a_comment_is_one_key_away_and_saved_while_writing(desk: Page) -> None:
    desk.keyboard.press("c")
    desk.keyboard.type("3 clicks to the answer, n/a on a phone.")
    saved(desk)
    desk.keyboard.press("Escape")
    desk.keyboard.press("3")
    expect(desk.locator("[data-count]")).to_have_text("1 of 6 scored")
    saved(desk)
    comment = Comment.objects.get()
    assert (comment.anchor, comment.kind, comment.text) == (
        "area:design",
        "entrant",
        "3 clicks to the answer, n/a on a phone.",
    )


def test_scores_given_without_a_network_are_sent_when_it_returns(desk: Page, signed_in: BrowserContext) -> None:
    signed_in.set_offline(True)
    desk.keyboard.press("3")
    desk.keyboard.press("4")
    expect(desk.locator("[data-saved-bar]")).to_have_attribute("data-state", "failing")
    expect(desk.locator("[data-saved-bar]")).to_contain_text("Not saved")
    assert given() == {}
    signed_in.set_offline(False)
    saved(desk)
    assert given() == {"navigation": "3", "speed": "4"}


def test_scores_given_without_a_network_survive_a_closed_tab(
    desk: Page, signed_in: BrowserContext, live_server: LiveServer, seat: Assignment
) -> None:
    signed_in.set_offline(True)
    desk.keyboard.press("3")
    expect(desk.locator("[data-saved-bar]")).to_have_attribute("data-state", "failing")
    desk.close()
    signed_in.set_offline(False)
    again = signed_in.new_page()
    again.goto(live_server.url + reverse("judge:desk", args=[seat.public_id]))
    saved(again)
    assert given() == {"navigation": "3"}


def test_a_click_scores_without_moving_anything_and_keys_go_on_from_there(desk: Page) -> None:
    cell = desk.locator("#criterion-legibility label", has_text="4")
    before = cell.bounding_box()
    cell.click()
    saved(desk)
    assert given() == {"legibility": "4"}
    assert cell.bounding_box() == before
    expect(desk.locator(".crit.now")).to_have_attribute("data-criterion", "navigation")
    desk.keyboard.press("2")
    expect(desk.locator(".crit.now")).to_have_attribute("data-criterion", "search")
    desk.locator("#criterion-content .cname").click()
    expect(desk.locator("#criterion-content .anchors")).to_be_visible()
    saved(desk)
    assert given() == {"legibility": "2"}


def test_recusing_asks_first_and_then_the_entry_is_gone(desk: Page) -> None:
    desk.get_by_role("link", name="Recuse…").click()
    dialog = desk.get_by_role("dialog")
    expect(dialog).to_contain_text("What you scored is kept")
    desk.keyboard.press("3")  # no score behind an open question
    dialog.get_by_label("personal").check()
    dialog.get_by_role("button", name="Recuse").click()
    expect(desk.get_by_text("You are recused from this entry.")).to_be_visible()
    assert given() == {}
    assert Assignment.objects.filter(state="recused").count() == 1


def test_two_tabs_show_both_scores_and_lose_none(
    desk: Page, judged: Judged, seat: Assignment, signed_in: BrowserContext
) -> None:
    judged.score(seat, navigation=1)  # as another tab would
    desk.keyboard.press("3")
    expect(desk.locator("[data-saved-bar]")).to_have_attribute("data-state", "conflict")
    assert given() == {"navigation": "1"}
    desk.get_by_role("button", name="Keep mine").click()
    saved(desk)
    assert given() == {"navigation": "3"}


def test_on_a_phone_one_switch_shows_entry_or_scores(desk: Page) -> None:
    desk.set_viewport_size({"width": 390, "height": 844})
    expect(desk.get_by_role("heading", name="The challenge we had to overcome")).to_be_visible()
    expect(desk.locator("#criterion-navigation")).to_be_hidden()
    desk.locator("label", has=desk.locator("#pane-score")).click()
    expect(desk.locator("#criterion-navigation")).to_be_visible()
    expect(desk.get_by_role("heading", name="The challenge we had to overcome")).to_be_hidden()
    desk.locator("#criterion-navigation label", has_text="2").click()
    saved(desk)
    assert given() == {"navigation": "2"}
    width = desk.evaluate("document.documentElement.scrollWidth")
    assert width == 390


def test_without_javascript_the_form_is_sent_whole(
    browser: Browser, judge: Person, live_server: LiveServer, seat: Assignment
) -> None:
    context = browser.new_context(java_script_enabled=False)
    context.add_cookies([{"name": "sessionid", "value": session_of(judge), "url": live_server.url}])
    page = context.new_page()
    page.goto(live_server.url + reverse("judge:desk", args=[seat.public_id]))
    page.locator("#criterion-navigation label", has_text="3").click()
    page.get_by_text("Knowledgebase", exact=True).click()
    page.locator("#criterion-search label", has_text="n/a").click()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Saved.")).to_be_visible()
    assert given() == {"navigation": "3", "search": "n/a"}
    page.get_by_role("link", name="Recuse…").click()
    expect(page.get_by_role("heading", name="Recuse from this entry?")).to_be_visible()
    context.close()


def test_ten_is_typed_as_two_digits(
    signed_in: BrowserContext, live_server: LiveServer, judged: Judged, judge: Person
) -> None:
    scale = ScaleDef(minimum=Decimal(1), maximum=Decimal(10), step=Decimal(1))
    declare(judged.edition, "rubric", rubric(scale), judged.now)
    seat = judged.seat(judged.entry(judged.organization("Ten")), judged.judge(judge))
    judged.open()
    page = signed_in.new_page()
    page.goto(live_server.url + reverse("judge:desk", args=[seat.public_id]))
    for key in ("1", "0", "7", "1"):
        page.keyboard.press(key)
    expect(page.locator("[data-count]")).to_have_text("3 of 6 scored")
    saved(page)
    assert given() == {"navigation": "10", "speed": "7", "legibility": "1"}


def test_no_page_of_a_judge_has_a_fault(desk: Page, live_server: LiveServer, seat: Assignment, judged: Judged) -> None:
    judged.score(seat, navigation=3, speed="n/a")
    pages = [
        reverse("judge:desk", args=[seat.public_id]),
        reverse("judge:review", args=[seat.public_id]),
        reverse("judge:recuse", args=[seat.public_id]),
        reverse("judge:home"),
        reverse("judge:edition", args=[seat.judge.public_id]),
        *(
            reverse(f"judge:{name}", args=[seat.judge.public_id])
            for name in ("conflicts", "invitation", "agreement", "profile", "step-down")
        ),
    ]
    assert [fault for address in pages for fault in look_at(desk, live_server.url + address)] == []


def test_a_company_is_found_ticked_and_declared_by_keyboard_alone(
    signed_in: BrowserContext, live_server: LiveServer, judged: Judged, judge: Person
) -> None:
    judged.entries(14)
    judged.entry(judged.organization("Müller & Söhne"))
    held = judged.judge(judge)
    page = signed_in.new_page()
    page.goto(live_server.url + reverse("judge:conflicts", args=[held.public_id]))
    page.get_by_label("Find a company").focus()
    page.keyboard.type("muller")
    expect(page.locator("#companies .checks label:visible")).to_have_count(1)
    page.keyboard.press("Enter")  # looks on, and declares nothing
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.get_by_label("Find a company").fill("company 03")
    expect(page.locator("#companies .checks label:visible")).to_have_count(2)  # what is ticked stays in view
    page.get_by_role("button", name="Declare").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Thank you. You can add to this at any time.")).to_be_visible()
    assert [each.organization.name for each in held.conflicts.all() if each.organization] == ["Müller & Söhne"]
