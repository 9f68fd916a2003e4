"""Conflicts of interest: declared or detected, decided where in doubt, acted on at once, kept as evidence."""

from laurels.judging.actions.conflicts.deciding import Doubt, decide_conflict, decide_conflicts
from laurels.judging.actions.conflicts.declaring import (
    declare_conflicts,
    note_conflict,
    note_declared,
    withdraw_conflict,
)
from laurels.judging.actions.conflicts.detected import note_detected, note_taken_out
from laurels.judging.actions.conflicts.returning import give_back_seat

__all__ = [
    "Doubt",
    "decide_conflict",
    "decide_conflicts",
    "declare_conflicts",
    "give_back_seat",
    "note_conflict",
    "note_declared",
    "note_detected",
    "note_taken_out",
    "withdraw_conflict",
]
