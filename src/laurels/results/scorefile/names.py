"""File names that are safe on every system and distinct for every entry."""

import hashlib
import re
import unicodedata
from collections.abc import Mapping

LONGEST_SLUG = 60


def slug(text: str) -> str:
    """Lower-case ASCII letters, digits and single hyphens; may be empty."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain)[:LONGEST_SLUG].strip("-")


def file_names(titles: Mapping[str, str]) -> dict[str, str]:
    """A name without ending for each entry: its title's slug and as much of a hash of its key as keeps all apart."""
    length = 8
    while True:
        names = {entry: f"{slug(title) or 'entry'}-{_hash(entry)[:length]}" for entry, title in titles.items()}
        if len(set(names.values())) == len(names):
            return names
        length += 8


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
