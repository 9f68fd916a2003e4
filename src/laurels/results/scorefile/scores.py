"""The rows of SCORES.csv as scores, comments and suggestions."""

from collections.abc import Callable
from dataclasses import dataclass
from fractions import Fraction

from laurels import scoring
from laurels.core.tabular.problems import shown
from laurels.core.tabular.reading import Row, Table

REQUIRED = ("entry", "judge", "criterion", "score")
OPTIONAL = ("round", "comment", "suggestion")
NOT_APPLICABLE = "n/a"
NOT_NUMBERS = {"nan", "inf", "+inf", "-inf", "infinity", "+infinity", "-infinity"}


@dataclass(frozen=True)
class Mark:
    """One row. `score` is None for `n/a`; `given` is False where the cell was empty."""

    line: int
    entry: str
    judge: str
    round: str
    criterion: str
    given: bool
    score: Fraction | None
    comment: str
    suggestion: str
    more: dict[str, str]


def marks(
    table: Table,
    *,
    entries: set[str] | None,
    criterion_named: Callable[[str, str], str | None],
    scale_of: Callable[[str, str], scoring.Scale | None],
    refuses: Callable[[str], bool],
    criteria_hint: Callable[[str], str],
) -> list[Mark]:
    """The sound rows; what is wrong with the others goes to the table's problems.

    `criterion_named` gives the key of an entry's criterion as written, or None where it has no such criterion.
    `entries` are the ones that may occur; None allows any. `refuses` says whether an entry's rule refuses `n/a`.
    """
    found: list[Mark] = []
    first: dict[tuple[str, str, str, str], int] = {}
    for row in table.rows:
        if not _names_hold(table, row, entries):
            continue
        key = criterion_named(row.cells["entry"], row.cells["criterion"])
        if key is None:
            table.wrong(row.line, criteria_hint(row.cells["entry"]), f"the criterion {shown(row.cells['criterion'])}")
            continue
        place = (row.cells["entry"], row.cells["judge"], row.cells.get("round", ""), key)
        if place in first:
            named = ", ".join(shown(part) for part in (place[0], place[1], row.cells["criterion"]))
            table.wrong(
                row.line, "entry, judge and criterion together once", f"{named} again, first on line {first[place]}"
            )
        first.setdefault(place, row.line)
        given, score = _score(
            table, row, scale_of(row.cells["entry"], key), refuse_not_applicable=refuses(row.cells["entry"])
        )
        cells = row.cells
        found.append(
            Mark(row.line, *place, given, score, cells.get("comment", ""), cells.get("suggestion", ""), row.more)
        )
    return found


def _names_hold(table: Table, row: Row, entries: set[str] | None) -> bool:
    sound = True
    for column in ("entry", "judge", "criterion"):
        if not row.cells[column]:
            table.wrong(row.line, f"a name in the column {column}", "an empty cell")
            sound = False
    entry = row.cells["entry"]
    if entry and entries is not None and entry not in entries:
        table.wrong(row.line, "an entry of the entries file", shown(entry))
        sound = False
    return sound


def _score(
    table: Table, row: Row, scale: scoring.Scale | None, *, refuse_not_applicable: bool
) -> tuple[bool, Fraction | None]:
    """(was anything given, the score); None for `n/a`."""
    text = row.cells["score"]
    if not text:
        return False, None
    if text.lower() == NOT_APPLICABLE:
        if refuse_not_applicable:
            table.wrong(row.line, "a score, since the rule refuses n/a", shown(text))
        return True, None
    try:
        value = scoring.exact(text)
    except scoring.NotANumberError:
        table.wrong(row.line, "a score as a decimal number, empty, or n/a", _not_a_number(text))
        return False, None
    expected = _off_scale(value, scale)
    if expected:
        table.wrong(row.line, expected, text)
    return not expected, value


def _off_scale(value: Fraction, scale: scoring.Scale | None) -> str:
    """What the scale expects of a value that it does not hold; empty where all is well."""
    if scale is None:
        return ""
    if not scale.holds(value):
        return f"a score from {_short(scale.low)} to {_short(scale.high)}"
    if scale.step is not None and not scale.on_step(value):
        return f"a score in steps of {_short(scale.step)} from {_short(scale.low)}"
    return ""


def _not_a_number(text: str) -> str:
    if text.lower() in NOT_NUMBERS:
        return f"{shown(text)}, which is no number"
    if "," in text:
        return f"{shown(text)} (the decimal mark is a point)"
    return shown(text)


def _short(value: Fraction) -> str:
    text = scoring.decimal_text(value, 6)
    return text.rstrip("0").rstrip(".") if "." in text else text
