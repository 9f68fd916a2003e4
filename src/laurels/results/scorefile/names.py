"""File names that are safe on every system and distinct for every entry."""

import hashlib
import re
import unicodedata

LONGEST_SLUG = 60


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits and single hyphens; may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_SLUG].strip("-")


def file_names(entries: list[str]) -> dict[str, str]:
    """A name without ending for each entry: slug and as many digits of a hash of the exact name as keep all apart."""
    length = 8
    while True:
        names = {entry: f"{slug(entry) or 'entry'}-{_hash(entry)[:length]}" for entry in entries}
        if len(set(names.values())) == len(names):
            return names
        length += 8


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
