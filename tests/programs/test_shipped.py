"""The facts of the founding programs (PROGRAMS.md §1) stand in the files that ship."""

import datetime as dt
from decimal import Decimal
from importlib import resources

import pytest

from laurels.programs.definition import (
    DivisionAnswers,
    EditionDef,
    EligibilityDef,
    PerCategorySelection,
    ProgramDef,
    QuotaRange,
    QuotaSelection,
    ScaleStep,
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


NINE = {
    "online-service": "Online Service",
    "on-site-service": "On-Site Service",
    "metrics": "Metrics",
    "knowledge-management": "Knowledge Management",
    "services-marketing": "Services Marketing",
    "support-staff-practices": "Support Staff Practices",
    "service-delivery-optimization": "Service Delivery Optimization",
    "value-added-support": "Value-Added Support",
    "customer-commitment": "Customer Commitment",
}

# A word of each suggested point of the category on delivery, in the order of PROGRAMS.md 1.2.
POINTS = {
    "overview": [
        "challenges", "create value", "set you apart", "partners", "before and after", "share knowledge", "soft skills",
        "hire, schedule, monitor and coach", "reward", "organization", "technology", "Roadblocks", "Lessons",
    ],
    "business-impact": [
        "Effort and loyalty", "Churn and renewal", "processes", "Costs saved", "Return on investment", "Margin",
        "revenue", "employees",
    ],
    "customer-impact": [
        "Effort, satisfaction and loyalty", "downtime", "products", "adopt", "own business", "Testimonials",
    ],
}  # fmt: skip


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
    assert {each.key: each.name for each in edition.categories} == NINE
    assert all(each.purpose for each in edition.categories)
    assert all(each.offered_to == EligibilityDef(to="anyone") for each in edition.categories)
    # 23:59:59 in California in winter is 07:59:59 of the next day in UTC; 21 days lie between the two.
    assert closes(edition, "nominations-close") == dt.datetime(2007, 1, 27, 7, 59, 59, tzinfo=dt.UTC)
    assert closes(edition, "entries-close") == dt.datetime(2007, 2, 17, 7, 59, 59, tzinfo=dt.UTC)
    assert edition.entry.steps == "nomination"
    assert edition.entry.several_categories
    assert edition.entry.fee is not None
    assert edition.entry.fee.per == "category"
    assert edition.selection == PerCategorySelection(count=1)
    hall, excellence = star.honor_lists
    assert (hall.key, hall.name, hall.by, hall.honor, hall.at_least) == (
        "hall-of-fame", "Hall of Fame", "count", "winner", 3
    )  # fmt: skip
    assert (excellence.key, excellence.name, excellence.by) == ("service-excellence", "Service Excellence", "named")
    assert hall.statement
    assert excellence.statement


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
    for section in form.sections:
        for prompt, word in zip(section.prompts, POINTS[section.key], strict=True):
            assert word in prompt
    # Points are never required: beside the three texts a document, which may be left out.
    assert [each.key for each in form.fields if each.required] == ["overview", "business-impact", "customer-impact"]
    assert {each.kind for each in form.fields if each.required} == {"text"}
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
    questions = [each.question for each in rubric.criteria]
    words = ["unique, compelling", "the company?", "customers?", "end-to-end story", "support the story"]
    assert [word for word, question in zip(words, questions, strict=True) if word not in question] == []
    # Sections and criteria are separate: three sections, five criteria, one rubric for all the categories.
    assert star.edition("2007").rubric == rubric
    assert all(category.rubric is None for edition in star.editions for category in edition.categories)
    assert all(each.guidance and each.anchors for each in rubric.criteria)


def test_ten_best_2007_has_one_step_one_deadline_and_two_divisions(ten_best: ProgramDef) -> None:
    edition = ten_best.edition("2007")
    small = edition.division("small").test

    assert (ten_best.organizer.name, ten_best.organizer.short_name) == ("Association of Support Professionals", "ASP")
    assert (ten_best.name, ten_best.time_zone) == ("Ten Best Web Support Sites", "America/Los_Angeles")
    assert edition.categories == ()
    assert [each.kind for each in edition.milestones] == [
        "call-opens", "entries-close", "judging-opens", "scores-due", "announcement"
    ]  # fmt: skip
    assert edition.entry.steps == "one-step"
    assert closes(edition, "entries-close") == dt.datetime(2007, 3, 3, 7, 59, 59, tzinfo=dt.UTC)
    assert [each.name for each in edition.divisions] == ["Open", "Small Company"]
    assert edition.division("open").test is None
    assert small is not None
    assert (small.revenue_below, small.counts_parent, small.independently_owned) == (Decimal(500_000_000), True, True)
    assert {each.kind for each in edition.form.fields} >= {"url", "access", "text"}
    (round_,) = edition.rounds
    # PROGRAMS.md 3.2: 499.9 million may choose Small; exactly 500 may not, nor 20 in a group of 9 billion.
    million = Decimal(1_000_000)
    for revenue, parent, independent, admitted in [
        (Decimal("499.9"), None, True, True),
        (Decimal(500), None, True, False),
        (Decimal(20), Decimal(9000), False, False),
        (Decimal(20), Decimal(9000), True, False),
        (Decimal(20), None, False, False),
    ]:
        answers = DivisionAnswers(
            revenue=revenue * million,
            parent_revenue=parent * million if parent else None,
            independently_owned=independent,
        )
        assert (edition.division("small").why_not(answers) == ()) is admitted
        assert edition.division("open").why_not(answers) == ()
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
    assert {each.weight for each in rubric.criteria} == {Decimal(1)}
    # 25 criteria of 0 to 4: a whole of 100 points, to which the rule scales.
    assert [each.to for each in edition.rule.steps if isinstance(each, ScaleStep)] == [Decimal(100)]
    assert len({each.name for each in rubric.criteria}) == len({each.question for each in rubric.criteria}) == 25
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


def test_on_the_founding_day_the_next_deadline_is_that_of_star(star: ProgramDef, ten_best: ProgramDef) -> None:
    # S1-03: seen on 18 January 2007, 26 January comes before 2 March.
    day = dt.datetime(2007, 1, 18, 12, tzinfo=dt.UTC)
    nominations = closes(star.edition("2007"), "nominations-close")
    entries = closes(ten_best.edition("2007"), "entries-close")

    assert day < nominations < entries
    assert [each.astimezone(star.edition("2007").zone).isoformat() for each in (nominations, entries)] == [
        "2007-01-26T23:59:59-08:00",
        "2007-03-02T23:59:59-08:00",
    ]
    # S1-09: the application is due 21 days after the nomination.
    assert closes(star.edition("2007"), "entries-close") - nominations == dt.timedelta(days=21)


def test_what_the_sources_leave_open_is_said_to_be_assumed(star: ProgramDef, ten_best: ProgramDef) -> None:
    for edition, words in [
        (star.edition("2007"), ["23:59:59", "fee", "Hall of Fame", "scale"]),
        (star.edition("2010-spring"), ["23:59:59", "undated", "fee", "scale"]),
        (ten_best.edition("2007"), ["23:59:59", "500 million", "minimum of each division", "fee", "sample"]),
    ]:
        for word in words:
            assert any(word in each for each in edition.assumptions), (edition.name, word)
