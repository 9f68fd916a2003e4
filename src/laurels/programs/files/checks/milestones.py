import datetime as dt
import itertools
import zoneinfo
from collections.abc import Iterator
from functools import cache

from laurels.programs.files.nodes import Node, twice
from laurels.programs.files.problems import Finding, nearest, shown

ORDER = ("call-opens", "nominations-close", "entries-close", "judging-opens", "scores-due", "announcement")


def zone_findings(node: Node) -> Iterator[Finding]:
    name = node.text("time_zone")
    if name and known_zone(name) is None:
        meant = nearest(name, _zones(), alike=0.75)
        path = (*node.path, "time_zone")
        expected = 'a time zone by its IANA name, like "America/Los_Angeles"'
        yield Finding(path=path, expected=expected, found=shown(name), nearest=meant)


def known_zone(name: str | None) -> zoneinfo.ZoneInfo | None:
    return zoneinfo.ZoneInfo(name) if name in _zones() else None


@cache
def _zones() -> frozenset[str]:
    """Asking for them reads the whole folder of zones."""
    return frozenset(zoneinfo.available_timezones())


def milestone_findings(edition: Node, zone: zoneinfo.ZoneInfo | None) -> Iterator[Finding]:
    milestones = edition.tables("milestones")
    yield from twice([node for node in milestones if node.text("kind") != "other"], "kind", "a kind of milestone")
    yield from twice([node for node in milestones if node.text("kind") == "other"], "key", "a milestone's key")
    for milestone in milestones:
        yield from _own_key(milestone)
        at = milestone.instant("at")
        if at is not None and zone is not None:
            yield from _hour_findings(milestone, at, zone)
    yield from _order_findings(milestones)
    yield from _step_findings(edition, {node.text("kind") for node in milestones})


def _own_key(milestone: Node) -> Iterator[Finding]:
    kind, key = milestone.text("kind"), milestone.text("key")
    if kind == "other" and not milestone.has("key"):
        yield milestone.wrong("key", 'the key "key", since the milestone is of kind "other"', "nothing")
    elif kind == "other" and key in ORDER:
        yield milestone.wrong("key", "a key that is not the name of a kind")
    elif kind in ORDER and key is not None and key != kind:
        yield milestone.wrong("key", f'no key here, or "{kind}" like its kind')


def _hour_findings(milestone: Node, at: dt.datetime, zone: zoneinfo.ZoneInfo) -> Iterator[Finding]:
    """An hour that the clocks skip is no hour, and one that they repeat is two."""
    if at.tzinfo is not None:
        if at.astimezone(zone).utcoffset() != at.utcoffset():
            yield milestone.wrong("at", f"a local hour without an offset, or the offset that {zone.key} has then")
        return
    first, second = (at.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.astimezone(dt.UTC).astimezone(zone).replace(tzinfo=None) != at:
        yield milestone.wrong("at", f"an hour that exists in {zone.key}; the clocks skip this one")
    elif first.utcoffset() != second.utcoffset():
        expected = f"an hour that comes once in {zone.key}, or with its offset, like {first.isoformat()}"
        yield milestone.wrong("at", expected)


def _order_findings(milestones: list[Node]) -> Iterator[Finding]:
    dated = [
        (kind, node, at.replace(tzinfo=None))
        for kind in ORDER
        for node in milestones
        if node.text("kind") == kind and (at := node.instant("at"))
    ]
    for (before, _, earlier), (after, node, later) in itertools.pairwise(dated):
        # Judging may open at the very deadline; otherwise each step takes time.
        together = earlier == later and after in {"judging-opens", "announcement"}
        if later <= earlier and not together:
            yield node.wrong("at", f"{after} after {before}, which is at {earlier.isoformat()}")


def _step_findings(edition: Node, kinds: set[str | None]) -> Iterator[Finding]:
    entry = edition.table("entry")
    steps = (entry.text("steps") if entry else None) or "one-step"
    needed = (["nominations-close"] if steps == "nomination" else []) + ["entries-close"]
    lacking = [kind for kind in needed if kind not in kinds]
    # Without any dates a file still serves `laurels score`; such an edition cannot be published.
    if lacking and edition.tables("milestones"):
        expected = f"a milestone of kind {' and one of kind '.join(lacking)}, since entry is {steps}"
        yield edition.wrong("milestones", expected, "none")
    if steps == "one-step" and "nominations-close" in kinds:
        where = next(node for node in edition.tables("milestones") if node.text("kind") == "nominations-close")
        yield where.wrong("kind", 'no nominations, or entry.steps = "nomination"')
