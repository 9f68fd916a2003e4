"""`laurels new PROGRAM.toml`: a first program file, complete and valid, to be filled with one's own words."""

import argparse
import datetime as dt
import sys
from pathlib import Path

from laurels.programs.files import new_program, problems_of


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("file", metavar="PROGRAM.toml", type=Path, help="the file to write; it must not exist yet")
    parser.add_argument("--name", default="Our Awards", help="the program's name")
    parser.add_argument("--organizer", default="Our Association", help="the association that runs it")
    parser.add_argument("--time-zone", default="UTC", help="its IANA time zone, like Europe/Berlin")
    parser.add_argument("--year", type=int, default=_next_year(), help="the first edition's year")


def run(args: argparse.Namespace) -> int:
    """0 when the file was written; 2 when an option is wrong or the file is there already, and nothing was written."""
    text = new_program(name=args.name, organizer=args.organizer, time_zone=args.time_zone, year=args.year)
    if problems := problems_of(text.encode(), str(args.file)):
        for problem in problems:
            print(problem.message, file=sys.stderr)
        return 2
    try:
        with args.file.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        print(f"{args.file} exists already; choose another name", file=sys.stderr)
        return 2
    except OSError as error:
        print(f"{args.file} cannot be written: {error.strerror}", file=sys.stderr)
        return 2
    print(f"{args.file} is written. Put your own words into it, then run: laurels check {args.file}")
    return 0


def _next_year() -> int:
    return dt.datetime.now(dt.UTC).year + 1
