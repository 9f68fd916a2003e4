"""The facts of the founding programs (PROGRAMS.md §1) stand in the files that ship."""

import datetime as dt
from decimal import Decimal
from importlib import resources

import pytest

from laurels.programs.definition import (
    EditionDef,
    EligibilityDef,
    PerCategorySelection,
    ProgramDef,
    QuotaRange,
    QuotaSelection,
)
from laurels.programs.files import read_program, write_program


def shipped(name: str) -> ProgramDef:
    return read_program(resources.files("laurels.programs.shipped").joinpath(name).read_bytes(), name)


@pytest.fixture(scope="module")
def star() -> ProgramDef:
    return shipped("star-awards.toml")


@pytest.fixture(scope="module")
def ten_best() -> ProgramDef:
    return shipped("ten-best-web-support-sites.toml")


def closes(edition: EditionDef, kind: str) -> dt.datetime:
    return next(each.at for each in edition.milestones if each.kind == kind)


@pytest.mark.parametrize("name", ["star-awards.toml", "ten-best-web-support-sites.toml"])
def test_a_shipped_file_is_written_and_read_without_loss(name: str) -> None:
    program = shipped(name)

    assert read_program(write_program(program).encode(), name) == program
    assert program.past_winners == ()


def test_star_2007_has_its_nine_categories_and_two_deadlines_in_pacific_time(star: ProgramDef) -> None:
    edition = star.edition("2007")

    assert (star.organizer.name, star.organizer.short_name) == (
        "Service and Support Professionals Association",
        "SSPA",
    )
    assert [each.key for each in edition.categories] == [
        "online-service",
        "on-site-service",
        "metrics",
        "knowledge-management",
        "services-marketing",
        "support-staff-practices",
        "service-delivery-optimization",
        "value-added-support",
        "customer-commitment",
    ]
    # 23:59:59 in California in winter is 07:59:59 of the next day in UTC; 21 days lie between the two.
    assert closes(edition, "nominations-close") == dt.datetime(2007, 1, 27, 7, 59, 59, tzinfo=dt.UTC)
    assert closes(edition, "entries-close") == dt.datetime(2007, 2, 17, 7, 59, 59, tzinfo=dt.UTC)
    assert edition.entry.steps == "nomination"
    assert edition.entry.several_categories
    assert edition.entry.fee is not None
    assert edition.entry.fee.per == "category"
    assert edition.selection == PerCategorySelection(count=1)
    assert {each.key: each.by for each in star.honor_lists} == {"hall-of-fame": "count", "service-excellence": "named"}


def test_a_later_star_edition_adds_the_category_on_delivery_with_its_suggested_points(star: ProgramDef) -> None:
    edition = star.edition("2010-spring")
    category = edition.category("best-practices-delivery")
    form = edition.form_for(category.key)

    assert star.latest_edition == edition
    assert {each.key for each in star.edition("2007").categories} < {each.key for each in edition.categories}
    assert category.name == "Best Practices in the Delivery of Support Services"
    assert category.offered_to == EligibilityDef(to="types", types=("support-services",))
    assert [(each.title, len(each.prompts)) for each in form.sections] == [
        ("Overview", 13),
        ("Business Impact", 8),
        ("Customer Impact", 6),
    ]
    assert "metrics" in form.section("business-impact").accepts
    assert "testimonials" in form.section("customer-impact").accepts
    assert all("attachments" in each.accepts for each in form.sections)
    # ST-02: the Spring 2010 edition closed nominations in the year before.
    assert closes(edition, "nominations-close") == dt.datetime(2010, 1, 1, 7, 59, 59, tzinfo=dt.UTC)
    assert closes(edition, "entries-close") == dt.datetime(2010, 2, 6, 7, 59, 59, tzinfo=dt.UTC)


def test_star_is_judged_on_five_criteria_of_equal_weight_apart_from_the_sections(star: ProgramDef) -> None:
    rubric = star.edition("2010-spring").rubric_for("best-practices-delivery")

    assert [each.name for each in rubric.criteria] == [
        "Pacesetter Factor",
        "Business Impact",
        "Customer Impact",
        "Cohesiveness",
        "Effectiveness of Metrics",
    ]
    assert {each.weight for each in rubric.criteria} == {Decimal(1)}
    assert {each.source for each in rubric.criteria} == {"entry"}
    assert all(each.guidance and each.anchors for each in rubric.criteria)


def test_ten_best_2007_has_one_step_one_deadline_and_two_divisions(ten_best: ProgramDef) -> None:
    edition = ten_best.edition("2007")
    small = edition.division("small").test

    assert ten_best.organizer.short_name == "ASP"
    assert edition.entry.steps == "one-step"
    assert closes(edition, "entries-close") == dt.datetime(2007, 3, 3, 7, 59, 59, tzinfo=dt.UTC)
    assert [each.name for each in edition.divisions] == ["Open", "Small Company"]
    assert edition.division("open").test is None
    assert small is not None
    assert (small.revenue_below, small.counts_parent, small.independently_owned) == (Decimal(500_000_000), True, True)
    assert {each.kind for each in edition.form.fields} >= {"url", "access", "text"}
    (round_,) = edition.rounds
    assert (round_.reviews_per_entry, round_.load_per_judge) == (5, 3)


def test_ten_best_has_five_areas_and_25_criteria_with_worded_anchors(ten_best: ProgramDef) -> None:
    edition = ten_best.edition("2007")
    rubric = edition.rubric_for(None)

    assert [(area.name, len(area.criteria)) for area in rubric.areas] == [
        ("Overall design and usability", 5),
        ("Knowledgebase", 4),
        ("Interactive features", 6),
        ("Customer experience", 5),
        ("The development challenge", 5),
    ]
    assert len(rubric.criteria) == 25
    for criterion in rubric.criteria:
        assert criterion.scale.points() == tuple(map(Decimal, range(5)))
        assert [anchor.at for anchor in criterion.anchors] == [4, 2, 0]
    assert {each.source for each in rubric.areas[-1].criteria} == {"essay"}
    assert {each.source for area in rubric.areas[:-1] for each in area.criteria} == {"site"}
    assert len({anchor.text for each in rubric.criteria for anchor in each.anchors}) == 75
    assert "sample" in rubric.note.lower()
    assert any("sample" in each for each in edition.assumptions)


def test_ten_best_honors_ten_with_a_range_for_each_division(ten_best: ProgramDef) -> None:
    assert ten_best.edition("2007").selection == QuotaSelection(
        total=10,
        divisions=(
            QuotaRange(division="open", at_least=7, at_most=8),
            QuotaRange(division="small", at_least=2, at_most=3),
        ),
    )


def test_prose_names_no_date_that_a_clone_would_make_wrong(star: ProgramDef, ten_best: ProgramDef) -> None:
    for program in (star, ten_best):
        for edition in program.editions:
            assert not any(year in edition.how_to_enter + edition.information for year in ("2006", "2007", "2009"))
