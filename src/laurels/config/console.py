"""The `laurels` command: finds the module of the command that was asked for and runs it."""

import argparse
import importlib
import os
import sys
from collections.abc import Sequence

from laurels import __version__

# name of the command → what it does. The module is laurels.cli.<name>, a dash written as an underscore.
COMMANDS = {
    "score": "turn a file of scores into places, figures and a feedback report for every entry",
    "assign": "say who reads what: the best plan from files, with reasons and a proof",
    "check": "list every problem of a program file",
    "new": "begin a program file",
    "bring-in": "bring a program file into the database, with the first person who runs it",
    "demo": "run the whole product with its two demo programs",
    "serve": "serve the pages",
    "worker": "do the background jobs",
    "verify": "check what was kept: the ledger's chain",
    "manage": "run one of Django's own management commands",
}


def main(argv: Sequence[str] | None = None) -> int:
    """Runs one command; 0 when it did its work, 2 when its input was refused."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "laurels.config.settings")
    words = list(sys.argv[1:] if argv is None else argv)
    if words[:1] == ["manage"]:
        from django.core.management import execute_from_command_line  # noqa: PLC0415 Django starts only if needed

        execute_from_command_line(["laurels manage", *words[1:]])
        return 0
    parser = argparse.ArgumentParser(prog="laurels", description="Runs award programs.")
    parser.add_argument("--version", action="version", version=f"laurels {__version__}")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    chosen = words[0] if words and words[0] in COMMANDS else None
    for name, does in COMMANDS.items():
        sub = commands.add_parser(name, help=does, description=does)
        if name == chosen:
            module = importlib.import_module(f"laurels.cli.{name.replace('-', '_')}")
            module.add_arguments(sub)
            sub.set_defaults(run=module.run)
    args = parser.parse_args(words)
    result: int = args.run(args)
    return result


if __name__ == "__main__":
    sys.exit(main())
