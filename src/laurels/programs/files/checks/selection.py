from collections.abc import Iterator

from laurels.programs.files.nodes import Node, unknown_name
from laurels.programs.files.problems import Finding


def selection_findings(selection: Node, edition: Node, honors: list[str], *, of_edition: bool) -> Iterator[Finding]:
    kind = selection.text("kind")
    if selection.has("honor"):
        yield from selection.must_name("honor", honors, "an honor of this edition")
    elif "winner" not in honors:
        yield selection.wrong("honor", "the honor that is proposed, since no honor is called winner", "nothing")
    if not of_edition and kind in {"top", "quota"}:
        yield selection.wrong("kind", '"per-category"; the others are for a whole edition')
    if kind == "quota":
        yield from _quota(selection, edition.keys_of("divisions"))


def _quota(selection: Node, divisions: list[str]) -> Iterator[Finding]:
    ranges = selection.table("divisions")
    if ranges is None:
        return
    fewest = most = 0
    for division, given in ranges.values.items():
        if division not in divisions:
            yield unknown_name(division, divisions, (*ranges.path, division), "a division of this edition")
        if not _is_range(given):
            return  # told as a wrong shape already
        if given[0] > given[1]:
            yield ranges.wrong(division, "the fewest, then the most", f"{given[0]}, then {given[1]}")
            return
        fewest, most = fewest + given[0], most + given[1]
    for division in divisions:
        if division not in ranges.values:
            yield ranges.wrong(division, f'a range for the division "{division}"', "nothing")
    total = selection.whole("total")
    if total is not None and not fewest <= total <= most:
        yield selection.wrong("total", f"a total that the ranges allow, from {fewest} to {most}")


def _is_range(given: object) -> bool:
    return isinstance(given, list) and len(given) == 2 and all(type(bound) is int for bound in given)  # noqa: PLR2004 - a range has two ends
