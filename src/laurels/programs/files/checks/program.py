import re
from collections.abc import Iterator
from typing import Any

from laurels.programs.files.checks.edition import edition_findings
from laurels.programs.files.checks.milestones import zone_findings
from laurels.programs.files.lines import Path
from laurels.programs.files.nodes import Node, twice
from laurels.programs.files.problems import Finding

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


def meaning_findings(values: dict[str, Any]) -> Iterator[Finding]:
    program = Node(values)
    yield from _unprintable(values, ())
    editions = program.tables("editions")
    yield from zone_findings(program)
    yield from twice(editions, "key", "an edition's key")
    yield from twice(program.tables("expertise"), "key", "a key of expertise")
    yield from twice(program.tables("honor_lists"), "key", "an honor list's key")
    types: list[str] = []
    if organizer := program.table("organizer"):
        types = organizer.keys_of("membership_types")
        yield from twice(organizer.tables("membership_types"), "key", "a membership type's key")
    for edition in editions:
        yield from edition_findings(edition, types, program.text("time_zone"))
    yield from _honor_lists(program)
    yield from _past_winners(program)


def honors_of(edition: Node) -> list[str]:
    return edition.keys_of("honors") if edition.has("honors") else ["winner"]


def _all_honors(program: Node) -> list[str]:
    return sorted({honor for edition in program.tables("editions") for honor in honors_of(edition)})


def _honor_lists(program: Node) -> Iterator[Finding]:
    honors = _all_honors(program)
    for honor_list in program.tables("honor_lists"):
        by = honor_list.text("by")
        for key in ("honor", "at_least"):
            if by == "count" and not honor_list.has(key):
                yield honor_list.wrong(key, f'the key "{key}", since the list is by count', "nothing")
            elif by == "named" and honor_list.has(key):
                yield honor_list.wrong(key, f'no "{key}", since a committee names the list')
        yield from honor_list.must_name("honor", honors, "an honor of an edition")


def _past_winners(program: Node) -> Iterator[Finding]:
    editions = program.tables("editions")
    categories = sorted({key for edition in editions for key in edition.keys_of("categories")})
    divisions = sorted({key for edition in editions for key in edition.keys_of("divisions")})
    lists = [key for node in program.tables("honor_lists") if node.text("by") == "named" and (key := node.text("key"))]
    for past in program.tables("past_winners"):
        if past.has("honor") == past.has("honor_list"):
            found = "both" if past.has("honor") else "neither"
            yield past.wrong("honor", "either honor or honor_list", found)
        yield from past.must_name("honor", _all_honors(program), "an honor of an edition")
        yield from past.must_name("honor_list", lists, "an honor list whose members are named")
        yield from past.must_name("category", categories, "a category of an edition")
        yield from past.must_name("division", divisions, "a division of an edition")


def _unprintable(value: object, path: Path) -> Iterator[Finding]:
    """Control characters other than line breaks and tabs: no page shows them and PostgreSQL refuses some."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            yield from _unprintable(inner, (*path, key))
    elif isinstance(value, str) and (match := _CONTROL.search(value)):
        found = f"the control character U+{ord(match.group()):04X}"
        yield Finding(path=path, expected="text that can be printed", found=found)
