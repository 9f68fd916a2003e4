from dataclasses import dataclass
from typing import Literal

from laurels.programs.definition.base import Definition

FieldKind = Literal["line", "text", "url", "access", "document"]
Evidence = Literal["metrics", "testimonials", "attachments"]


@dataclass(frozen=True, kw_only=True)
class FieldDef(Definition):
    """One thing asked of the entrant.

    `line` is one line, `text` is several paragraphs, `url` an address, `document` an uploaded file. `access`
    is how to get into a closed site: for the assigned judges only, in no snapshot, ledger or export.
    """

    key: str
    label: str
    kind: FieldKind = "text"
    help: str = ""
    required: bool = False
    word_limit: int | None = None  # with "text" only; past it the count warns, and submitting is refused


@dataclass(frozen=True, kw_only=True)
class SectionDef(Definition):
    key: str
    title: str
    instruction: str = ""
    prompts: tuple[str, ...] = ()  # suggested points: never required, never a limit
    fields: tuple[FieldDef, ...] = ()
    accepts: tuple[Evidence, ...] = ()


@dataclass(frozen=True, kw_only=True)
class FormDef(Definition):
    title: str = ""
    guidance: str = ""
    sections: tuple[SectionDef, ...] = ()

    @property
    def fields(self) -> tuple[FieldDef, ...]:
        return tuple(field for section in self.sections for field in section.fields)

    def field(self, key: str) -> FieldDef:
        """Field keys are unique in a form; KeyError when there is none."""
        for field in self.fields:
            if field.key == key:
                return field
        raise KeyError(key)

    def section(self, key: str) -> SectionDef:
        for section in self.sections:
            if section.key == key:
                return section
        raise KeyError(key)
