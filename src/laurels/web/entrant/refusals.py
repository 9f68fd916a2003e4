"""Our errors in words for entrants. Each says what happened and what to do; none says who is at fault."""

from collections.abc import Callable
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.accounts.errors import AddressInvalidError
from laurels.core.errors import ConflictError, LaurelsError
from laurels.core.files import FileEmptyError, FileTooLargeError
from laurels.entries import errors
from laurels.entries.rules import Problem, Refusal

MEGABYTE = 1024 * 1024


def say(error: LaurelsError) -> str:
    for kind, word in _WORDS:
        if isinstance(error, kind):
            return word(error)
    by_code = {
        "no-category": _("Choose at least one category."),
        "one-category": _("Choose one category only; this program takes one a nomination."),
        "too-long": _("This is too long: at most %(limit)s characters fit."),
        "last-submitter": _("Somebody who can submit the entry must stay. Give that right to a colleague first."),
        "one-step": _("This program is entered without a nomination."),
    }
    return by_code[error.code] % error.facts if error.code in by_code else _("This could not be done.")


def say_problem(problem: Problem) -> str:
    """One thing to mend before submitting."""
    said = {"label": problem.label, "limit": problem.limit, "over": problem.words - problem.limit}
    if problem.code == "too-long":
        return ngettext(
            "“%(label)s” is %(over)d word over its limit of %(limit)d.",
            "“%(label)s” is %(over)d words over its limit of %(limit)d.",
            problem.words - problem.limit,
        ) % {**said}
    return {
        "missing": _("“%(label)s” is still empty."),
        "no-title": _("The entry has no title yet."),
        "no-division": _("The entry is in no division yet."),
        "empty": _("Nothing is written yet."),
        "not-an-address": _("“%(label)s” is no web address: write it whole, as https://help.example.com/."),
    }[problem.code] % said


def say_refusal(refusal: Refusal) -> str:
    """Why an organization may not enter a category, and what it would take."""
    said = {"category": refusal.name, "wanted": ", ".join(refusal.wanted), "held": ", ".join(refusal.held)}
    if refusal.offered_to.to == "members":
        return _("%(category)s is offered to members; your organization has no membership today.") % said
    if refusal.held:
        return _("%(category)s is offered to %(wanted)s members; your organization holds %(held)s.") % said
    return _("%(category)s is offered to %(wanted)s members; your organization has no membership today.") % said


def say_why_not(reasons: tuple[str, ...]) -> list[str]:
    """Why a division does not fit."""
    words = {
        "revenue-missing": _("Write the annual revenue: this division has a bound."),
        "revenue-too-high": _(
            "The revenue that counts is not below this division’s bound. A parent’s revenue counts too."
        ),
        "revenue-too-low": _("The revenue that counts is below this division’s bound."),
        "ownership-missing": _("Say whether your company is independently owned."),
        "not-independent": _("This division is for independently owned companies."),
    }
    return [words[reason] for reason in reasons]


def _not_eligible(error: LaurelsError) -> str:
    refused: Any = error.facts["refused"]
    return " ".join(say_refusal(each) for each in refused)


_WORDS: list[tuple[type[LaurelsError], Callable[[LaurelsError], str]]] = [
    (errors.NotOpenYetError, lambda _error: _("The call has not opened yet.")),
    (
        errors.DeadlinePassedError,
        lambda _error: _(
            "The deadline has passed. What you wrote is kept here as a draft, but it cannot be submitted."
        ),
    ),
    (
        errors.ApplicationNotOpenError,
        lambda _error: _("The application opens when the nomination is accepted and its fee is paid."),
    ),
    (errors.EntryClosedError, lambda _error: _("This is closed: it was submitted, withdrawn or taken out meanwhile.")),
    (errors.NotEligibleError, _not_eligible),
    (
        errors.DivisionRefusedError,
        lambda error: " ".join(say_why_not(error.facts["reasons"])) or _("Choose a division."),  # type: ignore[arg-type]
    ),
    (
        errors.IncompleteError,
        lambda error: " ".join(say_problem(each) for each in error.facts["problems"]),  # type: ignore[attr-defined]
    ),
    (errors.AlreadyThereError, lambda _error: _("That is there already.")),
    (AddressInvalidError, lambda _error: _("Write a mail address, for example name@company.com.")),
    (FileEmptyError, lambda _error: _("This file is empty.")),
    (
        FileTooLargeError,
        lambda error: (
            _("This file is too large: at most %(limit)s MB fit.")
            % {"limit": int(str(error.facts["limit"])) // MEGABYTE}
        ),
    ),
    (ConflictError, lambda _error: _("Somebody else changed this meanwhile. Both texts are kept.")),
    (errors.RoleError, lambda _error: _("Your role on this entry does not allow this. Ask whoever invited you.")),
]
