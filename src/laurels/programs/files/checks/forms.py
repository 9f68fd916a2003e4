from collections.abc import Iterator

from laurels.programs.files.nodes import Node, twice
from laurels.programs.files.problems import Finding


def form_findings(form: Node | None) -> Iterator[Finding]:
    if form is None:
        return
    sections = form.tables("sections")
    fields = fields_of(form)
    yield from twice(sections, "key", "a section's key")
    yield from twice(fields, "key", "a field's key")
    for field in fields:
        if field.has("word_limit") and field.text("kind") not in {None, "text"}:
            yield field.wrong("word_limit", 'no word limit, or the kind "text"')


def fields_of(form: Node) -> list[Node]:
    return [field for section in form.tables("sections") for field in section.tables("fields")]
