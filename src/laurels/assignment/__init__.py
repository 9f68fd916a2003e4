"""Who reads what: entries, judges, conflicts, loads and a seed in; a plan with its reasons and its proof out.

A pure library: no database, clock or global chance. The names below are all that other code may use.
"""

from laurels.assignment.affinity import EntryWords, JudgeWords, affinities
from laurels.assignment.best import BestPlan, BestSeat, Fit, FitKind, best_plan
from laurels.assignment.clash import Relief, Shortfall
from laurels.assignment.confirm import confirm
from laurels.assignment.design import Design, design
from laurels.assignment.errors import AssignmentError, RequestError, SolverError
from laurels.assignment.joined import Joined, Step, joined_plan
from laurels.assignment.repair import Repair, repairs, topped_up, without
from laurels.assignment.request import CategoryLoad, Entry, Judge, Pair, Quota, Request, Rules
from laurels.assignment.ruleprices import RulePrice
from laurels.assignment.short import EntryShort, LeastShort, RoomShort

__all__ = [
    "AssignmentError",
    "BestPlan",
    "BestSeat",
    "CategoryLoad",
    "Design",
    "Entry",
    "EntryShort",
    "EntryWords",
    "Fit",
    "FitKind",
    "Joined",
    "Judge",
    "JudgeWords",
    "LeastShort",
    "Pair",
    "Quota",
    "Relief",
    "Repair",
    "Request",
    "RequestError",
    "RoomShort",
    "RulePrice",
    "Rules",
    "Shortfall",
    "SolverError",
    "Step",
    "affinities",
    "best_plan",
    "confirm",
    "design",
    "joined_plan",
    "repairs",
    "topped_up",
    "without",
]
