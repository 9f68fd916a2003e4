"""The acts of the results stage: each one transaction and its ledger line."""

from laurels.results.actions.advancing import advance_entries, choose_going_on, override_advance, settle_going_on
from laurels.results.actions.corrections import supersede_honor, withdraw_honor
from laurels.results.actions.counting import leave_scorecard_out, let_scorecard_count, return_judge, withdraw_judge
from laurels.results.actions.figures import record_figure, revoke_figure
from laurels.results.actions.honors import accept_proposals, cite_honor, give_honor, revoke_honor
from laurels.results.actions.records import Honored, name_honor, record_past_honor, record_past_winners
from laurels.results.actions.resolving import resolve_tie, revoke_resolution, settle_state, withhold_award
from laurels.results.actions.sealing import release_reports, seal_results
from laurels.results.actions.tallies import run_tally

__all__ = [
    "Honored",
    "accept_proposals",
    "advance_entries",
    "choose_going_on",
    "cite_honor",
    "give_honor",
    "leave_scorecard_out",
    "let_scorecard_count",
    "name_honor",
    "override_advance",
    "record_figure",
    "record_past_honor",
    "record_past_winners",
    "release_reports",
    "resolve_tie",
    "return_judge",
    "revoke_figure",
    "revoke_honor",
    "revoke_resolution",
    "run_tally",
    "seal_results",
    "settle_going_on",
    "settle_state",
    "supersede_honor",
    "withdraw_honor",
    "withdraw_judge",
    "withhold_award",
]
