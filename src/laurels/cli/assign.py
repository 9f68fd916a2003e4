"""`laurels assign`: who reads what, from files, without a server."""

import argparse
import sys
from pathlib import Path

from django.conf import settings

from laurels.core.tabular.problems import BadInputError
from laurels.judging.assignfile.run import Done, assign
from laurels.judging.assignfile.terms import Asked

REFUSED = 2


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "entries", type=Path, metavar="ENTRIES.csv", help="entry, organization, category, tags, reviews"
    )
    parser.add_argument(
        "judges", type=Path, metavar="JUDGES.csv", help="judge, employer, expertise, min_load, max_load"
    )
    parser.add_argument("--reviews", metavar="K", required=True, help="of each entry, unless its row says otherwise")
    parser.add_argument("--affinity", type=Path, metavar="AFFINITY.csv", help="entry, judge, affinity from 0 to 1")
    parser.add_argument("--conflicts", type=Path, metavar="CONFLICTS.csv", help="entry, judge: never seated together")
    parser.add_argument("--min-load", metavar="N", help="of each judge, unless the row says otherwise")
    parser.add_argument("--max-load", metavar="N", help="of each judge, unless the row says otherwise")
    parser.add_argument("--one-per-employer", action="store_true", help="at most one judge of an employer on an entry")
    parser.add_argument("--out", type=Path, metavar="DIR", required=True, help="a new or an empty folder")


def run(args: argparse.Namespace) -> int:
    """0 when the folder was written; 2 when the input was refused or cannot be met, and then nothing was written."""
    if not settings.configured:
        settings.configure(USE_I18N=False, USE_TZ=True, TIME_ZONE="UTC")
    names = (
        "entries", "judges", "reviews", "out", "affinity", "conflicts", "min_load", "max_load", "one_per_employer",
    )  # fmt: skip
    try:
        done = assign(Asked(**{name: getattr(args, name) for name in names}))
    except BadInputError as error:
        count = len(error.problems)
        print(error, file=sys.stderr)
        print(f"{count} problem{'s' if count != 1 else ''}; nothing was written.", file=sys.stderr)
        return REFUSED
    _tell(done)
    return 0


def _tell(done: Done) -> None:
    plan, total = done.plan, done.plan.total / 1_000_000
    proof = "proved best" if not plan.gap else f"within {plan.gap / max(plan.bound, 1) * 1e6:.0f} ppm of the best"
    path = done.work.asked.out / "assignments.csv"
    print(f"{len(plan.seats)} reviews, affinity {total:.6f} in all, {proof}: {path}")
    for warning in done.warnings:
        print(f"Note: {warning}")
