"""The two programs that ship, as a visitor meets them: every word of their files that a visitor needs has its page."""

import datetime as dt
import html
import re

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from laurels.programs.models import Edition
from laurels.programs.queries import form_for, rubric_for
from tests.support.whole import bring_in, on

STAR, TEN_BEST = "/programs/star-awards/2010-spring/", "/programs/ten-best-web-support-sites/2007/"
DELIVERY = f"{STAR}categories/best-practices-delivery/"


@pytest.fixture
def star(db: None) -> Edition:
    return bring_in("star-awards", on(1, 1), edition="2010-spring")


@pytest.fixture
def ten_best(db: None) -> Edition:
    return bring_in("ten-best-web-support-sites", on(1, 1))


def read(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())))


def plain(text: str) -> str:
    """As a page sets it: lines run on."""
    return re.sub(r"\s+", " ", text).strip()


def test_every_category_has_its_page_and_leads_back_to_all_of_them(client: Client, star: Edition) -> None:
    index = client.get(f"{STAR}categories/").content.decode()
    assert star.categories.count() == 10
    for category in star.categories.all():
        own = f"{STAR}categories/{category.key}/"
        assert f'href="{own}"' in index
        page = client.get(own).content.decode()
        assert f'href="{STAR}categories/"' in page
        assert html.escape(category.purpose) in page or plain(category.purpose) in read(client, own)


def test_a_category_for_members_says_for_which(client: Client, star: Edition) -> None:
    assert "Offered to Support Services members" in read(client, DELIVERY)
    assert "Offered to All members of SSPA" in read(client, f"{STAR}categories/online-service/")


def test_the_sections_stand_with_their_suggested_points_and_say_that_none_is_required(
    client: Client, star: Edition
) -> None:
    page = read(client, DELIVERY)
    for count in (13, 8, 6):
        assert f"{count} points that others write about Suggestions only" in page
    form = form_for(star, star.categories.get(key="best-practices-delivery"))
    missing = [prompt for section in form.sections for prompt in section.prompts if plain(prompt) not in page]
    assert missing == []


def test_five_criteria_of_equal_weight_stand_beside_the_sections_each_with_its_question(
    client: Client, star: Edition
) -> None:
    page = read(client, DELIVERY)
    criteria = rubric_for(star, star.categories.get(key="best-practices-delivery"), None).criteria
    assert len(criteria) == 5
    for each in criteria:
        assert re.search(rf"{each.name} 20 % ", page), each.name
    assert "Five criteria of equal weight" in page


def test_how_to_enter_shows_every_question_of_the_form(client: Client, ten_best: Edition) -> None:
    page = read(client, f"{TEN_BEST}how-to-enter/")
    assert [each.label for each in form_for(ten_best, None).fields if plain(each.label) not in page] == []
    assert "Friday 2 March 2007, 23:59 Pacific" in page


def test_all_25_criteria_stand_in_their_areas_with_their_anchors(client: Client, ten_best: Edition) -> None:
    page = read(client, f"{TEN_BEST}judging/")
    rubric = rubric_for(ten_best, None, None)
    assert [area.name for area in rubric.areas if f"{area.name} " not in page] == []
    assert page.count("What the points mean") == 25


def test_the_call_is_open_on_the_day_that_the_programs_are_remembered_for(
    client: Client, star: Edition, ten_best: Edition, settings: Settings
) -> None:
    """On 18 January 2007 nominations to STAR close in 8 days, and entries to Ten Best in 43."""
    star.program.editions.filter(key="2007").update(published_at=on(1, 1))
    settings.CLOCK_OFFSET_SECONDS = (on(1, 18, 17) - dt.datetime.now(dt.UTC)).total_seconds()
    page = read(client, "/")
    first, second = page.index("STAR Awards 2007"), page.index("Ten Best Web Support Sites 2007")
    assert first < second
    assert "Friday, 26 January 2007, at 23:59 Pacific" in page
    assert "Friday, 2 March 2007, at 23:59 Pacific" in page
