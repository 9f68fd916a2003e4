from decimal import Decimal

import pytest

from laurels.programs.definition import DivisionAnswers, DivisionDef, DivisionTestDef, EligibilityDef

MILLION = Decimal(10**6)
SMALL = DivisionTestDef(revenue_below=500 * MILLION, independently_owned=True)


def answers(revenue: str | None, parent: str | None = None, *, independent: bool | None = True) -> DivisionAnswers:
    return DivisionAnswers(
        revenue=None if revenue is None else Decimal(revenue) * MILLION,
        parent_revenue=None if parent is None else Decimal(parent) * MILLION,
        independently_owned=independent,
    )


# The first three rows are the cases of PROGRAMS.md §3.2 for the rules of 2015.
@pytest.mark.parametrize(
    ("given", "reasons"),
    [
        (answers("499.9"), ()),
        (answers("500.0"), ("revenue-too-high",)),
        (answers("20", "9000", independent=False), ("revenue-too-high", "not-independent")),
        (answers("499.999999"), ()),
        (answers("20", "30"), ()),
        (answers("20", independent=False), ("not-independent",)),
        (answers(None), ("revenue-missing",)),
        (answers("20", independent=None), ("ownership-missing",)),
        (answers(None, "9000", independent=None), ("revenue-missing", "ownership-missing")),
    ],
)
def test_a_small_company_is_below_the_bound_and_its_own(given: DivisionAnswers, reasons: tuple[str, ...]) -> None:
    assert SMALL.why_not(given) == reasons


# 2019: Small below 100 million, Medium from there to below a billion, Large from a billion on.
@pytest.mark.parametrize(
    ("revenue", "belongs"), [("99.99", "small"), ("100", "medium"), ("999.99", "medium"), ("1000", "large")]
)
def test_bounds_meet_without_gap_or_overlap(revenue: str, belongs: str) -> None:
    tests = {
        "small": DivisionTestDef(revenue_below=100 * MILLION),
        "medium": DivisionTestDef(revenue_at_least=100 * MILLION, revenue_below=1000 * MILLION),
        "large": DivisionTestDef(revenue_at_least=1000 * MILLION),
    }

    assert [key for key, test in tests.items() if not test.why_not(answers(revenue))] == [belongs]


def test_a_parents_revenue_can_be_left_out_of_account() -> None:
    test = DivisionTestDef(revenue_below=100 * MILLION, counts_parent=False)

    assert test.why_not(answers("20", "9000")) == ()


def test_a_division_without_a_test_accepts_anyone() -> None:
    assert DivisionDef(key="open", name="Open").why_not(answers(None, independent=None)) == ()


@pytest.mark.parametrize(
    ("eligibility", "held", "admitted"),
    [
        (EligibilityDef(), (), True),
        (EligibilityDef(to="members"), (), False),
        (EligibilityDef(to="members"), ("education",), True),
        (EligibilityDef(to="types", types=("support",)), ("education",), False),
        (EligibilityDef(to="types", types=("support",)), ("education", "support"), True),
        (EligibilityDef(to="types", types=("education", "managed")), ("managed",), True),
        (EligibilityDef(to="types", types=("education", "managed")), (), False),
    ],
)
def test_a_category_is_offered_to_anyone_to_members_or_to_types_of_members(
    eligibility: EligibilityDef, held: tuple[str, ...], *, admitted: bool
) -> None:
    assert eligibility.admits(frozenset(held)) is admitted
