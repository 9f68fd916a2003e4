"""Everything that changes nominations and entries. Who may do it is asked of `access` before; when, is asked here."""

from laurels.entries.actions.administering import disqualify, mark_fee_paid, move_entry
from laurels.entries.actions.entering import (
    choose_division,
    start_application,
    start_entry,
    submit_entry,
    take_up_again,
    withdraw_entry,
)
from laurels.entries.actions.inviting import change_role, invite_collaborator, remove_collaborator
from laurels.entries.actions.nominating import (
    choose_categories,
    create_nomination,
    decide_category,
    override_eligibility,
    save_nomination,
    submit_nomination,
    withdraw_nomination,
)
from laurels.entries.actions.writing import (
    add_attachment,
    add_metric,
    add_testimonial,
    remove_attachment,
    remove_metric,
    remove_testimonial,
    save_access_data,
    save_answer,
    save_metric,
    save_testimonial,
    save_title,
)

__all__ = [
    "add_attachment",
    "add_metric",
    "add_testimonial",
    "change_role",
    "choose_categories",
    "choose_division",
    "create_nomination",
    "decide_category",
    "disqualify",
    "invite_collaborator",
    "mark_fee_paid",
    "move_entry",
    "override_eligibility",
    "remove_attachment",
    "remove_collaborator",
    "remove_metric",
    "remove_testimonial",
    "save_access_data",
    "save_answer",
    "save_metric",
    "save_nomination",
    "save_testimonial",
    "save_title",
    "start_application",
    "start_entry",
    "submit_entry",
    "submit_nomination",
    "take_up_again",
    "withdraw_entry",
    "withdraw_nomination",
]
