"""Why one entry is ahead of another, in words."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from laurels.entries.models import Entry
from laurels.results.analysis.labels import Label
from laurels.results.analysis.model import Line
from laurels.results.analysis.rows import official_digits
from laurels.results.analysis.words import numbers
from laurels.results.feedback import numbers as plain
from laurels.results.queries import Detail, EntryName, Versus
from laurels.results.queries.versus import Pair
from laurels.web.organizer.results_room import Shown, tongues

TWO = 2
SURE, LIKELY = 0.95, 0.75


@dataclass(frozen=True)
class Other:
    """Another entry of the same contest, and the page of the two."""

    name: EntryName
    place: str
    href: str


@dataclass(frozen=True)
class Figure:
    """One line of figures of the two; `side` is "first" or "second" where one is better, else empty."""

    name: str | Label
    first: str
    second: str
    ahead: str
    side: str
    note: str = ""


@dataclass(frozen=True)
class Block:
    whole: Figure
    lines: tuple[Figure, ...]


@dataclass(frozen=True)
class Told:
    """`reasons`: whole sentences, the first says which step of the rule decided."""

    first: Label
    second: Label
    figures: tuple[Figure, ...]
    reasons: tuple[str, ...]
    sure: str
    blocks: tuple[Block, ...]
    judges: tuple[Figure, ...]
    turned: str


def neighbors(shown: Shown, found: Detail) -> list[Other]:
    return [each for line in found.neighbors if (each := _other(shown, found.entry, line))]


def others(shown: Shown, found: Detail) -> list[Other]:
    """Every other entry of the contest, in the order of the standings."""
    lines = found.contest.lines if found.contest else ()
    rest = (line for line in lines if line.entry != found.entry.public_id)
    return [each for line in rest if (each := _other(shown, found.entry, line))]


def _other(shown: Shown, entry: Entry, line: Line) -> Other | None:
    name = shown.entries.get(line.entry)
    if name is None:
        return None
    href = shown.to("standing-against", number=entry.number, other=name.number)
    return Other(name, str(line.place or "–"), href)


def told(found: Versus, shown: Shown, first: Entry, second: Entry) -> Told:
    one, other = (
        shown.labels.entries.get(
            entry.public_id, Label(tongues(entry.organization.name), plain=entry.organization.name)
        )
        for entry in (first, second)
    )
    return Told(
        first=one,
        second=other,
        figures=tuple(_figures(found)),
        reasons=tuple(_reasons(found, one, other)),
        sure=_sure(found, one, other),
        blocks=tuple(
            Block(_pair(area.whole), tuple(_pair(criterion) for criterion in area.criteria)) for area in found.areas
        ),
        judges=tuple(_judges(found, shown)),
        turned=shown.to("standing-against", number=second.number, other=first.number),
    )


def _figures(found: Versus) -> Iterator[Figure]:
    one, other = found.first, found.second
    yield Figure(_("Place"), str(one.place or "–"), str(other.place or "–"), "", "")
    digits = official_digits([line.printed for line in found.contest.lines])
    printed = [plain.with_digits(Fraction(line.printed), digits) if line.printed else "–" for line in (one, other)]
    ahead = _signed(found.official, digits) if found.official is not None else ""
    yield Figure(_("Official score"), printed[0], printed[1], ahead, _side(found.official))
    if one.estimate and other.estimate and found.sure:
        digits = numbers.digits_of(found.fit).score
        scores = [
            f"{numbers.text(each.adjusted, digits)} ± {numbers.text(1.96 * each.se, digits)}"
            for each in (one.estimate, other.estimate)
        ]
        difference = f"{numbers.signed(found.sure.difference, digits)} ± {numbers.text(1.96 * found.sure.se, digits)}"
        yield Figure(_("Adjusted score"), scores[0], scores[1], difference, "")


def _reasons(found: Versus, one: Label, other: Label) -> Iterator[str]:
    ahead, behind = (one, other) if _leads(found) else (other, one)
    names = {"one": ahead.text, "other": behind.text}
    if found.step == "no-place":
        yield _("One of the two has no place: the rule finds too few scorecards.")
        return
    if found.step == "tied":
        yield _("The two share their place: their official scores are equal, and the rule does not part them.")
    elif found.step == "tie-break":
        yield _("Their official scores are equal. The rule’s tie-break parts them: %(by)s is better for %(one)s.") % {
            **names,
            "by": _name(found, found.by),
        }
    else:
        digits = official_digits([line.printed for line in found.contest.lines])
        yield _("The official scores part them: %(one)s is %(points)s ahead of %(other)s. No tie-break was needed.") % {
            **names,
            "points": _points(found.official, digits),
        }
    yield from _where(found, ahead, behind)
    yield from _whom(found, ahead, behind)


def _leads(found: Versus) -> bool:
    return (found.first.place or 0) <= (found.second.place or 0)


def _where(found: Versus, ahead: Label, behind: Label) -> Iterator[str]:
    """Which areas, or of one area which criteria, carry the lead."""
    pairs = [area.whole for area in found.areas] if len(found.areas) > 1 else list(found.areas[0].criteria)
    sign = 1 if _leads(found) else -1
    gaps = sorted(((sign * pair.ahead, pair.name) for pair in pairs if pair.ahead), reverse=True)
    better = [name for gap, name in gaps if gap > 0]
    worse = [name for gap, name in reversed(gaps) if gap < 0]
    if better and worse:
        yield _("%(one)s has the better scores on %(better)s; %(other)s on %(worse)s.") % {
            "one": ahead.text,
            "other": behind.text,
            "better": numbers.listed(better, 3),
            "worse": numbers.listed(worse, 3),
        }
    elif better:
        every = _("No area is worse for %(one)s, and most of the lead comes from %(better)s.")
        if len(found.areas) < 2:  # noqa: PLR2004 - one area is no comparison of areas
            every = _("No criterion is worse for %(one)s, and most of the lead comes from %(better)s.")
        yield every % {"one": ahead.text, "better": better[0]}


def _whom(found: Versus, ahead: Label, behind: Label) -> Iterator[str]:
    common = found.common
    if not common:
        yield _("No judge has seen both, so the comparison rests on how severe their judges are elsewhere.")
        return
    sign = 1 if _leads(found) else -1
    gaps = [sign * (judge.ahead or 0) for judge in common]
    counts = {
        _("%(n)s put %(one)s higher"): sum(gap > 0 for gap in gaps),
        _("%(n)s put %(other)s higher"): sum(gap < 0 for gap in gaps),
        _("%(n)s gave both the same"): sum(gap == 0 for gap in gaps),
    }
    said = [
        words % {"n": numbers.spelled(count), "one": ahead.text, "other": behind.text}
        for words, count in counts.items()
        if count
    ]
    seen = ngettext("%(n)s judge has seen both: %(said)s.", "%(n)s judges have seen both: %(said)s.", len(common))
    yield seen % {"n": numbers.spelled(len(common), start=True), "said": numbers.listed(said)}


def _sure(found: Versus, one: Label, other: Label) -> str:
    if found.sure is None:
        return _("There is no adjusted score for both, so nothing can be said about how sure the order is.")
    if not found.sure.supported:
        return _("No chain of common judges connects the two: nothing but the assumption that their panels are alike "
                 "supports comparing them.")  # fmt: skip
    chance = found.sure.p_ahead
    best, name = (chance, one.text) if chance >= 1 - chance else (1 - chance, other.text)
    told = {"name": name, "chance": numbers.percent(best)}
    steps = ((SURE, _("that holds")), (LIKELY, _("likely, not sure")), (0.0, _("too close to call")))
    how = next(words for least, words in steps if best >= least)
    pattern = _(
        "With other judges from the same panel, %(name)s would be ahead with a chance of %(chance)s %%: %(how)s."
    )
    return pattern % {**told, "how": how}


def _name(found: Versus, key: str) -> str:
    pairs = [pair for area in found.areas for pair in (area.whole, *area.criteria)]
    return next((pair.name for pair in pairs if pair.key == key), key)


def _pair(pair: Pair) -> Figure:
    return Figure(pair.name, _text(pair.first), _text(pair.second), _signed(pair.ahead, TWO), _side(pair.ahead))


def _judges(found: Versus, shown: Shown) -> Iterator[Figure]:
    digits = numbers.digits_of(found.fit).score

    def text(value: float | None) -> str:
        return "" if value is None else numbers.text(value, digits)

    for judge in found.judges:
        ahead = "" if judge.ahead is None else numbers.signed(judge.ahead, digits)
        label = shown.labels.judges.get(judge.judge, Label(judge.judge))
        severity = numbers.signed(judge.severity, digits)
        yield Figure(label, text(judge.first), text(judge.second), ahead, _side(judge.ahead), severity)


def _text(value: Fraction | None) -> str:
    return "" if value is None else plain.with_digits(value, TWO)


def _points(value: Fraction | None, digits: int) -> str:
    return numbers.points(float(value or 0), digits)


def _signed(value: Fraction | None, digits: int) -> str:
    return "" if value is None else numbers.signed(float(value), digits)


def _side(value: Fraction | float | None) -> str:
    if not value:
        return ""
    return "first" if value > 0 else "second"
