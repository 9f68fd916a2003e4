"""Versioned saving: one mechanism for the answers of entrants and for the scores and comments of judges.

Every saved state of a row is kept as a `Version`. The writer says which version it began from; if somebody else saved
meanwhile, nothing is overwritten: the writer is told, and the text that was refused is kept as well.
A state that equals the present one makes no version and is never refused, so a lost answer may be sent again.
"""

import datetime as dt
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from decimal import Decimal
from typing import Any, TypeVar

from django.db import transaction
from django.db.models import Field

from laurels.core.canonical import Json
from laurels.core.errors import ConflictError, LaurelsError
from laurels.core.models import Version, VersionedModel

Row = TypeVar("Row", bound=VersionedModel)
_inside: ContextVar[bool] = ContextVar("laurels_saving_inside", default=False)


@contextmanager
def atomic() -> Iterator[None]:
    """A transaction that keeps refused texts: an error that carries one commits what was done before it.

    So the row that the text was meant for is kept too, even if the same action had just made it. Every other error
    rolls back as usual. Use it (also as a decorator) instead of `transaction.atomic` around whatever calls `save` or
    `refuse`, without a plain `transaction.atomic` in between. It must be the outermost transaction, because an outer
    one would take the refused text back with it; Django says so at once if it is not.
    """
    nested = _inside.get()
    token = _inside.set(True)
    refused: LaurelsError | None = None
    try:
        with transaction.atomic(durable=not nested):
            try:
                yield
            except LaurelsError as error:
                if not _kept_by(error):
                    raise
                refused = error
        if refused is not None:
            raise refused
    finally:
        _inside.reset(token)


def save(row: Row, values: Mapping[str, object], *, expected: int | None, actor_id: str, now: dt.datetime) -> Row:
    """Puts `values` (field name → value) into a row that is already in the database, as its next version.

    `expected` is the version that the writer began from; None overwrites whatever is there (it stays a version).

    Raises:
        ConflictError: the row has moved on and says something else. Facts: `version`, `saved_at`, `saved_by`,
            `current` (its values now) and `refused` (the values that were kept aside).
    """
    with atomic():
        held = type(row)._default_manager.select_for_update().get(pk=row.pk)  # noqa: SLF001 Django's documented way
        cleaned = {name: _field(held, name).to_python(_storable(value)) for name, value in values.items()}
        if all(getattr(held, name) == value for name, value in cleaned.items()):
            return _settle(row, held, cleaned)
        if expected is not None and expected != held.version:
            raise _conflict(held, cleaned, expected, actor_id, now)
        for name, value in cleaned.items():
            setattr(held, name, value)
        names = set(cleaned) | _kept_names(held)
        held.version, held.saved_at, held.saved_by = held.version + 1, now, actor_id
        held.save(update_fields=[*cleaned, "version", "saved_at", "saved_by"])
        Version.objects.create(
            subject=subject(held), number=held.version, content=_content(held, names), at=now, by=actor_id
        )
        return _settle(row, held, cleaned)


def refuse(
    error: LaurelsError, row: VersionedModel, values: Mapping[str, object], *, actor_id: str, now: dt.datetime
) -> LaurelsError:
    """Keeps a text beside the row that cannot take it any more (a deadline passed, a round closed).

    Returns the error, to be raised: `raise saving.refuse(NotNowError(...), answer, values, ...)`.
    """
    content = {name: _as_json(_storable(value)) for name, value in values.items()}
    kept = Version.objects.create(
        subject=subject(row), number=row.version, content=content, at=now, by=actor_id, refused=True
    )
    error.add_note(f"The refused text is kept as version row {kept.pk} of {kept.subject}.")
    error.kept_version = kept.pk  # type: ignore[attr-defined]
    return error


def history(row: VersionedModel) -> list[Version]:
    """Every state of a row that was saved or refused, oldest first."""
    return list(Version.objects.filter(subject=subject(row)).order_by("at", "id"))


def subject(row: VersionedModel) -> str:
    return f"{row._meta.label_lower}:{row.pk}"  # noqa: SLF001 `_meta` is Django's documented interface


def _field(row: VersionedModel, name: str) -> "Field[Any, Any]":
    field = row._meta.get_field(name)  # noqa: SLF001
    if not isinstance(field, Field):
        raise TypeError(f"{name} of {row._meta.label} is not a column that can be saved")  # noqa: SLF001
    return field


def _conflict(
    held: VersionedModel, values: Mapping[str, object], expected: int, actor_id: str, now: dt.datetime
) -> LaurelsError:
    error = ConflictError(
        f"{subject(held)} was saved meanwhile: version {held.version} is there, version {expected} was expected. "
        "The refused text is kept; show both and let the writer choose.",
        version=held.version,
        saved_at=held.saved_at,
        saved_by=held.saved_by,
        current={name: getattr(held, name) for name in values},
        refused=dict(values),
    )
    return refuse(error, held, values, actor_id=actor_id, now=now)


def _settle(row: Row, held: Row, values: Mapping[str, object]) -> Row:
    for name in (*values, "version", "saved_at", "saved_by"):
        setattr(row, name, getattr(held, name))
    return row


def _kept_names(row: VersionedModel) -> set[str]:
    """The fields of the version before, so that each version is a whole state even if one field was saved alone."""
    before = Version.objects.filter(subject=subject(row), number=row.version, refused=False).first()
    return set(before.content) if before else set()


def _content(row: VersionedModel, names: set[str]) -> dict[str, Json]:
    return {name: _as_json(getattr(row, name)) for name in sorted(names)}


def _as_json(value: object) -> Json:
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, Decimal):
        return f"{value:f}"
    if isinstance(value, dt.datetime | dt.date):
        return value.isoformat()
    if isinstance(value, list):
        return [_as_json(each) for each in value]
    if isinstance(value, dict):
        return {str(key): _as_json(each) for key, each in value.items()}
    raise TypeError(f"a {type(value).__name__} ({value!r}) cannot be kept in a version")


def _storable(value: object) -> object:
    """Without NUL characters, which PostgreSQL has no room for; they come along from broken documents."""
    if isinstance(value, str):
        return value.replace("\0", "")
    if isinstance(value, dict):
        return {key: _storable(each) for key, each in value.items()}
    return value


def _kept_by(error: LaurelsError) -> bool:
    """Whether the error carries a refused text, which then must still be there."""
    pk = getattr(error, "kept_version", None)
    if pk is None:
        return False
    if not Version.objects.filter(pk=pk).exists():
        raise RuntimeError("a plain transaction.atomic inside saving.atomic took back a refused text") from error
    return True
