"""`laurels demo`: the whole product with its two demo programs, on SQLite, from nothing."""

import argparse
import datetime as dt
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import django

from laurels.cli.demonstration import folder as place

DATA_DIR = "var/demo"
PORT = 8000
REFUSED = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--today",
        type=dt.date.fromisoformat,
        metavar="YYYY-MM-DD",
        help="run as of this day (2007-01-18: the founding year)",
    )
    parser.add_argument("--fresh", action="store_true", help="throw away what was done and start over")
    parser.add_argument("--port", type=int, default=PORT, help=f"where to listen on this machine (default {PORT})")
    parser.add_argument("--prepare-only", action="store_true", help="make the demo's data, print the links, and stop")


def run(args: argparse.Namespace) -> int:
    """Prepares if need be, prints where to look, then serves pages and works jobs until it is stopped."""
    folder = Path(os.environ.get("LAURELS_DATA_DIR", DATA_DIR + (f"-{args.today}" if args.today else ""))).resolve()
    try:
        with place.held(folder):
            place.begin(folder, fresh=args.fresh)
            os.environ.update(_environment(folder, args.today, args.port))
            _prepare(folder)
            _print_links()
            return 0 if args.prepare_only else _run_processes(args.port)
    except place.FolderRefusedError as error:
        print(error, file=sys.stderr)
        return REFUSED


def _environment(folder: Path, today: dt.date | None, port: int) -> Mapping[str, str]:
    """A real installation's settings may stand around: its database and its mail server are not the demo's."""
    real = dt.datetime.now(dt.UTC)
    offset = (today - real.date()).days * 86_400 if today else 0
    return {
        "LAURELS_DATA_DIR": str(folder),
        "LAURELS_DATABASE_URL": f"sqlite:///{folder / 'laurels.sqlite3'}",
        "LAURELS_EMAIL_URL": "dummymail://",
        "LAURELS_DEMO": "true",
        "LAURELS_SITE_URL": f"http://127.0.0.1:{port}",
        "LAURELS_CLOCK_OFFSET_SECONDS": str(offset),
    }


def _prepare(folder: Path) -> None:
    from laurels.cli.database import prepare  # noqa: PLC0415 settings read the environment that was just set

    begun = time.monotonic()
    prepare()
    if place.told(folder):
        return
    from laurels.cli.demonstration.telling import make  # noqa: PLC0415 models need Django set up

    make(_say)
    place.note_told(folder)
    _say(f"Ready after {time.monotonic() - begun:.0f} seconds")
    print(file=sys.stderr)


def _say(what: str) -> None:
    width = shutil.get_terminal_size().columns - 1
    if sys.stderr.isatty():
        print("\r" + what[:width].ljust(width), end="", file=sys.stderr, flush=True)
    else:
        print(what, file=sys.stderr, flush=True)


def _print_links() -> None:
    django.setup()
    from laurels.cli.database import hang_up  # noqa: PLC0415 as above
    from laurels.cli.demonstration.telling import links  # noqa: PLC0415 as above

    for line in links():
        print(line)
    hang_up()


def _run_processes(port: int) -> int:
    """The server and the worker as children; when one ends, or we are told to, both end."""
    laurels = [sys.executable, "-m", "laurels.config.console"]
    commands = [[*laurels, "serve", "--bind", f"127.0.0.1:{port}"], [*laurels, "worker"]]
    children = [subprocess.Popen(command) for command in commands]  # noqa: S603 our own commands
    stopped = False

    def stop(*_: object) -> None:
        nonlocal stopped
        stopped = True

    signal.signal(signal.SIGINT, stop)
    signal.signal(signal.SIGTERM, stop)
    while not stopped and all(child.poll() is None for child in children):
        time.sleep(0.2)
    failed = any(child.poll() not in {None, 0} for child in children)
    for child in children:
        child.send_signal(signal.SIGTERM)
    for child in children:
        child.wait(timeout=30)
    return int(failed and not stopped)
