"""Our errors in words for the organizer's staff."""

from laurels.core.errors import LaurelsError


def say(error: LaurelsError) -> str:
    """One sentence or two. An error's own English text says the thing, what was expected, what came and what to do."""
    return str(error)
