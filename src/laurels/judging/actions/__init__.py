"""The acts of judging. Each is one transaction and, where it is an act, one line in the edition's ledger."""

from laurels.judging.actions.advancing import override_advance, record_advances
from laurels.judging.actions.agreements import agree
from laurels.judging.actions.categories import report_wrong_category
from laurels.judging.actions.conflicts import declare_conflicts, note_conflict, withdraw_conflict
from laurels.judging.actions.invitations import answer_invitation, invite_again, invite_judge, set_judge
from laurels.judging.actions.plans import apply_plan, plan_assignments, undo_plan
from laurels.judging.actions.profiles import change_profile
from laurels.judging.actions.rounds import close_round, open_round
from laurels.judging.actions.scorecards import (
    confirm_scorecard,
    exclude_scorecard,
    include_scorecard,
    open_scorecard,
    reopen_scorecard,
    save_comment,
    save_score,
    save_score_text,
)
from laurels.judging.actions.seats import assign_judge, recuse, remove_assignment
from laurels.judging.actions.withdrawal import return_judge, withdraw_judge

__all__ = [
    "agree",
    "answer_invitation",
    "apply_plan",
    "assign_judge",
    "change_profile",
    "close_round",
    "confirm_scorecard",
    "declare_conflicts",
    "exclude_scorecard",
    "include_scorecard",
    "invite_again",
    "invite_judge",
    "note_conflict",
    "open_round",
    "open_scorecard",
    "override_advance",
    "plan_assignments",
    "record_advances",
    "recuse",
    "remove_assignment",
    "reopen_scorecard",
    "report_wrong_category",
    "return_judge",
    "save_comment",
    "save_score",
    "save_score_text",
    "set_judge",
    "undo_plan",
    "withdraw_conflict",
    "withdraw_judge",
]
