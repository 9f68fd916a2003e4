"""Comparing names as people do: "muller" finds Müller, in Python and in both databases alike.

A folded text has no accents, no case, and one form for each letter (full width, ligatures). Only the marks of Latin,
Greek and Cyrillic letters go; those of other scripts (as in が) stay.
"""

import re
import sqlite3
import unicodedata
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import CharField, Func
from django.db.models.sql.compiler import SQLCompiler

# Letters that do not decompose, in small letters and capitals: PostgreSQL's lower() leaves the latter in a C locale.
LETTERS = {
    "ß": "ss", "ẞ": "ss", "æ": "ae", "Æ": "ae", "œ": "oe", "Œ": "oe", "ø": "o", "Ø": "o", "ł": "l", "Ł": "l",
    "đ": "d", "Đ": "d", "ð": "d", "Ð": "d", "þ": "th", "Þ": "th", "ı": "i", "ς": "σ",
}  # fmt: skip
TABLE = str.maketrans(LETTERS)
FIRST_MARK, LAST_MARK = "\u0300", "\u036f"


def fold(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text)
    return "".join(each for each in apart if not FIRST_MARK <= each <= LAST_MARK).lower().translate(TABLE)


def name_key(name: str) -> str:
    """What two spellings of one person's name share: the folded words, in any order, without hyphens and stops."""
    return " ".join(sorted(re.sub(r"[\W_]+", " ", fold(name)).split()))


class Folded(Func):
    """A text column as `fold` would give it. On SQLite a function of ours, on PostgreSQL (13 or newer) its own ones."""

    function = "LAURELS_FOLD"
    arity = 1
    output_field = CharField()

    def as_postgresql(
        self,
        compiler: SQLCompiler,
        connection: BaseDatabaseWrapper,
        **extra: Any,  # noqa: ANN401  # as Django's own
    ) -> tuple[str, Any]:
        sql = r"lower(regexp_replace(normalize(%(expressions)s, NFKD), '[\u0300-\u036f]', '', 'g'))"
        for letter, plain in LETTERS.items():
            sql = f"replace({sql}, '{letter}', '{plain}')"
        return self.as_sql(compiler, connection, template=sql, **extra)


def teach_sqlite(connection: BaseDatabaseWrapper, **_signal: object) -> None:
    """On each new connection; see `apps.py`."""
    raw = connection.connection
    if isinstance(raw, sqlite3.Connection):
        raw.create_function(Folded.function, 1, _fold_or_null, deterministic=True)


def _fold_or_null(text: str | None) -> str | None:
    return None if text is None else fold(text)
