"""Further columns of ENTRIES.csv that a rule asks for: its factors, a deduction, a recorded consensus."""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from laurels import scoring
from laurels.core.tabular.problems import shown
from laurels.core.tabular.reading import Row, Table, plain
from laurels.results.scorefile.entries import EntryLine
from laurels.results.scorefile.program import ProgramTerms

DEDUCTION, REASON, CONSENSUS = "deduction", "deduction_reason", "consensus"


def asked(terms: ProgramTerms) -> tuple[str, ...]:
    """The columns without which some entry would have no score."""
    rules = [terms.of(key).rule for key in terms.contests()]
    found = [factor for rule in rules for factor in rule.factors]
    return tuple(dict.fromkeys([*found, *(CONSENSUS for rule in rules if rule.by_consensus)]))


def with_figures(table: Table, found: Sequence[EntryLine], terms: ProgramTerms) -> list[EntryLine]:
    """The lines with what their rule asks for; what is missing or no number is a problem of the table."""
    rows = {row.cells["entry"]: row for row in reversed(table.rows)}
    return [_line(table, rows[line.key], line, terms.of(terms.contest_of(line.category)).rule) for line in found]


def _line(table: Table, row: Row, line: EntryLine, rule: scoring.Rule) -> EntryLine:
    factors: dict[str, Fraction] = {}
    for name in rule.factors:
        own = [column for column in row.more if column == name.lower() or column.startswith(f"{name.lower()}:")]
        for column in own:
            value = _number(table, row, column)
            if value is not None and value <= 0:
                table.wrong(row.line, f"a number above 0 in the column {column}", shown(plain(row.more[column])))
            elif value is not None:
                factors[name + column[len(name) :]] = value
        if not any(plain(row.more[column]) for column in own):
            table.wrong(row.line, f"a number in the column {name}, by which the rule multiplies", "none")
    amount = _number(table, row, DEDUCTION) if rule.deducts else None
    if amount is not None and amount < 0:
        table.wrong(row.line, "a deduction of 0 or more points", shown(plain(row.more[DEDUCTION])))
    return replace(
        line,
        factors=factors,
        deduction=scoring.Deduction(amount, plain(row.more.get(REASON, ""))) if amount else None,
        consensus=_number(table, row, CONSENSUS) if rule.by_consensus else None,
    )


def _number(table: Table, row: Row, column: str) -> Fraction | None:
    """None for an empty cell, and for what is no number, which is then a problem."""
    text = plain(row.more.get(column, ""))
    if not text:
        return None
    try:
        return scoring.exact(text)
    except scoring.NotANumberError:
        table.wrong(row.line, f"a decimal number in the column {column}, or nothing", shown(text))
        return None
