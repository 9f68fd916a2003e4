"""Honors without an entry: named by a committee, or given before this installation ran the program."""

import datetime as dt
from dataclasses import dataclass
from typing import Any

from django.db import transaction

from laurels.accounts.models import Organization, Person
from laurels.core import ledger
from laurels.programs.definition import PastHonorDef
from laurels.programs.models import Category, Division, Edition, Program
from laurels.results.actions.giving import chain_of
from laurels.results.actions.guards import reason_given, refuse_sealed
from laurels.results.errors import WrongHonorError
from laurels.results.honors import honors_of, lists_of, named_lists
from laurels.results.models import Decision


@dataclass(frozen=True, kw_only=True)
class Honored:
    """Whom an honor without an entry names. Without a printed name it is the organization's."""

    printed_name: str = ""
    organization: Organization | None = None
    person: Person | None = None
    category: Category | None = None
    category_name: str = ""  # as printed that year, if it had another name
    division: Division | None = None
    citation: str = ""

    @property
    def printed(self) -> str:
        return self.printed_name.strip() or (self.organization.name if self.organization else "")

    @property
    def category_printed(self) -> str:
        return self.category_name or (self.category.name if self.category else "")


@transaction.atomic
def name_honor(
    *,
    program: Program,
    honor: str,
    year: int,
    whom: Honored,
    reason: str,
    actor: Person | None,
    now: dt.datetime,
    edition: Edition | None = None,
) -> Decision:
    """Puts a name on a list that a committee fills (a Hall of Fame), without an entry. The reason names its vote.

    Raises:
        WrongHonorError: the program has no such list, or that list is counted from honors and not named.
    """
    reason = reason_given(reason, "naming somebody to a list")
    named = {each.key: each.name for each in named_lists(program)}
    if honor not in named:
        raise WrongHonorError(
            f"{program.name} has no list {honor!r} that a committee fills; it has {', '.join(named) or 'none'}",
            code="honor-unknown",
            honor=honor,
            known=sorted(named),
        )
    if edition is not None:
        refuse_sealed(edition)
    return _record(
        Decision(
            program=program,
            edition=edition,
            year=year,
            honor=honor,
            honor_name=named[honor],
            **_columns(whom),
            origin=Decision.Origin.NAMED,
            reason=reason,
            decided_at=now,
            decided_by=actor,
        ),
        "honor.named",
    )


@transaction.atomic
def record_past_honor(
    *,
    program: Program,
    year: int,
    honor: str,
    honor_name: str,
    whom: Honored,
    actor: Person | None,
    now: dt.datetime,
    edition: Edition | None = None,
) -> Decision:
    """Keeps an honor given before this installation ran the program, under the name printed then.

    Recording the same one again returns it and changes nothing.
    """
    known = Decision.objects.filter(
        program=program,
        year=year,
        honor=honor,
        printed_name=whom.printed,
        category_name=whom.category_printed,
        revoked_at=None,
        origin=Decision.Origin.PAST,
    ).first()
    return known or _record(
        Decision(
            program=program,
            edition=edition,
            year=year,
            honor=honor,
            honor_name=honor_name,
            **_columns(whom),
            origin=Decision.Origin.PAST,
            decided_at=now,
            decided_by=actor,
        ),
        "honor.recorded",
    )


@transaction.atomic
def record_past_winners(*, program: Program, actor: Person | None, now: dt.datetime) -> list[Decision]:
    """Keeps the past winners that the program's file names. Done again, it adds only those that are new.

    An organization is not guessed from a printed name: staff may join them later.
    """
    lists = {each.key: each.name for each in lists_of(program)}
    editions = list(program.editions.all())
    honors = {each.key: each.name for edition in editions for each in honors_of(edition)}
    kept = []
    for past in (PastHonorDef.from_json(each) for each in program.settings.get("past_winners", [])):
        key = past.honor or past.honor_list or ""
        category = Category.objects.filter(edition__program=program, key=past.category or "").order_by("-id").first()
        division = Division.objects.filter(edition__program=program, key=past.division or "").order_by("-id").first()
        whom = Honored(
            printed_name=past.name,
            category=category,
            category_name=past.category_name,
            division=division,
            citation=past.citation,
        )
        name = honors.get(key) or lists.get(key) or key
        kept.append(
            record_past_honor(
                program=program, year=past.year, honor=key, honor_name=name, whom=whom, actor=actor, now=now
            )
        )
    return kept


def _columns(whom: Honored) -> dict[str, Any]:
    if not whom.printed:
        raise WrongHonorError("an honor needs a printed name or an organization", code="nobody-named")
    return {
        "organization": whom.organization,
        "person": whom.person,
        "printed_name": whom.printed,
        "category": whom.category,
        "category_name": whom.category_printed,
        "division": whom.division,
        "citation": whom.citation,
    }


def _record(decision: Decision, act: str) -> Decision:
    decision.save(force_insert=True)
    ledger.record(
        chain=chain_of(decision),
        actor=decision.decided_by,
        act=act,
        objects=[decision, decision.program],
        payload={
            "honor": decision.honor,
            "year": decision.year,
            "name": decision.printed_name,
            "category": decision.category_name,
            "reason": decision.reason,
        },
        now=decision.decided_at,
    )
    return decision
