"""The rows of ENTRIES.csv: what each entry is called and where it belongs."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from fractions import Fraction

from laurels import scoring
from laurels.core.tabular.problems import shown
from laurels.core.tabular.reading import Table

REQUIRED = ("entry",)
OPTIONAL = ("name", "category", "division", "organization")

Named = Callable[[str], str | None]


@dataclass(frozen=True)
class EntryLine:
    """`category` and `division` are as written, or the program's keys once matched."""

    key: str
    name: str = ""
    category: str = ""
    division: str = ""
    organization: str = ""
    factors: Mapping[str, Fraction] = field(default_factory=dict)
    deduction: scoring.Deduction | None = None
    consensus: Fraction | None = None

    def entrant(self) -> scoring.Entrant:
        return scoring.Entrant(
            self.key,
            self.category,
            self.division,
            organization=self.organization,
            factors=self.factors,
            deductions=(self.deduction,) if self.deduction else (),
            consensus=self.consensus,
        )


def lines(table: Table) -> list[EntryLine]:
    if not table.rows and not table.problems:
        table.wrong(1, "at least one entry", "a header line and nothing below it")
    found: dict[str, EntryLine] = {}
    first: dict[str, int] = {}
    for row in table.rows:
        entry = row.cells["entry"]
        if not entry:
            table.wrong(row.line, "a name in the column entry", "an empty cell")
        elif entry in found:
            table.wrong(row.line, "each entry once", f"{shown(entry)} again, first on line {first[entry]}")
        else:
            first[entry] = row.line
            name, category, division, organization = (row.cells.get(column, "") for column in OPTIONAL)
            found[entry] = EntryLine(entry, name, category, division, organization)
    return list(found.values())


def matched(
    table: Table, found: list[EntryLine], column: str, named: Named, hint: str, *, needed: bool
) -> list[EntryLine]:
    """The lines with the column's words replaced by the program's keys; words it does not know are problems."""
    at = {row.cells["entry"]: row.line for row in reversed(table.rows)}
    result = []
    for line in found:
        written = getattr(line, column)
        key = named(written) if written else ""
        if key is None or (needed and not key):
            what = f"the {column} {shown(written)}" if written else "none"
            table.wrong(at[line.key], hint, what)
        result.append(replace(line, **{column: key or ""}))  # type: ignore[arg-type]  # columns of text
    return result
