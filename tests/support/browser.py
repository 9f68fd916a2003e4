"""People in front of a browser: what the journeys are told with.

A `Story` has one server, one clock and any number of people, each with a browser of their own. They do only what a
person can: sign in by what is mailed to them, click, type, read. `story.faults` gathers what nobody should meet: errors
of scripts, answers of 500 and above, files of ours that are missing.
"""

import datetime as dt
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Locator, Page, Response, ViewportSize, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from laurels.core import mail
from tests.support.jobs import work_off

if TYPE_CHECKING:
    from laurels.core.models import OutboxMessage

JOURNEY = [
    pytest.mark.browser,
    pytest.mark.django_db(transaction=True),
    # pytest-base-url, which pytest-playwright brings along, still defines its fixture the old way.
    pytest.mark.filterwarnings("ignore:Session-scoped fixtures defined as instance methods"),
]
PATIENCE = 15_000  # ms; a loaded machine is slow, and what never comes fails all the same
DESK = ViewportSize(width=1440, height=900)
PHONE = ViewportSize(width=390, height=844)
MISSING = 404
BROKEN = 500
CODE = re.compile(r"^\s{4}(\S+)\s*$", re.MULTILINE)
LINK = re.compile(r"http\S+")


def watch(page: Page, faults: list[str]) -> None:
    """Writes down what goes wrong on the page. A refused form (4xx) is no fault: a person may be told no."""

    def said(message: ConsoleMessage) -> None:
        if message.type == "error" and "Failed to load resource" not in message.text:
            faults.append(f"{page.url}: {message.text}")

    def answered(response: Response) -> None:
        if response.status >= BROKEN or (response.status == MISSING and response.request.resource_type != "document"):
            faults.append(f"{page.url}: {response.status} for {response.url}")

    page.on("pageerror", lambda error: faults.append(f"{page.url}: {error}"))
    page.on("console", said)
    page.on("response", answered)


@dataclass
class Somebody:
    """One person and their browser. `address` is empty for a visitor who never signs in."""

    story: "Story"
    context: BrowserContext
    page: Page
    address: str = ""

    def go(self, path: str) -> None:
        self.page.goto(self.story.server.url + path)

    def follow(self, words: str, *, within: Locator | None = None, exact: bool = False) -> None:
        """Ends on the page that the link leads to: what comes next must not find its words on the page before."""
        link = (within or self.page).get_by_role("link", name=words, exact=exact).first
        with self.page.expect_navigation(wait_until="commit"):
            link.click()

    def press(self, words: str, *, within: Locator | None = None, exact: bool = False) -> None:
        (within or self.page).get_by_role("button", name=words, exact=exact).first.click()

    def write(self, label: str, text: str) -> None:
        self.page.get_by_label(label).first.fill(text)

    def choose(self, words: str) -> None:
        """Ticks a box or a radio button by clicking on its words, as people do."""
        self.page.locator("label", has_text=words).first.click()

    def reads(self, words: str) -> None:
        """The words are somewhere on the page, or come."""
        expect(self.page.locator("body")).to_contain_text(words)

    def misses(self, words: str) -> None:
        expect(self.page.locator("body")).not_to_contain_text(words)

    def types(self, keys: str) -> None:
        """One key after the other, to whatever has the focus. Waits for the page's scripts first."""
        self.page.wait_for_load_state("load")
        self.page.keyboard.type(keys)

    def saved(self) -> None:
        """The page says that all is saved."""
        expect(self.page.locator("[data-saved-bar]")).to_have_attribute("data-state", "saved")

    def sign_in(self, next_path: str = "") -> None:
        """By mailed code, from wherever they are; `next_path` opens the page of sign-in first."""
        if next_path:
            self.go(f"/sign-in/?next={next_path}")
        self.write("Your mail address", self.address)
        self.press("Mail me a code")
        expect(self.page.get_by_role("heading", name="Enter your code")).to_be_visible()
        code = CODE.search(self.story.mail(self.address, "code").text)
        assert code
        self.write("Code from the mail", code[1])
        self.press("Sign in", exact=True)
        expect(self.page.get_by_role("heading", name="Enter your code")).to_have_count(0)

    def follow_mailed_link(self, subject: str) -> None:
        """The link in the newest mail with this in its subject; signs in if it asks to."""
        link = LINK.search(self.story.mail(self.address, subject).text)
        assert link
        self.page.goto(self.story.here(link[0]))
        self.press("Go on as")


@dataclass
class Story:
    browser: Browser
    server: LiveServer
    settings: Settings
    faults: list[str] = field(default_factory=list)
    contexts: list[BrowserContext] = field(default_factory=list)

    def turn_to(self, year: int, month: int, day: int, hour: int = 12, minute: int = 0) -> None:
        """Sets the product's clock (UTC). Codes and sessions stay on real time."""
        then = dt.datetime(year, month, day, hour, minute, tzinfo=dt.UTC)
        self.settings.CLOCK_OFFSET_SECONDS = int((then - dt.datetime.now(dt.UTC)).total_seconds())

    def somebody(self, address: str = "", viewport: ViewportSize = DESK) -> Somebody:
        context = self.browser.new_context(viewport=viewport)
        context.set_default_timeout(PATIENCE)
        self.contexts.append(context)
        page = context.new_page()
        watch(page, self.faults)
        return Somebody(self, context, page, address)

    def mail(self, address: str, subject: str) -> "OutboxMessage":
        """The newest mail to the address with this in its subject, delivered if it still waited."""
        work_off()
        found = next((each for each in mail.outbox(address) if subject.lower() in each.subject.lower()), None)
        assert found, f"no mail with “{subject}” to {address}"
        return found

    def here(self, url: str) -> str:
        """A mailed address leads to the installation's own name; this server has another."""
        return url.replace(self.settings.SITE_URL, self.server.url)

    def close(self) -> None:
        for context in self.contexts:
            context.close()
