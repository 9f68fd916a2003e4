"""`laurels bring-in PROGRAM.toml`: the first step of an installation, a program and the first person who runs it."""

import argparse
import sys
from pathlib import Path

from laurels.cli.database import prepare
from laurels.core.errors import LaurelsError
from laurels.programs.errors import ProgramFileError


def add_arguments(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("program", type=Path, metavar="PROGRAM.toml", help="the program file")
    parser.add_argument("--staff", metavar="ADDRESS", help="mail address of a person who works for the organizer")
    parser.add_argument("--publish", action="store_true", help="show its editions to visitors at once")


def run(args: argparse.Namespace) -> int:
    """0: it is in, and the sign-in link of the named person is printed. 2: refused, nothing changed."""
    prepare()
    from laurels.accounts.actions import add_staff, ensure_person  # noqa: PLC0415 tables need Django set up
    from laurels.accounts.signin import link_for  # noqa: PLC0415 as above
    from laurels.core import clock  # noqa: PLC0415 as above
    from laurels.programs.actions import import_program, publish_edition  # noqa: PLC0415 as above
    from laurels.programs.files import read_program_file  # noqa: PLC0415 as above
    from laurels.results.actions import record_past_winners  # noqa: PLC0415 as above

    now = clock.now()
    try:
        program = import_program(definition=read_program_file(args.program), actor=None, now=now)
        record_past_winners(program=program, actor=None, now=now)
        if args.publish:
            for edition in program.editions.all():
                publish_edition(edition=edition, actor=None, now=now)
        if args.staff:
            person = ensure_person(email=args.staff)
            add_staff(actor=None, organizer=program.organizer, person=person, now=now)
    except (OSError, ProgramFileError, LaurelsError) as error:
        print(error, file=sys.stderr)
        return 2
    print(f"{program.name} of {program.organizer.name} is in.")
    if args.staff:
        print(f"{args.staff} signs in once with {link_for(person, '/room/')}")
    return 0
