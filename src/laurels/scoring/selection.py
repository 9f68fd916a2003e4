"""Who is chosen, by the declared selection. What the declaration does not decide is handed back, never broken."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from laurels.scoring.errors import BadRuleError
from laurels.scoring.result import Standing, Tally
from laurels.scoring.rubric import Best

Why = Literal["tie", "lead", "organization"]
Barred = Literal["score-below", "area-below"]
PER_CENT = 100


@dataclass(frozen=True, kw_only=True)
class Terms:
    """What every kind of selection may ask beside its count.

    `at_least` is a score as good as this or better. `areas_at_least` is a percentage of each area's highest possible
    value. `lead` is what the last chosen must be ahead of the next, in points of the score; with less, both are handed
    back. With `one_per_organization` a second entry of an organization is passed over.
    """

    at_least: Fraction | None = None
    areas_at_least: Fraction | None = None
    lead: Fraction | None = None
    one_per_organization: bool = False


@dataclass(frozen=True)
class Top(Terms):
    count: int


@dataclass(frozen=True)
class PerCategory(Terms):
    count: int = 1


@dataclass(frozen=True)
class Quota(Terms):
    """`total` places; each division gets at least its first and at most its second number of them."""

    total: int
    divisions: Mapping[str, tuple[int, int]]

    def __post_init__(self) -> None:
        if any(low > high for low, high in self.divisions.values()):
            raise BadRuleError(f"a division's least places exceed its most: {dict(self.divisions)}")
        if sum(low for low, _ in self.divisions.values()) > self.total:
            raise BadRuleError(f"the divisions' least places exceed the {self.total} in all: {dict(self.divisions)}")


@dataclass(frozen=True)
class Tier:
    """At most `places` entries (any number when None) that meet all its conditions.

    `at_least_of_best` is a percentage of the best score of the field, `areas_at_least` of each area's highest.
    """

    honor: str
    places: int | None = None
    at_least: Fraction | None = None
    at_least_of_best: Fraction | None = None
    areas_at_least: Fraction | None = None


@dataclass(frozen=True)
class Tiers(Terms):
    """By place, every entry gets the first tier that it meets and that has a place left. Groups compete apart."""

    tiers: tuple[Tier, ...]


Selection = Top | PerCategory | Quota | Tiers


@dataclass(frozen=True)
class Facts:
    """What conditions ask of entries beside score and place. An entry that is missing has no organization, no areas.

    `lowest_area` is an entry's smallest value of any area as a share of that area's highest, 1 for the whole.
    """

    best: Best = "high"
    organizations: Mapping[str, str] = field(default_factory=dict)
    lowest_area: Mapping[str, Fraction] = field(default_factory=dict)


@dataclass(frozen=True)
class Undecided:
    """`places` of these `entries` belong among the chosen; nothing says which. `group` is empty for the whole field.

    Under tiers `honors` are those to be shared out among them, the best first; they may be fewer than the entries.
    `why`: they are equal (`tie`), one is not ahead enough (`lead`), or one organization may have only one of them.
    """

    entries: tuple[str, ...]
    places: int
    group: str = ""
    why: Why = "tie"
    honors: tuple[str, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """`honors` are those of the chosen under tiers; elsewhere every chosen entry has the selection's own.

    `unfilled`: places that no entry could take, by group (empty name: the whole field). A tier's places are a most,
    so they are never among these. `passed_over`: entries that would be chosen if their organization were not already.
    `barred`: entries with a place that a condition common to the whole selection keeps out.
    """

    entries: tuple[str, ...]
    undecided: tuple[Undecided, ...] = ()
    unfilled: Mapping[str, int] | None = None
    honors: Mapping[str, str] = field(default_factory=dict)
    passed_over: tuple[str, ...] = ()
    barred: Mapping[str, Barred] = field(default_factory=dict)

    def honor_of(self, entry: str) -> str:
        """The key of a chosen entry's honor; empty for the selection's own."""
        return self.honors.get(entry, "")


def facts(tally: Tally, organizations: Mapping[str, str] | None = None) -> Facts:
    """The facts of a tally's entries. An area whose highest is not above zero has no shares, and nobody meets one."""
    lowest: dict[str, Fraction] = {}
    for line in tally.standings:
        shares = [_share(tally, line.entry, area) for area in tally.rubric.areas]
        if shares:
            lowest[line.entry] = min(shares)
    return Facts(tally.rule.place.best, dict(organizations or {}), lowest)


def _share(tally: Tally, entry: str, area: str) -> Fraction:
    value, high = tally.areas.get((entry, area)), tally.area_bounds[area].high
    return Fraction() if value is None or high <= 0 else value / high


def needs_areas(selection: Selection) -> bool:
    own = selection.areas_at_least is not None
    return own or (isinstance(selection, Tiers) and any(tier.areas_at_least is not None for tier in selection.tiers))


def good_enough(score: Fraction, bound: Fraction | None, best: Best) -> bool:
    if bound is None:
        return True
    return score >= bound if best == "high" else score <= bound


def with_places(standings: Sequence[Standing]) -> list[Standing]:
    return [line for line in standings if line.place is not None and line.score is not None]
