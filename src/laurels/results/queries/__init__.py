"""Reads of the results stage. Who may see what they return is decided in `results.access`."""

from laurels.results.queries.board import Board, board, deciding_round
from laurels.results.queries.detail import AreaBlock, CriterionLine, Detail, JudgeColumn, detail, shown
from laurels.results.queries.lists import (
    ReportLine,
    entries_by_id,
    readers,
    report_counts,
    report_lines,
    reported,
    tallies,
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
    "contest_tabs",
    "deciding_round",
    "detail",
    "division_tabs",
    "entries_by_id",
    "lines",
    "readers",
    "report_counts",
    "report_lines",
    "reported",
    "shown",
    "standings",
    "tallies",
]
