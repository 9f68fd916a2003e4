"""`laurels check PROGRAM.toml`: every problem of a program file at once, with its line."""

import argparse
import sys
from pathlib import Path

from laurels.programs.files import problems_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("files", metavar="PROGRAM.toml", nargs="+", type=Path, help="a program file")


def run(args: argparse.Namespace) -> int:
    """0 when every file can be imported, 2 when one cannot."""
    status = 0
    for path in args.files:
        try:
            content = path.read_bytes()
        except OSError as error:
            print(f"{path}: cannot be read: {error.strerror}", file=sys.stderr)
            status = 2
            continue
        problems = problems_of(content, str(path))
        for problem in problems:
            print(problem, file=sys.stderr)
        status = 2 if problems else status
        print(f"{path}: {_verdict(len(problems))}", file=sys.stderr if problems else sys.stdout)
    return status


def _verdict(problems: int) -> str:
    if problems == 0:
        return "no problems"
    return "1 problem" if problems == 1 else f"{problems} problems"
