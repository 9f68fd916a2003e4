"""A selection as people read it."""

from decimal import Decimal

from laurels.programs.definition import (
    PerCategorySelection,
    QuotaRange,
    QuotaSelection,
    SelectionDef,
    TierDef,
    TiersSelection,
    TopSelection,
)
from laurels.results.wording.selection import sentences

TIE = "A tie at the last place is decided by the organizer, with a reason on record."
LEAD = (
    "The last that is chosen must be ahead of the next by 1 or more; with less the organizer decides, with a reason"
    " on record."
)
MEDALS = (
    "In each category, by place, every entry gets the first of these that it meets: Gold, the first; Silver, all others"
    " with a score of 8.25 or better and at least 90 % of the best score; Bronze, all others."
)
HONORS = {"winner": "Winner", "gold": "Gold", "silver": "Silver", "bronze": "Bronze"}


def said(selection: SelectionDef) -> list[str]:
    return sentences(selection, honors=HONORS, divisions={"open": "Open"})


def test_the_plain_kinds() -> None:
    assert said(PerCategorySelection()) == ["One winner in each category.", TIE]
    assert said(PerCategorySelection(count=2, honor="gold"))[0] == "Gold: the first 2 of each category."
    assert said(TopSelection(count=1)) == ["One winner.", TIE]
    assert said(TopSelection(count=10))[0] == "10 equal winners."
    quota = QuotaSelection(total=3, divisions=(QuotaRange(division="open", at_least=1, at_most=3),), honor="gold")
    assert said(quota)[0] == "Gold: 3 equal ones, 1 to 3 in Open."


def test_tiers_are_told_one_by_one_with_what_they_ask() -> None:
    medals = TiersSelection(
        at_least=Decimal("7.75"),
        areas_at_least=Decimal(60),
        tiers=(
            TierDef(honor="gold", places=1),
            TierDef(honor="silver", at_least=Decimal("8.250"), at_least_of_best=Decimal(90)),
            TierDef(honor="bronze"),
        ),
    )
    assert said(medals) == [
        MEDALS,
        "Only entries with a score of 7.75 or better and at least 60 % of the highest in every area are honored.",
        "Where a tie would decide between honors, the organizer decides, with a reason on record.",
    ]


def test_a_winner_and_the_next_two() -> None:
    three = TiersSelection(per="edition", tiers=(TierDef(honor="winner", places=1), TierDef(honor="gold", places=2)))
    words = "By place, every entry gets the first of these that it meets: Winner, the first; Gold, the next 2."
    assert said(three)[0] == words


def test_a_lead_and_one_honor_for_each_company() -> None:
    assert said(TopSelection(count=1, lead=Decimal(1), one_per_organization=True)) == [
        "One winner.",
        LEAD,
        "A company has one honor at most: its second entry is passed over.",
        TIE,
    ]
    assert "between categories the organizer decides" in said(PerCategorySelection(one_per_organization=True))[1]
