"""Who is on a list, worked by hand."""

from laurels.publishing.rules import Member, Win, members_by_count, members_named


def test_whoever_has_enough_honors_is_in_with_every_year() -> None:
    wins = [
        Win(2003, "Tellurian", "t"),
        Win(2001, "Tellurian", "t"),
        Win(2005, "Tellurian", "t"),
        Win(2005, "Mbeki", "m"),
    ]
    assert members_by_count(wins, 3) == [Member("Tellurian", (2001, 2003, 2005), "t")]


def test_two_honors_in_one_year_count_as_two() -> None:
    assert members_by_count([Win(2005, "A", "a"), Win(2005, "A", "a")], 2) == [Member("A", (2005, 2005), "a")]


def test_a_past_honor_counts_for_the_organization_that_bears_its_name() -> None:
    wins = [Win(1996, "tellurian  storage"), Win(2005, "Tellurian Storage", "t")]
    assert members_by_count(wins, 2) == [Member("Tellurian Storage", (1996, 2005), "t")]


def test_a_past_honor_counts_for_nobody_when_two_organizations_bear_its_name() -> None:
    wins = [Win(1996, "Apex"), Win(2005, "Apex", "east"), Win(2006, "Apex", "west")]
    assert members_by_count(wins, 2) == []


def test_a_renamed_organization_keeps_its_honors_and_is_printed_under_its_newest_name() -> None:
    wins = [Win(2001, "Old Name", "o"), Win(2004, "New Name", "o")]
    assert members_by_count(wins, 2) == [Member("New Name", (2001, 2004), "o")]


def test_most_honors_come_first_then_the_alphabet() -> None:
    wins = [Win(y, n, n) for n, years in (("b", (1, 2)), ("a", (1, 2)), ("c", (1, 2, 3))) for y in years]
    assert [member.name for member in members_by_count(wins, 2)] == ["c", "a", "b"]


def test_a_named_list_stands_newest_first() -> None:
    assert [each.name for each in members_named([Win(2001, "A"), Win(2006, "C"), Win(2006, "B")])] == ["B", "C", "A"]
