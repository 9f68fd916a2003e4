"""Whether a selection can be held over the honors, divisions and rule of its edition."""

from collections.abc import Iterator

from laurels.programs.files.nodes import Node, twice, unknown_name
from laurels.programs.files.problems import Finding

OF_BEST = ("at_least_of_best", "areas_at_least")


def selection_findings(holder: Node, edition: Node, honors: list[str]) -> Iterator[Finding]:
    """Of the edition's selection or of a category's own; `holder` is the one of the two that brings it."""
    selection = holder.table("selection")
    if selection is None:
        return  # told as a wrong shape already
    kind = selection.text("kind")
    if kind == "tiers":
        yield from _tiers(selection, honors)
    elif selection.has("honor"):
        yield from selection.must_name("honor", honors, "an honor of this edition")
    elif "winner" not in honors:
        yield selection.wrong("honor", "the honor that is proposed, since no honor is called winner", "nothing")
    yield from _who_competes(selection, edition, of_edition=holder is edition)
    yield from _shares(selection, holder if holder.has("rule") else edition)
    if kind == "quota":
        yield from _quota(selection, edition.keys_of("divisions"))


def of_round_findings(round_: Node, edition: Node) -> Iterator[Finding]:
    """Of the selection that says who goes on to the next round: it gives no honor."""
    selection = round_.table("selection")
    if selection is None:
        return
    if selection.text("kind") == "tiers":
        yield selection.wrong("kind", '"top", "per-category" or "quota": entries go on or not, there are no tiers')
    if selection.has("honor"):
        yield selection.wrong("honor", "no honor: who is chosen goes on to the next round")
    yield from _shares(selection, round_ if round_.has("rule") else edition)
    if selection.text("kind") == "quota":
        yield from _quota(selection, edition.keys_of("divisions"))


def _who_competes(selection: Node, edition: Node, *, of_edition: bool) -> Iterator[Finding]:
    kind, per = selection.text("kind"), selection.text("per")
    if not of_edition and kind in {"top", "quota"}:
        yield selection.wrong("kind", '"per-category" or "tiers"; the others are for a whole edition')
    if not of_edition and per in {"division", "edition"}:
        yield selection.wrong("per", '"category", since this selection is of one category')
    if of_edition and kind == "tiers" and per == "division" and not edition.tables("divisions"):
        yield selection.wrong("per", "divisions of this edition, or another word here", "no division")


def _tiers(selection: Node, honors: list[str]) -> Iterator[Finding]:
    tiers = selection.tables("tiers")
    yield from twice(tiers, "honor", "an honor")
    takes_all = False
    for tier in tiers:
        yield from tier.must_name("honor", honors, "an honor of this edition")
        if takes_all:
            expected = "a tier before this one that leaves entries: with places, at_least or another condition"
            yield Finding(path=tier.path, expected=expected, found="a tier that no entry can come to")
            return
        takes_all = tier.has("honor") and not tier.values.keys() - {"honor"}


def _shares(selection: Node, ruled: Node) -> Iterator[Finding]:
    """Shares of a best and of a highest say nothing where the lowest is best."""
    if all(step.text("best") != "low" for step in ruled.tables("rule")):
        return
    for node in [selection, *selection.tables("tiers")]:
        for key in OF_BEST:
            if node.has(key):
                yield node.wrong(key, f'no {key}, or best = "high" in the rule')


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
