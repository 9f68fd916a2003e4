"""The units of a section's page: each is saved on its own, with its version, by script or with the whole form."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from django.http import QueryDict
from django.utils.translation import gettext as _

from laurels.core import saving
from laurels.core.errors import ConflictError, LaurelsError
from laurels.core.models import VersionedModel
from laurels.entries import actions, queries
from laurels.entries.models import AccessData, Answer, Metric, Testimonial
from laurels.entries.snapshots import METRIC_FIELDS
from laurels.programs.definition import FieldDef, SectionDef
from laurels.web.entrant.door import Entrant
from laurels.web.entrant.entry_page import EntryPage
from laurels.web.entrant.refusals import say
from laurels.web.shared.numbers import whole_number

Saver = Callable[[Mapping[str, str], int | None, Entrant], VersionedModel]
ON = "on"


@dataclass(frozen=True)
class Unit:
    """What is saved at once. `name` begins the names of its controls in the page's form."""

    name: str
    href: str
    values: dict[str, str]
    version: int
    saved_at: object
    save: Saver
    row: VersionedModel | None = None
    asked: FieldDef | None = None
    conflict: dict[str, object] = field(default_factory=dict)
    refused: str = ""

    @property
    def value(self) -> str:
        return self.values.get("text", "")


def company_units(of: EntryPage) -> list[Unit]:
    entry = of.entry

    def save(values: Mapping[str, str], expected: int | None, me: Entrant) -> VersionedModel:
        return actions.save_title(entry=entry, title=values["text"], expected=expected, actor=me.person, now=me.now)

    return [Unit("title", of.to("save-title"), {"text": entry.title}, entry.version, entry.saved_at, save, entry)]


def text_units(of: EntryPage, section: SectionDef) -> list[Unit]:
    """One for each field of the section that takes text, in order."""
    return [text_unit(of, asked) for asked in section.fields if asked.kind != "document"]


def text_unit(of: EntryPage, asked: FieldDef) -> Unit:
    entry, row = of.entry, _row(of, asked)

    def save(values: Mapping[str, str], expected: int | None, me: Entrant) -> VersionedModel:
        text = values["text"]
        if asked.kind == "access":
            return actions.save_access_data(entry=entry, text=text, expected=expected, actor=me.person, now=me.now)
        return actions.save_answer(
            entry=entry, field=asked.key, text=text, expected=expected, actor=me.person, now=me.now
        )

    text, version, at = (row.text, row.version, row.saved_at) if row else ("", 0, None)
    return Unit(f"answer-{asked.key}", of.to("save-answer", asked.key), {"text": text}, version, at, save, row, asked)


def metric_units(of: EntryPage, section: SectionDef) -> list[Unit]:
    return [metric_unit(of, row) for row in of.draft.metrics if row.section == section.key]


def metric_unit(of: EntryPage, row: Metric) -> Unit:
    def save(values: Mapping[str, str], expected: int | None, me: Entrant) -> VersionedModel:
        kept = {name: values.get(name, "") for name in METRIC_FIELDS}
        return actions.save_metric(metric=row, values=kept, expected=expected, actor=me.person, now=me.now)

    values = {name: getattr(row, name) for name in METRIC_FIELDS}
    href = of.to("save-metric", row.public_id)
    return Unit(f"metric-{row.public_id}", href, values, row.version, row.saved_at, save, row)


def quote_units(of: EntryPage, section: SectionDef) -> list[Unit]:
    return [quote_unit(of, row) for row in of.draft.testimonials if row.section == section.key]


def quote_unit(of: EntryPage, row: Testimonial) -> Unit:
    def save(values: Mapping[str, str], expected: int | None, me: Entrant) -> VersionedModel:
        kept = {
            "quote": values.get("quote", ""),
            "who": values.get("who", ""),
            "may_publish": values.get("may_publish") == ON,
        }
        return actions.save_testimonial(testimonial=row, values=kept, expected=expected, actor=me.person, now=me.now)

    values = {"quote": row.quote, "who": row.who, "may_publish": ON if row.may_publish else ""}
    href = of.to("save-testimonial", row.public_id)
    return Unit(f"quote-{row.public_id}", href, values, row.version, row.saved_at, save, row)


# ---- Saving with the whole form: without a script, or before a button's act ----


def save_all(units: list[Unit], posted: QueryDict, me: Entrant) -> list[Unit]:
    """Saves every unit whose content differs from the version that the page showed; the units as they stand now.

    A unit that was changed meanwhile comes back with `conflict`, and with the writer's own text as its values.
    """
    return [_save_posted(unit, posted, me) if f"version-{unit.name}" in posted else unit for unit in units]


def _save_posted(unit: Unit, posted: QueryDict, me: Entrant) -> Unit:
    values = {name: posted.get(f"{unit.name}-{name}", "") for name in unit.values}
    expected = whole_number(posted.get(f"version-{unit.name}", "")) or 0
    if _same(values, unit.values) or (unit.row and seen(unit, values, expected)):
        return unit
    try:
        row = unit.save(values, expected, me)
    except ConflictError as error:
        return replace(unit, values=values, version=int(str(error.facts["version"])), conflict=conflict_of(unit, error))
    except LaurelsError as error:
        return replace(unit, values=values, refused=say(error))
    return replace(unit, values=values, version=row.version, saved_at=row.saved_at)


def seen(unit: Unit, values: Mapping[str, str], expected: int) -> bool:
    """Whether this very content was saved at `expected` or after it, so that nothing is lost if it is not saved again.

    So it is when a page that is out of date sends back what it showed, or when a save had arrived though its answer
    was lost, and somebody else has saved since.
    """
    if unit.row is None or expected >= unit.row.version:
        return False
    return any(
        not version.refused and version.number >= expected and _same(values, as_text(version.content))
        for version in saving.history(unit.row)
    )


def conflict_of(unit: Unit, error: ConflictError) -> dict[str, object]:
    """What the other writer has: values, name and time."""
    by = str(error.facts["saved_by"])
    current = error.facts["current"]
    return {
        "values": as_text(current) if isinstance(current, dict) else unit.values,
        "version": error.facts["version"],
        "by": queries.names_of([by]).get(by, _("Somebody")),
        "at": error.facts["saved_at"],
    }


def as_text(content: Mapping[str, object]) -> dict[str, str]:
    """A row's values as a form sends them. A title is its unit's text."""
    named = {("text" if name == "title" else name): value for name, value in content.items()}
    return {name: (ON if value else "") if isinstance(value, bool) else str(value) for name, value in named.items()}


def _same(a: Mapping[str, str], b: Mapping[str, str]) -> bool:
    return all(_tidy(a.get(name, "")) == _tidy(b.get(name, "")) for name in {*a, *b} - {"removed_at"})


def _tidy(text: str) -> str:
    return text.replace("\r\n", "\n")


def _row(of: EntryPage, asked: FieldDef) -> Answer | AccessData | None:
    return of.draft.access if asked.kind == "access" else of.draft.answers.get(asked.key)
