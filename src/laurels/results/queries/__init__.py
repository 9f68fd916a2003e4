"""Reads of the results stage. Who may see what they return is decided in `results.access`."""

from laurels.results.queries.board import Board, board, deciding_round, proposals
from laurels.results.queries.detail import AreaBlock, CriterionLine, Detail, JudgeColumn, detail, shown
from laurels.results.queries.lists import (
    ReportLine,
    contest_names,
    counting_tally,
    division_names,
    embargo_until,
    entries_by_id,
    report_counts,
    report_lines,
    reported,
    tallies,
    told,
)
from laurels.results.queries.table import StandingLine, Tab, contest_tabs, division_tabs, lines, standings

__all__ = [
    "AreaBlock",
    "Board",
    "CriterionLine",
    "Detail",
    "JudgeColumn",
    "ReportLine",
    "StandingLine",
    "Tab",
    "board",
    "contest_names",
    "contest_tabs",
    "counting_tally",
    "deciding_round",
    "detail",
    "division_names",
    "division_tabs",
    "embargo_until",
    "entries_by_id",
    "lines",
    "proposals",
    "report_counts",
    "report_lines",
    "reported",
    "shown",
    "standings",
    "tallies",
    "told",
]
