"""`laurels serve` and `laurels worker`, started at once on an empty folder, as two processes."""

import http.cookiejar
import os
import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

PATIENCE = 60.0


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + PATIENCE
    while not holds():
        assert time.monotonic() < end, "it never came"
        time.sleep(0.2)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """The address of a product of its own, in demo mode, so that no mail leaves."""
    port = free_port()
    environment = {
        **os.environ,
        "LAURELS_DATA_DIR": str(tmp_path / "data"),
        "LAURELS_DATABASE_URL": f"sqlite:///{tmp_path / 'data' / 'laurels.sqlite3'}",
        "LAURELS_DEMO": "true",
        "LAURELS_SITE_URL": f"http://127.0.0.1:{port}",
        "LAURELS_WORKERS": "1",
    }
    command = [sys.executable, "-m", "laurels.config.console"]
    log = (tmp_path / "log").open("wb")
    processes = [
        subprocess.Popen([*command, *words], env=environment, stdout=log, stderr=log)  # noqa: S603 our own command
        for words in (["worker"], ["serve", "--bind", f"127.0.0.1:{port}", "--workers", "1"])
    ]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        for process in processes:
            process.send_signal(signal.SIGTERM)
        for process in processes:
            process.wait(timeout=PATIENCE)
        log.close()


@pytest.mark.sweep
def test_a_code_that_was_asked_for_on_a_page_is_sent_by_the_worker(site: str) -> None:
    browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar()))

    def page(path: str, **fields: str) -> str:
        data = urllib.parse.urlencode(fields).encode() if fields else None
        request = urllib.request.Request(site + path, data, headers={"Referer": site + path})  # noqa: S310 our own site
        with browser.open(request) as response:
            text: str = response.read().decode()
            return text

    def answers() -> bool:
        try:
            return "Mail me a code" in page("/sign-in/")
        except urllib.error.URLError:
            return False

    until(answers)
    token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page("/sign-in/"))
    assert token
    page("/sign-in/", csrfmiddlewaretoken=token[1], email="ada@example.org")
    assert "ada@example.org" in page("/outbox/")
    until(lambda: re.search(r"\bsent\s*</span>", page("/outbox/")) is not None)
