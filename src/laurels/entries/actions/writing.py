"""Writing an entry. Text is kept in every version, also after the deadline, when it no longer counts."""

import datetime as dt
from collections.abc import Mapping
from typing import IO, TypeVar

from django.db.models import Max

from laurels.accounts.models import Person
from laurels.core import files, saving
from laurels.core.errors import InvalidError
from laurels.core.models import VersionedModel
from laurels.entries import queries
from laurels.entries.errors import DeadlinePassedError, EntryClosedError
from laurels.entries.models import AccessData, Answer, Attachment, Entry, Metric, Testimonial
from laurels.entries.rules import keeps_words, past
from laurels.programs.definition import Evidence, FieldDef

Row = TypeVar("Row", bound=VersionedModel)


@saving.atomic()
def save_title(*, entry: Entry, title: str, expected: int | None, actor: Person, now: dt.datetime) -> Entry:
    """Raises `ConflictError` when somebody else has saved meanwhile, like every `save_…` here; both texts are kept."""
    return _save(entry, entry, {"title": " ".join(title.split())}, expected, actor, now)


@saving.atomic()
def save_answer(
    *, entry: Entry, field: str, text: str, expected: int | None, actor: Person, now: dt.datetime
) -> Answer:
    """One field's text. A file is added with `add_attachment`, access data saved with `save_access_data`."""
    asked = _field(entry, field)
    if asked.kind in {"access", "document"}:
        raise InvalidError(f"{field!r} of {entry} takes no text but a {asked.kind}", field=field)
    answer, _ = Answer.objects.get_or_create(entry=entry, field=field)
    return _save(entry, answer, {"text": _lines(text)}, expected, actor, now)


@saving.atomic()
def save_access_data(*, entry: Entry, text: str, expected: int | None, actor: Person, now: dt.datetime) -> AccessData:
    """How judges get into a closed site. It stays out of every submission, export and line of the ledger."""
    data, _ = AccessData.objects.get_or_create(entry=entry)
    return _save(entry, data, {"text": _lines(text)}, expected, actor, now)


# ---- Metrics and testimonials: rows that come and go ----


@saving.atomic()
def add_metric(*, entry: Entry, section: str, actor: Person, now: dt.datetime, **values: str) -> Metric:
    """A further row, empty unless `values` (fields of Metric) say something."""
    _accepting(entry, section, "metrics")
    metric = Metric.objects.create(entry=entry, section=section, position=_next_position(Metric, entry, section))
    return save_metric(metric=metric, values=values, expected=None, actor=actor, now=now) if values else metric


@saving.atomic()
def save_metric(
    *, metric: Metric, values: Mapping[str, str], expected: int | None, actor: Person, now: dt.datetime
) -> Metric:
    tidy = {name: " ".join(text.split()) for name, text in values.items()}
    return _save(metric.entry, metric, tidy, expected, actor, now)


@saving.atomic()
def remove_metric(*, metric: Metric, actor: Person, now: dt.datetime) -> Metric:
    """Takes it out of the entry; the row and its versions stay."""
    return _save(metric.entry, metric, {"removed_at": now}, None, actor, now)


@saving.atomic()
def add_testimonial(
    *,
    entry: Entry,
    section: str,
    actor: Person,
    now: dt.datetime,
    quote: str = "",
    who: str = "",
    may_publish: bool = False,
) -> Testimonial:
    _accepting(entry, section, "testimonials")
    position = _next_position(Testimonial, entry, section)
    testimonial = Testimonial.objects.create(entry=entry, section=section, position=position)
    values = {"quote": quote, "who": who, "may_publish": may_publish}
    if not any(values.values()):
        return testimonial
    return save_testimonial(testimonial=testimonial, values=values, expected=None, actor=actor, now=now)


@saving.atomic()
def save_testimonial(
    *, testimonial: Testimonial, values: Mapping[str, object], expected: int | None, actor: Person, now: dt.datetime
) -> Testimonial:
    tidy = {name: _lines(value) if isinstance(value, str) else value for name, value in values.items()}
    return _save(testimonial.entry, testimonial, tidy, expected, actor, now)


@saving.atomic()
def remove_testimonial(*, testimonial: Testimonial, actor: Person, now: dt.datetime) -> Testimonial:
    return _save(testimonial.entry, testimonial, {"removed_at": now}, None, actor, now)


# ---- Files ----


def add_attachment(
    *,
    entry: Entry,
    stream: IO[bytes],
    name: str,
    actor: Person,
    now: dt.datetime,
    section: str = "",
    field: str = "",
    caption: str = "",
) -> Attachment:
    """A file for a section, for a field that asks for one, or for the entry as a whole. Not after the deadline.

    The file is written before the row: a crash between them leaves bytes that nobody is shown, never a broken link.
    """
    _open_for_files(entry, now)
    if field:
        section = next(each.key for each in queries.form_of(entry).sections if _field(entry, field) in each.fields)
    elif section:
        _accepting(entry, section, "attachments")
    stored = files.store(stream, name, now)
    kept_name = name.rpartition("/")[2].rpartition("\\")[2][-300:] or "file"
    return Attachment.objects.create(
        entry=entry,
        section=section,
        field=field,
        file=stored,
        name=kept_name,
        caption=" ".join(caption.split())[:300],
        added_at=now,
        added_by=actor,
    )


def remove_attachment(*, attachment: Attachment, actor: Person, now: dt.datetime) -> Attachment:  # noqa: ARG001 every action says who
    """Takes it out of the draft; a submission that holds it keeps it."""
    _open_for_files(attachment.entry, now)
    attachment.removed_at = now
    attachment.save(update_fields=["removed_at"])
    return attachment


# ---- Shared ----


def _save(
    entry: Entry, row: Row, values: Mapping[str, object], expected: int | None, actor: Person, now: dt.datetime
) -> Row:
    _fits(row, values)
    state = Entry.objects.values_list("state", flat=True).get(pk=entry.pk)
    if not keeps_words(state):
        closed = EntryClosedError(f"{entry} is {state}: nothing can be written in it", state=state)
        raise saving.refuse(closed, row, values, actor_id=actor.public_id, now=now)
    return saving.save(row, values, expected=expected, actor_id=actor.public_id, now=now)


def _fits(row: VersionedModel, values: Mapping[str, object]) -> None:
    for name, value in values.items():
        limit = getattr(row._meta.get_field(name), "max_length", None)  # noqa: SLF001 Django's documented way
        if limit and isinstance(value, str) and len(value) > limit:
            raise InvalidError(
                f"{name} has {len(value)} characters, at most {limit} fit", code="too-long", field=name, limit=limit
            )


def _open_for_files(entry: Entry, now: dt.datetime) -> None:
    if not keeps_words(entry.state):
        raise EntryClosedError(f"{entry} is {entry.state}: its files cannot change", state=entry.state)
    closes = queries.dates_of(entry.edition).entries_close
    if past(closes, now):
        raise DeadlinePassedError(f"files of {entry} could change before {closes}", deadline=closes)


def _field(entry: Entry, key: str) -> FieldDef:
    try:
        return queries.form_of(entry).field(key)
    except KeyError as error:
        raise InvalidError(f"the form of {entry} has no field {key!r}", field=key) from error


def _accepting(entry: Entry, section: str, evidence: Evidence) -> None:
    accepted = [each.key for each in queries.form_of(entry).sections if evidence in each.accepts]
    if section not in accepted:
        raise InvalidError(
            f"section {section!r} of {entry} takes no {evidence}; these do: {', '.join(accepted) or 'none'}",
            section=section,
        )


def _next_position(table: type[Metric] | type[Testimonial], entry: Entry, section: str) -> int:
    last = table._default_manager.filter(entry=entry, section=section).aggregate(last=Max("position"))["last"]  # noqa: SLF001
    return 0 if last is None else last + 1


def _lines(text: str) -> str:
    """Browsers send line ends as CR LF; one form is kept."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
