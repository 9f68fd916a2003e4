"""Bringing the database up to date, and waiting until somebody else has."""

import time

import django
from django.core.management import call_command
from django.db import DatabaseError, connection, connections
from django.db.migrations.executor import MigrationExecutor

PATIENCE = 120.0  # seconds


def prepare() -> None:
    """Makes or updates the tables. Running it again does nothing."""
    django.setup()
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    hang_up()


def wait_until_ready() -> bool:
    """Waits until the tables are up to date; False when they still are not after two minutes."""
    django.setup()
    until = time.monotonic() + PATIENCE
    while not _ready():
        if time.monotonic() > until:
            return False
        time.sleep(0.5)
    hang_up()
    return True


def hang_up() -> None:
    """Closes every connection: a process that is about to fork must not share one with its children."""
    for each in connections.all(initialized_only=True):
        each.close()
        if hasattr(each, "close_pool"):
            each.close_pool()


def _ready() -> bool:
    try:
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return False
        return "core_cache" in connection.introspection.table_names()
    except DatabaseError:
        return False
