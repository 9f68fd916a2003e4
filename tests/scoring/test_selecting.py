"""The chosen against a reference that tries everything: all subsets of a field, or all orders of its equal entries.

A set is right when it keeps the counts, cannot grow, and no exchange would better it. The reference knows nothing else.
"""

import itertools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from laurels.scoring import Chosen, Facts, PerCategory, Quota, Standing, Tier, Tiers, Top, Undecided, select

HALF = Fraction(1, 2)


@dataclass(frozen=True)
class Small:
    """A field small enough to try everything."""

    lines: tuple[Standing, ...]
    groups: Mapping[str, str]
    organizations: Mapping[str, str]
    lowest_area: Mapping[str, Fraction]

    @property
    def facts(self) -> Facts:
        return Facts("high", self.organizations, self.lowest_area)


def standings(scores: Mapping[str, int]) -> tuple[Standing, ...]:
    order = sorted(scores, key=lambda entry: (-scores[entry], entry))
    return tuple(
        Standing(entry, Fraction(scores[entry]), 1 + sum(other > scores[entry] for other in scores.values()), 5)
        for entry in order
    )


@st.composite
def fields(draw: st.DrawFn, most: int = 7) -> Small:
    entries = "abcdefg"[: draw(st.integers(0, most))]
    return Small(
        lines=standings({entry: draw(st.integers(0, 4)) for entry in entries}),
        groups={entry: draw(st.sampled_from("xy")) for entry in entries},
        organizations={entry: draw(st.sampled_from("OPQRSTU")) for entry in entries},
        lowest_area={entry: draw(st.sampled_from([HALF, Fraction(1)])) for entry in entries},
    )


def valid(picked: frozenset[str], quota: Quota, field: Small) -> bool:
    """No more than the counts allow, with the seats that a division's least still needs kept for it."""
    count = {name: sum(field.groups[entry] == name for entry in picked) for name in quota.divisions}
    own = {
        name: {
            field.organizations[line.entry] if quota.one_per_organization else line.entry
            for line in field.lines
            if field.groups[line.entry] == name
        }
        for name in quota.divisions
    }
    if quota.one_per_organization and len({field.organizations[entry] for entry in picked}) < len(picked):
        return False
    least = {name: min(low, len(own[name])) for name, (low, _) in quota.divisions.items()}
    return (
        all(field.groups[entry] in quota.divisions for entry in picked)
        and all(count[name] <= high for name, (_, high) in quota.divisions.items())
        and sum(max(count[name], least[name]) for name in quota.divisions) <= quota.total
    )


def right_sets(quota: Quota, field: Small) -> list[frozenset[str]]:
    lines = {line.entry: line for line in field.lines}
    lead = quota.lead or 0

    def better(outside: str, inside: str) -> bool:
        a, b = lines[outside], lines[inside]
        assert a.place is not None
        assert b.place is not None
        assert a.score is not None
        assert b.score is not None
        return a.place < b.place and a.score - b.score >= lead

    def is_right(picked: frozenset[str]) -> bool:
        rest = lines.keys() - picked
        return (
            valid(picked, quota, field)
            and not any(valid(picked | {one}, quota, field) for one in rest)
            and not any(
                better(one, other) and valid(picked - {other} | {one}, quota, field) for one in rest for other in picked
            )
        )

    subsets = (
        frozenset(each) for size in range(len(lines) + 1) for each in itertools.combinations(sorted(lines), size)
    )
    return [picked for picked in subsets if is_right(picked)]


def holds(chosen: Chosen, right: list[frozenset[str]]) -> None:
    sure, maybe = frozenset.intersection(*right), frozenset.union(*right)
    assert set(chosen.entries) == sure
    assert {entry for each in chosen.undecided for entry in each.entries} == maybe - sure
    for each in chosen.undecided:
        assert {len(picked.intersection(each.entries)) for picked in right} == {each.places}


def one_division(field: Small) -> Small:
    return replace(field, groups=dict.fromkeys(field.groups, ""))


@given(fields(), st.integers(1, 4), st.booleans())
def test_the_first_so_many_are_right_and_open_exactly_where_two_answers_are_right(
    field: Small,
    count: int,
    one_each: bool,  # noqa: FBT001 - a drawn value
) -> None:
    chosen = select(Top(count, one_per_organization=one_each), field.lines, field.groups, field.facts)
    alike = Quota(count, {"": (0, count)}, one_per_organization=one_each)
    holds(chosen, right_sets(alike, one_division(field)))


@given(fields(), st.integers(1, 3), st.integers(1, 3))
def test_a_lead_hands_back_exactly_those_whom_it_does_not_part(field: Small, count: int, lead: int) -> None:
    chosen = select(Top(count, lead=Fraction(lead)), field.lines, field.groups)
    holds(chosen, right_sets(Quota(count, {"": (0, count)}, lead=Fraction(lead)), one_division(field)))


ranges = st.tuples(st.integers(0, 3), st.integers(0, 2)).map(lambda pair: (pair[0], pair[0] + pair[1]))


@given(fields(), ranges, ranges, st.integers(0, 3), st.sampled_from([None, Fraction(1), Fraction(2)]))
@settings(max_examples=200)
def test_a_quota_is_right_and_open_exactly_where_two_answers_are_right(
    field: Small, x: tuple[int, int], y: tuple[int, int], more: int, lead: Fraction | None
) -> None:
    total = max(1, min(x[0] + y[0] + more, x[1] + y[1]))
    quota = Quota(total, {"x": x, "y": (y[0], max(y[1], 1))}, lead=lead)
    holds(select(quota, field.lines, field.groups), right_sets(quota, field))


@given(fields(), ranges, ranges)
def test_a_quota_passes_over_second_entries_of_an_organization_in_its_division(
    field: Small, x: tuple[int, int], y: tuple[int, int]
) -> None:
    own = {entry: field.groups[entry] + field.organizations[entry] for entry in field.groups}
    field = replace(field, organizations=own)
    quota = Quota(max(1, x[0] + y[0]), {"x": x, "y": y}, one_per_organization=True)
    holds(select(quota, field.lines, field.groups, field.facts), right_sets(quota, field))


tiers = st.builds(
    Tier,
    honor=st.just(""),
    places=st.none() | st.integers(1, 2),
    at_least=st.none() | st.integers(1, 4).map(Fraction),
    at_least_of_best=st.none() | st.just(Fraction(75)),
    areas_at_least=st.none() | st.just(Fraction(60)),
)
several_tiers = st.lists(tiers, min_size=1, max_size=3).map(
    lambda given: tuple(replace(tier, honor=f"h{place}") for place, tier in enumerate(given))
)


def orders(lines: tuple[Standing, ...]) -> Iterator[list[Standing]]:
    levels = [list(same) for _, same in itertools.groupby(lines, key=lambda line: line.place)]
    for arranged in itertools.product(*(itertools.permutations(level) for level in levels)):
        yield [line for level in arranged for line in level]


def meets(tier: Tier, line: Standing, field: Small) -> bool:
    best = max(other.score for other in field.lines if other.score is not None)
    assert line.score is not None
    return (
        (tier.at_least is None or line.score >= tier.at_least)
        and (tier.at_least_of_best is None or 100 * line.score >= tier.at_least_of_best * best)
        and (tier.areas_at_least is None or 100 * field.lowest_area[line.entry] >= tier.areas_at_least)
    )


def tier_by_tier(selection: Tiers, order: list[Standing], field: Small) -> dict[str, str]:
    honors: dict[str, str] = {}
    for tier in selection.tiers:
        waiting = [line.entry for line in order if line.entry not in honors and meets(tier, line, field)]
        honors |= dict.fromkeys(waiting[: tier.places], tier.honor)
    return honors


def place_by_place(selection: Tiers, order: list[Standing], field: Small) -> dict[str, str]:
    """As above, but one honor for each organization: its first by place that gets one."""
    honors: dict[str, str] = {}
    given_out: list[str] = []
    organizations = set()
    for line in order:
        free = [
            tier.honor
            for tier in selection.tiers
            if meets(tier, line, field) and (tier.places is None or given_out.count(tier.honor) < tier.places)
        ]
        if free and field.organizations[line.entry] not in organizations:
            honors[line.entry] = free[0]
            given_out.append(free[0])
            organizations.add(field.organizations[line.entry])
    return honors


def agrees(chosen: Chosen, answers: list[dict[str, str]], field: Small) -> None:
    got = {line.entry: {answer.get(line.entry) for answer in answers} for line in field.lines}
    assert {entry: {chosen.honor_of(entry)} for entry in chosen.entries} == {
        entry: honors for entry, honors in got.items() if len(honors) == 1 and None not in honors
    }
    open_entries = [entry for each in chosen.undecided for entry in each.entries]
    assert sorted(open_entries) == sorted(entry for entry, honors in got.items() if len(honors) > 1)
    for each in chosen.undecided:
        assert len(each.honors) == each.places


@given(fields(most=6), several_tiers)
@settings(max_examples=200)
def test_tiers_are_right_and_open_exactly_where_two_orders_of_equals_differ(
    field: Small, given_tiers: tuple[Tier, ...]
) -> None:
    selection = Tiers(given_tiers)
    chosen = select(selection, field.lines, dict.fromkeys(field.groups, ""), field.facts)
    agrees(chosen, [tier_by_tier(selection, order, field) for order in orders(field.lines)], field)


@given(fields(most=6), several_tiers)
def test_tiers_with_one_honor_for_each_organization_are_right(field: Small, given_tiers: tuple[Tier, ...]) -> None:
    selection = Tiers(given_tiers, one_per_organization=True)
    chosen = select(selection, field.lines, dict.fromkeys(field.groups, ""), field.facts)
    agrees(chosen, [place_by_place(selection, order, field) for order in orders(field.lines)], field)


def pick(selection: Top | PerCategory | Quota | Tiers, scores: Mapping[str, int], **more: str) -> Chosen:
    """`more`: each entry's organization."""
    return select(selection, standings(scores), dict.fromkeys(scores, ""), Facts("high", more))


def test_a_second_entry_of_an_organization_is_passed_over_and_named() -> None:
    chosen = pick(Top(2, one_per_organization=True), {"a": 9, "b": 8, "c": 7}, a="Acme", b="Acme", c="Bolt")
    assert (chosen.entries, chosen.passed_over) == (("a", "c"), ("b",))


def test_two_equal_entries_of_one_organization_are_its_own_question() -> None:
    chosen = pick(Top(1, one_per_organization=True), {"a": 9, "b": 9}, a="Acme", b="Acme")
    assert chosen.undecided == (Undecided(("a", "b"), 1, why="organization"),)


def test_a_clear_winner_needs_its_lead() -> None:
    lead = Top(1, lead=Fraction(1))
    assert pick(lead, {"a": 9, "b": 8}).entries == ("a",)
    assert pick(Top(1, lead=Fraction(3, 2)), {"a": 9, "b": 8, "c": 7}).undecided == (
        Undecided(("a", "b"), 1, why="lead"),
    )
    assert pick(lead, {"a": 9}).entries == ("a",), "alone, nobody is close"


def test_a_lead_is_asked_of_a_tier_with_places_and_not_of_a_bound() -> None:
    medals = Tiers((Tier("gold", 1), Tier("silver", at_least=Fraction(7))), lead=Fraction(1))
    chosen = pick(medals, {"a": 9, "b": 8, "c": 7, "d": 6})
    assert {entry: chosen.honor_of(entry) for entry in chosen.entries} == {"a": "gold", "b": "silver", "c": "silver"}
    close = pick(replace(medals, lead=Fraction(2)), {"a": 9, "b": 8, "c": 7})
    assert close.undecided == (Undecided(("a", "b"), 2, why="lead", honors=("gold", "silver")),)


def test_equals_share_out_two_honors_among_them() -> None:
    chosen = pick(Tiers((Tier("winner", 1), Tier("finalist", 2))), {"a": 9, "b": 9, "c": 9, "d": 9, "e": 8})
    assert chosen.undecided == (Undecided(("a", "b", "c", "d"), 3, honors=("winner", "finalist", "finalist")),)
    assert chosen.entries == ()


def test_a_tie_for_gold_leaves_the_finalists_behind_it_alone() -> None:
    chosen = pick(Tiers((Tier("winner", 1), Tier("finalist", 2))), {"a": 9, "b": 9, "c": 8, "d": 7})
    assert chosen.undecided == (Undecided(("a", "b"), 2, honors=("winner", "finalist")),)
    assert dict(chosen.honors) == {"c": "finalist"}


def test_whom_a_common_condition_keeps_out_is_named() -> None:
    facts = Facts("high", {}, {"a": HALF, "b": Fraction(1), "c": Fraction(1)})
    selection = Top(3, at_least=Fraction(7), areas_at_least=Fraction(60))
    chosen = select(selection, standings({"a": 9, "b": 8, "c": 6}), {}, facts)
    assert (chosen.entries, chosen.barred) == (("b",), {"a": "area-below", "c": "score-below"})
    assert chosen.unfilled == {"": 2}


def test_where_low_is_good_at_least_as_good_is_at_most() -> None:
    lines = [Standing("a", Fraction(2), 1, 3), Standing("b", Fraction(5), 2, 3)]
    assert select(Top(2, at_least=Fraction(3)), lines, {}, Facts("low")).entries == ("a",)


def test_each_group_has_its_own_best() -> None:
    lines = standings({"a": 10, "b": 8, "c": 5, "d": 4})
    selection = Tiers((Tier("gold", at_least_of_best=Fraction(80)),))
    assert select(selection, lines, {"a": "x", "b": "x", "c": "y", "d": "y"}).entries == ("a", "b", "c", "d")
    assert select(selection, lines, dict.fromkeys("abcd", "x")).entries == ("a", "b")


def test_a_thousand_equal_entries_take_no_time() -> None:
    chosen = pick(Tiers((Tier("gold", 10), Tier("silver", 20))), {f"e{number}": 5 for number in range(1000)})
    assert chosen.undecided[0].honors == ("gold",) * 10 + ("silver",) * 20
    assert len(chosen.undecided[0].entries) == 1000


def test_more_equal_organizations_than_can_be_tried_are_all_open() -> None:
    organizations = {f"e{number}": f"o{number // 2}" for number in range(60)}
    chosen = pick(Top(10, one_per_organization=True), dict.fromkeys(organizations, 5), **organizations)
    assert len(chosen.undecided[0].entries) == 60
    assert chosen.undecided[0].places == 10
