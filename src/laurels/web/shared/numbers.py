"""Whole numbers as pages and addresses send them."""

LONGEST = 9  # digits; no version, run or entry number needs more, and a database's integer holds them


def whole_number(text: str) -> int | None:
    """The number, or None for anything that is none of ours."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) <= LONGEST else None
