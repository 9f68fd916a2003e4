"""Expected values are PROGRAMS' own cases (§3.2) and hand counts."""

import datetime as dt
from decimal import Decimal

import pytest

from laurels.entries import rules
from laurels.entries.models import Entry
from laurels.programs.definition import DivisionAnswers, DivisionDef, DivisionTestDef, EligibilityDef, WhyNot
from tests.support.calls import APPLICATION, SITE_FORM

SMALL = DivisionDef(
    key="small",
    name="Small Company",
    test=DivisionTestDef(revenue_below=Decimal(500_000_000), independently_owned=True),
)
CLOSES = dt.datetime(2007, 3, 3, 4, 59, 59, tzinfo=dt.UTC)
DATES = rules.Dates(call_opens=CLOSES - dt.timedelta(days=90), entries_close=CLOSES)
INSTANT = dt.timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("millions", "parent", "independent", "reasons"),
    [
        ("499.9", None, True, ()),
        ("500.0", None, True, ("revenue-too-high",)),
        ("20", "9000", False, ("revenue-too-high", "not-independent")),
        ("20", "9000", True, ("revenue-too-high",)),
        ("20", None, False, ("not-independent",)),
        ("20", None, None, ("ownership-missing",)),
    ],
)
def test_the_division_test_follows_the_worked_cases(
    *, millions: str, parent: str | None, independent: bool | None, reasons: tuple[WhyNot, ...]
) -> None:
    answers = DivisionAnswers(
        revenue=Decimal(millions) * 1_000_000,
        parent_revenue=Decimal(parent) * 1_000_000 if parent else None,
        independently_owned=independent,
    )
    assert rules.against_division(SMALL, answers) == reasons


def test_a_deadline_is_exclusive() -> None:
    assert DATES.entering(CLOSES - INSTANT)
    assert not DATES.entering(CLOSES)


def test_nothing_is_entered_before_the_call_opens() -> None:
    assert DATES.call_opens is not None
    assert not DATES.entering(DATES.call_opens - INSTANT)
    assert DATES.entering(DATES.call_opens)


@pytest.mark.parametrize(
    ("offered", "held", "expected"),
    [
        (EligibilityDef(), frozenset(), True),
        (EligibilityDef(to="members"), frozenset(), False),
        (EligibilityDef(to="members"), frozenset({"field"}), True),
        (EligibilityDef(to="types", types=("support", "education")), frozenset({"field"}), False),
        (EligibilityDef(to="types", types=("support", "education")), frozenset({"field", "education"}), True),
    ],
)
def test_a_category_is_offered_to_anyone_to_members_or_to_some_types(
    *, offered: EligibilityDef, held: frozenset[str], expected: bool
) -> None:
    assert rules.eligible(offered, held) is expected


def test_an_application_that_follows_no_suggested_point_is_complete() -> None:
    texts = {"overview": "We listened.", "business": "It paid."}
    assert rules.problems_of(APPLICATION, texts, (), access_data="", title="The Service Bench") == []


def test_an_application_without_a_word_is_not() -> None:
    problems = rules.problems_of(APPLICATION, {"overview": "  \n"}, (), access_data="", title="The Service Bench")
    assert [problem.code for problem in problems] == ["empty"]


def test_a_text_at_its_limit_fits_and_one_word_more_does_not() -> None:
    twelve = " ".join(["word"] * 12)
    assert rules.problems_of(APPLICATION, {"business": twelve}, (), access_data="", title="T") == []
    (problem,) = rules.problems_of(APPLICATION, {"business": twelve + " more"}, (), access_data="", title="T")
    assert (problem.code, problem.words, problem.limit) == ("too-long", 13, 12)


def test_every_problem_comes_at_once_in_the_order_of_the_form() -> None:
    problems = rules.problems_of(SITE_FORM, {"site": "our site"}, (), access_data="", title=" ")
    assert [(problem.code, problem.field) for problem in problems] == [
        ("no-title", ""),
        ("not-an-address", "site"),
        ("missing", "essay"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("https://help.example.com/", True),
        ("http://help.example.com/a?b", True),
        ("help.example.com", False),
        ("ftp://help.example.com", False),
        ("https://help", False),
        ("https://help.example.com two", False),
    ],
)
def test_an_address_is_one_that_a_judge_can_open(*, text: str, expected: bool) -> None:
    assert rules.looks_like_address(text) is expected


def test_words_are_kept_after_the_deadline_and_files_are_not() -> None:
    assert rules.keeps_words(Entry.State.DRAFT)
    assert not rules.may_change(Entry.State.DRAFT, DATES, CLOSES)
    assert not rules.keeps_words(Entry.State.WITHDRAWN)
