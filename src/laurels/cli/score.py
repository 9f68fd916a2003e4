"""`laurels score`: results and reports from a file of scores, without a server."""

import argparse
import datetime as dt
import os
import sys
import time
from pathlib import Path

from django.conf import settings

from laurels.core.tabular.problems import BadInputError
from laurels.core.typesetting import TypesettingError
from laurels.results.scorefile.options import Request
from laurels.results.scorefile.run import Done, score

FAILED = 1
REFUSED = 2
BAR = 32


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("scores", type=Path, metavar="SCORES.csv", help="entry, judge, criterion, score")
    parser.add_argument("--program", type=Path, metavar="PROGRAM.toml", help="take scales, rule and selection from it")
    parser.add_argument("--edition", metavar="KEY", help="an edition of the program; the latest unless given")
    parser.add_argument("--entries", type=Path, metavar="ENTRIES.csv", help="names, categories, divisions")
    parser.add_argument("--scale", metavar="MIN:MAX[:STEP]", help="of every criterion, where there is no program")
    parser.add_argument("--low-is-good", action="store_true", help="the lowest score is first")
    parser.add_argument("--top", metavar="N", help="choose the first N; a tie at the last place is shown, not broken")
    parser.add_argument("--out", type=Path, metavar="DIR", required=True, help="a new or an empty folder")


def run(args: argparse.Namespace) -> int:
    """0 when the folder was written, 2 when the input was refused, 1 when a report failed; then nothing was written."""
    _words_without_a_server()
    request = Request(
        scores=args.scores,
        out=args.out,
        made_at=_now(),
        program=args.program,
        edition=args.edition,
        entries=args.entries,
        scale=args.scale,
        low_is_good=args.low_is_good,
        top=args.top,
    )
    try:
        done = score(request, _Bar())
    except BadInputError as error:
        count = len(error.problems)
        print(error, file=sys.stderr)
        print(f"{count} problem{'s' if count != 1 else ''}; nothing was written.", file=sys.stderr)
        return REFUSED
    except TypesettingError as error:
        print(f"A report could not be typeset; nothing was written. {error}", file=sys.stderr)
        return FAILED
    _tell(done)
    return 0


def _words_without_a_server() -> None:
    """Wording and templates need Django's settings to exist, not the application's: no database, no secret."""
    if not settings.configured:
        settings.configure(USE_I18N=False, USE_TZ=True, TIME_ZONE="UTC")


def _now() -> dt.datetime:
    """SOURCE_DATE_EPOCH, the convention of reproducible builds, makes two runs write the same bytes."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if epoch.isdigit():
        return dt.datetime.fromtimestamp(int(epoch), dt.UTC)
    return dt.datetime.now(dt.UTC).replace(microsecond=0)


def _tell(done: Done) -> None:
    out = done.outcome.work.request.out
    placed = sum(line.place is not None for each in done.outcome.contests for line in each.tally.standings)
    reports = done.written.reports
    print(f"{placed} of {reports} entries placed, {reports} feedback reports: {out / 'index.html'}")
    for each in done.outcome.contests:
        for tie in each.chosen.undecided if each.chosen else ():
            names = ", ".join(tie.entries)
            print(f"Undecided: {tie.places} of {len(tie.entries)} tied entries belong among the chosen: {names}")
        if len(each.panels) > 1:
            print(f"Note: {len(each.panels)} panels share no judge; places across them assume that all judge alike.")
    for entry, lost in done.written.replaced.items():
        print(f"Note: the PDF of {entry} has empty boxes for characters that no font here draws: {' '.join(lost)}")


class _Bar:
    """A progress bar on a terminal, shown only once a second has passed."""

    def __init__(self) -> None:
        self.began = time.monotonic()
        self.shown = False

    def __call__(self, done: int, total: int) -> None:
        if not sys.stderr.isatty() or time.monotonic() - self.began < 1:
            return
        self.shown = True
        filled = BAR * done // max(total, 1)
        end = "\r\033[K" if done == total else ""
        sys.stderr.write(f"\r[{'#' * filled}{'.' * (BAR - filled)}] {done} of {total} reports{end}")
        sys.stderr.flush()
