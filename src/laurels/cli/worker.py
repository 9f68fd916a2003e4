"""`laurels worker`: does the background jobs until it is stopped."""

import argparse

from django.core.management import call_command

from laurels.cli import database


def add_arguments(_parser: argparse.ArgumentParser) -> None:
    """Everything it needs stands in the settings."""


def run(_args: argparse.Namespace) -> int:
    """Ends on SIGTERM or SIGINT, after the jobs in hand. Killed harder, the next worker does them."""
    if not database.wait_until_ready():
        print("The database is not up to date. Run: laurels serve, or laurels manage migrate")
        return 1
    call_command("qcluster")
    return 0
