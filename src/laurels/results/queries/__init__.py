"""Reads of the results stage. Who may see what they return is decided in `results.access`."""

from laurels.results.queries.board import Board, board, deciding_round, proposals
from laurels.results.queries.changes import Changes, changes
from laurels.results.queries.detail import AreaBlock, CriterionLine, Detail, JudgeColumn, detail, shown
from laurels.results.queries.lists import (
    ReportLine,
    contest_names,
    division_names,
    embargo_until,
    entries_by_id,
    final_runs,
    report_counts,
    report_lines,
    reported,
    tallies,
    told,
)
from laurels.results.queries.naming import EntryName, entry_names, judge_names
from laurels.results.queries.showing import Run, refusal, run_shown
from laurels.results.queries.table import Tab, contest_tabs, division_tabs, honors_of_entries
from laurels.results.queries.versus import Versus, versus
from laurels.results.tallying.sealed import sealed_in

__all__ = [
    "AreaBlock",
    "Board",
    "Changes",
    "CriterionLine",
    "Detail",
    "EntryName",
    "JudgeColumn",
    "ReportLine",
    "Run",
    "Tab",
    "Versus",
    "board",
    "changes",
    "contest_names",
    "contest_tabs",
    "deciding_round",
    "detail",
    "division_names",
    "division_tabs",
    "embargo_until",
    "entries_by_id",
    "entry_names",
    "final_runs",
    "honors_of_entries",
    "judge_names",
    "proposals",
    "refusal",
    "report_counts",
    "report_lines",
    "reported",
    "run_shown",
    "sealed_in",
    "shown",
    "tallies",
    "told",
    "versus",
]
