"""What the journeys stand on: a real server, a real Chromium, a database that both sides share."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from tests.support.browser import PATIENCE, Story, watch
from tests.support.chromium import ARGUMENTS, get

# Playwright's sync API runs an event loop in this thread, in which Django would refuse to touch the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
expect.set_options(timeout=PATIENCE)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": get(), "args": list(ARGUMENTS)}


@pytest.fixture
def quiet_page(page: Page, tmp_path: Path) -> Iterator[Page]:
    """A page on which an error of a script, or a missing file of ours, fails the test."""
    faults: list[str] = []
    watch(page, faults)
    page.set_default_timeout(PATIENCE)
    yield page
    if faults:
        page.screenshot(path=str(tmp_path / "fault.png"), full_page=True)
    assert faults == []


@pytest.fixture
def story(
    browser: Browser, live_server: LiveServer, settings: Settings, tmp_path: Path, request: pytest.FixtureRequest
) -> Iterator[Story]:
    """A story to be told; where it breaks off, every open page is kept as a picture."""
    settings.DEMO = True  # mails are read where the demo shows them
    told = Story(browser, live_server, settings)
    failed = request.session.testsfailed
    yield told
    if request.session.testsfailed > failed:
        for number, context in enumerate(told.contexts):
            for page in context.pages:
                page.screenshot(path=str(tmp_path / f"{number}.png"), full_page=True)
        request.node.add_report_section("teardown", "pictures of the open pages", str(tmp_path))
    told.close()
    assert told.faults == []
