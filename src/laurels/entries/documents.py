"""A submission as one document to be read from beginning to end: judges' desk, staff, the entrant, write-ups.

Built from the snapshot alone, so it says what was submitted even if form and entry have changed since.
Access data for closed sites is in no snapshot and so in no document.
"""

from dataclasses import dataclass

from django.utils.safestring import SafeString

from laurels.core import richtext
from laurels.core.words import count_words
from laurels.entries.rules import looks_like_address
from laurels.entries.snapshots import Content
from laurels.programs.definition import FieldDef, FormDef, SectionDef


@dataclass(frozen=True, kw_only=True)
class Passage:
    """One field's answer. `html` is safe to show; an unanswered field has empty text and html."""

    key: str
    label: str
    kind: str  # line, text, url or document, as FieldDef
    text: str
    html: SafeString
    words: int


@dataclass(frozen=True, kw_only=True)
class Figure:
    name: str
    unit: str
    before: str
    after: str
    period: str
    source: str


@dataclass(frozen=True, kw_only=True)
class Quote:
    text: str
    who: str
    may_publish: bool


@dataclass(frozen=True, kw_only=True)
class File:
    """An attachment as submitted. It is fetched by its id through the reader's own access."""

    id: str
    name: str
    caption: str
    media_type: str
    size: int  # bytes
    field: str  # key of the field that asked for it, or ""


@dataclass(frozen=True, kw_only=True)
class Section:
    key: str
    title: str
    instruction: str
    passages: tuple[Passage, ...]
    figures: tuple[Figure, ...] = ()
    quotes: tuple[Quote, ...] = ()
    files: tuple[File, ...] = ()

    @property
    def words(self) -> int:
        return sum(passage.words for passage in self.passages)

    @property
    def empty(self) -> bool:
        return not (any(passage.text for passage in self.passages) or self.figures or self.quotes or self.files)


@dataclass(frozen=True, kw_only=True)
class Document:
    title: str
    organization: str
    native_name: str
    place: str
    website: str
    sections: tuple[Section, ...]
    files: tuple[File, ...]  # those that belong to no section

    @property
    def words(self) -> int:
        return sum(section.words for section in self.sections)

    @property
    def all_files(self) -> tuple[File, ...]:
        return tuple(file for section in self.sections for file in section.files) + self.files


def build(content: Content, *, top_heading: int = 4) -> Document:
    """`top_heading` is the level that an entrant's own highest heading gets: below the section's."""
    form = FormDef.from_json(content["form"])
    keys = {section.key for section in form.sections}
    organization = content["organization"]
    place = ", ".join(part for part in (organization["city"], organization["country"]) if part)
    return Document(
        title=content["title"],
        organization=organization["name"],
        native_name=organization["native_name"],
        place=place,
        website=organization["website"],
        sections=tuple(_section(section, content, top_heading) for section in form.sections),
        files=tuple(_file(each) for each in content["attachments"] if each["section"] not in keys),
    )


def _section(section: SectionDef, content: Content, top_heading: int) -> Section:
    def own(name: str) -> list[Content]:
        return [each for each in content[name] if each["section"] == section.key]

    return Section(
        key=section.key,
        title=section.title,
        instruction=section.instruction,
        passages=tuple(
            _passage(field, content["answers"].get(field.key, ""), top_heading)
            for field in section.fields
            if field.kind not in {"access", "document"}
        ),
        figures=tuple(
            Figure(**{name: value for name, value in each.items() if name != "section"}) for each in own("metrics")
        ),
        quotes=tuple(
            Quote(text=each["quote"], who=each["who"], may_publish=each["may_publish"]) for each in own("testimonials")
        ),
        files=tuple(_file(each) for each in own("attachments")),
    )


def _passage(field: FieldDef, text: str, top_heading: int) -> Passage:
    html = richtext.render(text, top_heading=top_heading) if field.kind == "text" and text else SafeString("")
    words = count_words(text) if field.kind == "text" else 0
    # A draft may hold anything where an address is asked for; only a web address becomes a link.
    kind = "line" if field.kind == "url" and not looks_like_address(text) else field.kind
    return Passage(key=field.key, label=field.label, kind=kind, text=text, html=html, words=words)


def _file(held: Content) -> File:
    return File(**{name: held[name] for name in ("id", "name", "caption", "media_type", "size", "field")})
