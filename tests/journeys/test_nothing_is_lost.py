"""What was typed outlives what happens to a browser.

A lost network, a closed tab, an ended session and two writers are told for the entrant in test_autosave, and a lost
network, a closed tab and two tabs for the judge in test_judges_desk. Here is what is left: a judge whose session ends
with scores and words on the page.
"""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from laurels.accounts.models import Person
from laurels.judging.models import Assignment, Comment, Score
from tests.support.browser import JOURNEY, Somebody, Story
from tests.support.judged import Judged, judged

__all__ = ["judged"]  # the fixture
pytestmark = JOURNEY


@pytest.fixture
def seat(judged: Judged, judge: Person) -> Assignment:
    held = judged.seat(judged.entry(judged.organization("Northgate")), judged.judge(judge))
    judged.open()
    return held


@pytest.fixture
def reader(story: Story, judged: Judged, judge: Person, seat: Assignment) -> Somebody:
    """The judge, in front of the entry; signed in by a mailed code."""
    story.turn_to(2007, 1, 18)
    somebody = story.somebody(judge.email or "")
    somebody.sign_in(reverse("judge:desk", args=[seat.public_id]))
    somebody.page.wait_for_load_state("load")
    return somebody


def given() -> dict[str, str]:
    return {score.criterion: score.text for score in Score.objects.all() if score.given}


def test_scores_and_words_given_after_the_session_ended_are_saved_when_the_judge_is_back(reader: Somebody) -> None:
    page = reader.page
    reader.context.clear_cookies()
    reader.types("34")
    reader.types("c")
    reader.types("Written after the session ended.")
    expect(page.locator("[data-saved-bar]")).to_have_attribute("data-state", "signed-out")
    assert given() == {}
    with reader.context.expect_page() as opened:
        page.get_by_role("link", name="Sign in again").first.click()
    second = Somebody(reader.story, reader.context, opened.value, reader.address)
    second.sign_in()
    page.bring_to_front()
    page.evaluate("dispatchEvent(new Event('focus'))")
    reader.saved()
    assert given() == {"navigation": "3", "speed": "4"}
    assert Comment.objects.get().text == "Written after the session ended."
