"""Every page of the product, for everybody who meets it: axe (WCAG 2.2 AA), phone and desk, light and dark, keyboard.

The pages are those of the table of addresses that lets in each of the cast. What is wrong is listed all at once.
"""

import datetime as dt
import re
from collections.abc import Iterator

import pytest
from django.conf import settings as django_settings
from django.test import Client
from django.urls import get_resolver
from playwright.sync_api import Page

from tests.support.browser import JOURNEY, Story
from tests.support.cast import Cast, SignIn
from tests.support.jobs import work_off
from tests.support.looking import faults, look_at
from tests.support.whole import Whole, announce, play
from tests.web.addresses import TABLE, Row
from tests.web.test_every_address import address, addresses, things

pytestmark = JOURNEY

NOT_OURS = {"api:openapi-view"}  # Swagger's own page, for developers
# Looked at besides the table: states of pages that no address names.
BESIDES = {
    "visitor": ["/search/?q=northgate", "/search/?q=nothing-of-the-kind", "/there-is-no-such-page/"],
    "entrant": ["/my/organizations/find/?q=north"],
    "judge": [],
    "staff": ["/room/star-awards/2007/entries/?text=nobody", "/outbox/"],  # the demo's
}
# Forms that are sent empty: what a refused form looks like.
REFUSED = {"visitor": [], "entrant": ["/my/organizations/new/"], "judge": [], "staff": ["/room/organizer/sspa/staff/"]}


@pytest.fixture
def known(story: Story, cast: Cast, request: pytest.FixtureRequest) -> dict[str, str]:
    """The whole story of STAR 2007, announced; the clock stands at the day after. What parts of addresses stand for."""
    whole: Whole = play(cast)
    if request.param == "announced":
        announce(whole)
    story.settings.CLOCK_OFFSET_SECONDS = int((whole.now - dt.datetime.now(dt.UTC)).total_seconds())
    work_off()
    return things(whole)


def pages_for(who: str, client: Client, known: dict[str, str], *, announced: bool) -> Iterator[str]:
    """The addresses that answer this person with a page of HTML, each once and with the first who may see it."""
    paths = dict(addresses(get_resolver()))
    for row in TABLE:
        if who not in (row.later if announced else row.who) or not theirs(who, row) or row.name in NOT_OURS:
            continue
        url = address(paths[row.name], row, known)
        answer = client.get(url)
        for close in getattr(answer, "_resource_closers", []) if answer.streaming else []:
            close()  # a file; `answer.close()` would end the request as well
        if answer.status_code == 200 and answer["Content-Type"].startswith("text/html"):
            yield url
    yield from BESIDES[who]


def theirs(who: str, row: Row) -> bool:
    """Whoever the page is made for; the entrant meets the pages of everybody who is signed in."""
    space = row.name.split(":")[0] if ":" in row.name else ""
    of = {"organizer": "staff", "judge": "judge", "entrant": "entrant", "public": "visitor", "api": "visitor"}
    if "visitor" in row.later:
        return who == "visitor"
    return who == of.get(space, "entrant") or (space == "public" and who == "entrant")


def sent_empty(page: Page, url: str) -> None:
    page.goto(url)
    page.evaluate("document.querySelector('main form').noValidate = true")
    with page.expect_navigation():
        page.locator("main form button[type=submit]").first.click()


@pytest.mark.parametrize(
    ("who", "known"),
    [
        ("visitor", "announced"),
        ("entrant", "announced"),
        ("judge", "secret"),
        ("staff", "secret"),
        ("staff", "announced"),
    ],
    indirect=["known"],
)
def test_every_page_is_clean(
    story: Story, known: dict[str, str], cast: Cast, sign_in: SignIn, who: str, request: pytest.FixtureRequest
) -> None:
    announced = "announced" in request.node.callspec.id
    client = sign_in(cast.get(who))
    somebody = story.somebody()
    page = somebody.page
    if who in cast:
        session = client.cookies[django_settings.SESSION_COOKIE_NAME].value
        somebody.context.add_cookies([{"name": "sessionid", "value": session, "url": story.server.url}])
    found: list[str] = []
    urls = list(pages_for(who, client, known, announced=announced))
    if who == "staff" and announced:  # the rest was seen before
        urls = [url for url in urls if re.search("/results/(announce|honors|write-ups|reports|$)", url)]
    assert urls, "there is something to look at"
    for url in urls:
        found += look_at(page, story.server.url + url)
    for url in REFUSED[who]:
        sent_empty(page, story.server.url + url)
        found += faults(page, f"{url} sent empty")
    if found:
        pytest.fail("\n".join(found), pytrace=False)
