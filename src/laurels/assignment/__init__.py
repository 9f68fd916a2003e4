"""Who reads what: entries, judges, conflicts, loads and a seed in; a plan with its reasons and its proof out.

A pure library: no database, clock or global chance. The names below are all that other code may use.
"""

from laurels.assignment.check import Problem, check
from laurels.assignment.errors import AssignmentError, RequestError
from laurels.assignment.fill import fill
from laurels.assignment.plan import EntryShort, Plan, Reason, ReasonKind, RoomShort, Seat, Shortage
from laurels.assignment.request import Entry, Judge, Pair, Request

__all__ = [
    "AssignmentError",
    "Entry",
    "EntryShort",
    "Judge",
    "Pair",
    "Plan",
    "Problem",
    "Reason",
    "ReasonKind",
    "Request",
    "RequestError",
    "RoomShort",
    "Seat",
    "Shortage",
    "check",
    "fill",
]
