"""What the journeys stand on: a real server, a real Chromium, a file database that both sides share."""

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from tests.support.chromium import ARGUMENTS, get

# Playwright's sync API runs an event loop in this thread, in which Django would refuse to touch the database.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    return {**browser_type_launch_args, "executable_path": get(), "args": list(ARGUMENTS)}


@pytest.fixture(scope="session")
def django_db_modify_db_settings(tmp_path_factory: pytest.TempPathFactory) -> None:
    """On SQLite the server's threads and the test need a file: memory shared between threads knows no waiting."""
    from django.conf import settings  # noqa: PLC0415 settings are ready only when fixtures run

    database = settings.DATABASES["default"]
    if database["ENGINE"].endswith("sqlite3"):
        database.setdefault("TEST", {})["NAME"] = str(tmp_path_factory.mktemp("journeys") / "test.sqlite3")


@pytest.fixture
def quiet_page(page: Page, tmp_path: Path) -> Iterator[Page]:
    """A page on which an error of a script, or a missing file of ours, fails the test."""
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(f"script: {error}"))
    page.on(
        "response",
        lambda response: faults.append(f"{response.status} {response.url}") if response.status >= 500 else None,
    )
    page.set_default_timeout(10_000)
    yield page
    if faults:
        page.screenshot(path=str(tmp_path / "fault.png"), full_page=True)
    assert faults == []
