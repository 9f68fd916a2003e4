"""Finds Chromium for the browser tests, or gets one and says so. Never lets them be skipped quietly.

In turn: `LAURELS_CHROMIUM`, a Chromium of the system, Debian's package (as root, where apt is), Playwright's download.
"""

import os
import shutil
import subprocess
import sys
from pathlib import Path

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
ARGUMENTS = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-sync",
    "--no-first-run",
)


def found() -> str | None:
    """The path of a Chromium that is already here."""
    named = os.environ.get("LAURELS_CHROMIUM")
    if named:
        return named
    return next((path for name in NAMES if (path := shutil.which(name))), None)


def _from_debian() -> str | None:
    apt = shutil.which("apt-get")
    if apt is None or os.geteuid() != 0:
        return None
    print("No Chromium here: installing Debian's package chromium.", flush=True)
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    for command in ([apt, "update", "-qq"], [apt, "install", "-y", "-qq", "chromium", "fonts-noto-cjk"]):
        if subprocess.run(command, check=False, env=quiet, stdout=subprocess.DEVNULL).returncode != 0:
            return None
    return found()


def _from_playwright() -> str | None:
    print("No Chromium here and no right to install Debian's: Playwright downloads one.", flush=True)
    done = subprocess.run([sys.executable, "-m", "playwright", "install", "chromium"], check=False)
    if done.returncode != 0:
        return None
    from playwright.sync_api import sync_playwright  # noqa: PLC0415 only this branch needs it

    with sync_playwright() as playwright:
        path = playwright.chromium.executable_path
    return path if Path(path).exists() else None


def get() -> str:
    """The path of a Chromium, fetched if need be.

    Raises:
        SystemExit: none could be had; the message says what to do.
    """
    path = found() or _from_debian() or _from_playwright()
    if path is None:
        raise SystemExit("The browser tests need Chromium. Install it, or name one in LAURELS_CHROMIUM.")
    return path


if __name__ == "__main__":
    print(f"Chromium: {get()}")
