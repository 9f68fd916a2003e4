"""Yes, no and why not, from values and `now`. Nothing here asks the database.

A deadline is exclusive: what arrived before its instant counts, what arrives at it does not.
"""

import datetime as dt
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Literal

from laurels.core.canonical import Json
from laurels.core.words import count_words
from laurels.entries.models import Entry
from laurels.programs.definition import DivisionAnswers, DivisionDef, EligibilityDef, FieldDef, FormDef, WhyNot


@dataclass(frozen=True, kw_only=True)
class Dates:
    """The instants that matter to an entrant; None where an edition names none."""

    call_opens: dt.datetime | None = None
    nominations_close: dt.datetime | None = None
    entries_close: dt.datetime | None = None
    announcement: dt.datetime | None = None

    def opened(self, now: dt.datetime) -> bool:
        return self.call_opens is None or now >= self.call_opens

    def nominating(self, now: dt.datetime) -> bool:
        return self.opened(now) and not past(self.nominations_close, now)

    def entering(self, now: dt.datetime) -> bool:
        return self.opened(now) and not past(self.entries_close, now)


def past(deadline: dt.datetime | None, now: dt.datetime) -> bool:
    return deadline is not None and now >= deadline


# ---- Who may enter what ----


@dataclass(frozen=True, kw_only=True)
class Refusal:
    """A category that an organization may not enter, and what it would take."""

    category: str  # its key
    name: str
    offered_to: EligibilityDef
    wanted: tuple[str, ...]  # names of the membership types that it is offered to
    held: tuple[str, ...]  # names of those that the organization holds today


def eligible(offered_to: EligibilityDef, held: frozenset[str]) -> bool:
    return offered_to.admits(held)


def against_division(division: DivisionDef, answers: DivisionAnswers) -> tuple[WhyNot, ...]:
    """Every reason against it; empty when the entrant may choose it. A revenue of exactly the bound is not below it."""
    return division.why_not(answers)


def declared(answers: DivisionAnswers) -> dict[str, Json]:
    """What an entrant declared about its company, as it is kept with the entry."""
    return {
        "revenue": None if answers.revenue is None else str(answers.revenue),
        "parent_revenue": None if answers.parent_revenue is None else str(answers.parent_revenue),
        "independently_owned": answers.independently_owned,
    }


# ---- What may be changed when ----

WRITABLE = frozenset({Entry.State.DRAFT, Entry.State.SUBMITTED})


def keeps_words(state: str) -> bool:
    """Whether text is still taken. The deadline does not matter: after it a text is kept, but never counts."""
    return state in WRITABLE


def may_change(state: str, dates: Dates, now: dt.datetime) -> bool:
    """Whether files, division and submission may change."""
    return state in WRITABLE and dates.entering(now)


def may_withdraw(state: str, dates: Dates, now: dt.datetime) -> bool:
    """An entrant may leave until the results are out."""
    return state in WRITABLE and not past(dates.announcement, now)


def may_take_up_again(state: str, dates: Dates, now: dt.datetime) -> bool:
    return state == Entry.State.WITHDRAWN and dates.entering(now)


# ---- What stands in the way of submitting ----


@dataclass(frozen=True, kw_only=True)
class Problem:
    """Something that must be mended before submitting. `words` and `limit` for a text that is too long."""

    code: Literal["missing", "too-long", "no-title", "no-division", "empty", "not-an-address"]
    section: str = ""
    field: str = ""
    label: str = ""
    words: int = 0
    limit: int = 0


def problems_of(
    form: FormDef, texts: Mapping[str, str], documents: Collection[str], *, access_data: str, title: str
) -> list[Problem]:
    """All of them, in the order of the form. Suggested points are never among them: they are not asked for."""
    found = [] if title.strip() else [Problem(code="no-title")]
    for section in form.sections:
        for field in section.fields:
            problem = _against(section.key, field, texts, documents, access_data)
            if problem:
                found.append(problem)
    if not found and form.fields and not any(text.strip() for text in texts.values()) and not documents:
        found.append(Problem(code="empty"))
    return found


def _against(
    section: str, field: FieldDef, texts: Mapping[str, str], documents: Collection[str], access_data: str
) -> Problem | None:
    text = access_data if field.kind == "access" else texts.get(field.key, "")
    there = field.key in documents if field.kind == "document" else bool(text.strip())
    if field.required and not there:
        return Problem(code="missing", section=section, field=field.key, label=field.label)
    if field.kind == "url" and there and not looks_like_address(text):
        return Problem(code="not-an-address", section=section, field=field.key, label=field.label)
    words = count_words(text) if field.word_limit is not None else 0
    if field.word_limit is not None and words > field.word_limit:
        return Problem(
            code="too-long", section=section, field=field.key, label=field.label, words=words, limit=field.word_limit
        )
    return None


def looks_like_address(text: str) -> bool:
    """A web address that a judge can open; whether somebody answers there is not asked."""
    scheme, separator, rest = text.strip().partition("://")
    host = rest.split("/")[0]
    return scheme.lower() in {"http", "https"} and bool(separator) and "." in host and " " not in text.strip()
