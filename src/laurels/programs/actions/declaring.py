"""Forms, rubrics, rules and selections: declared in versions, frozen when judging opens."""

import datetime as dt

from django.db import transaction

from laurels.accounts.models import Person
from laurels.core import canonical, ledger
from laurels.core.canonical import Json
from laurels.core.errors import InvalidError
from laurels.programs import queries
from laurels.programs.definition import AgreementDef, FormDef, RubricDef, RuleDef, selection_from_json
from laurels.programs.errors import FrozenError, NoSuchDeclarationError
from laurels.programs.models import Declaration, Edition

Kind = Declaration.Kind
READ = {
    Kind.FORM: FormDef.from_json,
    Kind.RUBRIC: RubricDef.from_json,
    Kind.RULE: RuleDef.from_json,
    Kind.SELECTION: selection_from_json,
    Kind.AGREEMENT: AgreementDef.from_json,
}
FROZEN_BY_JUDGING = (Kind.RUBRIC, Kind.RULE, Kind.SELECTION)


@transaction.atomic
def declare(
    *,
    edition: Edition,
    kind: str,
    content: dict[str, Json],
    actor: Person | None,
    now: dt.datetime,
    category_key: str = "",
    round_key: str = "",
) -> Declaration:
    """The next version of a declaration that is not frozen; the present one if nothing changed.

    Raises:
        FrozenError: judging has opened, be it on a wider declaration that held here; `revise_declaration` takes a
            reason.
    """
    newest = _newest(edition, kind, category_key, round_key)
    held = newest or holding(edition, kind, category_key, round_key)
    if held is not None and held.frozen_at is not None and (newest is None or newest.content != content):
        raise FrozenError(
            f"the {kind} of {edition} is frozen since {held.frozen_at:%Y-%m-%d}: a change needs a reason",
            kind=kind,
            since=held.frozen_at,
        )
    return _next(edition, kind, category_key, round_key, newest, content, actor, "", now)


@transaction.atomic
def revise_declaration(
    *,
    declaration: Declaration,
    content: dict[str, Json],
    reason: str,
    actor: Person | None,
    now: dt.datetime,
    category_key: str = "",
    round_key: str = "",
) -> Declaration:
    """A further version, with its reason and its ledger line; frozen at once if the version before was.

    With a category or a round, only that one departs from the declaration, which goes on holding for the others.
    """
    if not reason.strip():
        raise InvalidError("a change of what was declared needs a reason", code="reason-missing", field="reason")
    edition, kind = declaration.edition, declaration.kind
    category_key, round_key = category_key or declaration.category_key, round_key or declaration.round_key
    newest = _newest(edition, kind, category_key, round_key)
    before = newest or declaration
    revised = _next(edition, kind, category_key, round_key, newest, content, actor, reason.strip(), now)
    if revised == newest:
        return revised
    if before.frozen_at is not None:
        revised.frozen_at = now
        revised.save(update_fields=["frozen_at"])
    ledger.record(
        chain=edition.chain,
        actor=actor,
        act="declaration.revised",
        objects=[edition, revised, before],
        payload={"kind": revised.kind, "number": revised.number, "sha256": revised.sha256, "reason": revised.reason},
        now=now,
    )
    return revised


@transaction.atomic
def freeze_declarations(*, edition: Edition, actor: Person | None, now: dt.datetime) -> list[Declaration]:
    """Freezes the newest rubrics, rules and selections of an edition. Done again, it changes nothing."""
    frozen = []
    rows = Declaration.objects.select_for_update().filter(edition=edition, kind__in=FROZEN_BY_JUDGING)
    newest = {(row.kind, row.category_key, row.round_key): row for row in rows.order_by("number")}
    for row in newest.values():
        if row.frozen_at is None:
            row.frozen_at = now
            row.save(update_fields=["frozen_at"])
            frozen.append(row)
    if frozen:
        hashes: dict[str, Json] = {row.public_id: row.sha256 for row in frozen}
        ledger.record(
            chain=edition.chain,
            actor=actor,
            act="declarations.frozen",
            objects=[edition, *frozen],
            payload={"sha256": hashes},
            now=now,
        )
    return frozen


def holding(edition: Edition, kind: str, category_key: str, round_key: str) -> Declaration | None:
    """What holds for a category and round now, its own or wider; None when nothing does."""
    try:
        return queries.declaration(edition, kind, category_key, round_key)
    except NoSuchDeclarationError:
        return None


def _newest(edition: Edition, kind: str, category_key: str, round_key: str) -> Declaration | None:
    return (
        Declaration.objects.select_for_update()
        .filter(edition=edition, kind=kind, category_key=category_key, round_key=round_key)
        .order_by("-number")
        .first()
    )


def _next(
    edition: Edition,
    kind: str,
    category_key: str,
    round_key: str,
    newest: Declaration | None,
    content: dict[str, Json],
    actor: Person | None,
    reason: str,
    now: dt.datetime,
) -> Declaration:
    READ[Kind(kind)](content)  # what cannot be read back is never kept
    digest = canonical.digest(content)
    if newest is not None and newest.sha256 == digest:
        return newest
    return Declaration.objects.create(
        edition=edition,
        kind=kind,
        category_key=category_key,
        round_key=round_key,
        number=newest.number + 1 if newest else 1,
        content=content,
        sha256=digest,
        made_at=now,
        made_by=actor,
        reason=reason,
    )
