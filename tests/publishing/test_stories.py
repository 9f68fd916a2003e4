from typing import Any

from laurels.programs.definition import FieldDef, FormDef, SectionDef
from laurels.publishing.stories import story

FORM = FormDef(
    sections=(
        SectionDef(
            key="site",
            title="The site",
            fields=(
                FieldDef(key="site", label="Address", kind="url"),
                FieldDef(key="access", label="In", kind="access"),
            ),
        ),
        SectionDef(key="one", title="What we did", fields=(FieldDef(key="one", label="?"),)),
        SectionDef(key="two", title="What came of it", fields=(FieldDef(key="two", label="?"),)),
        SectionDef(
            key="firm", title="The firm", fields=(FieldDef(key="revenue", label="Annual revenue", kind="line"),)
        ),
    )
)


def submission(**answers: str) -> dict[str, Any]:
    return {
        "title": "The Service Bench",
        "form": FORM.to_json(),
        "answers": answers,
        "metrics": [{"section": "two", "name": "Cases", "unit": "%", "before": "1", "after": "2"}],
        "testimonials": [
            {"quote": "Yes", "who": "A", "may_publish": True},
            {"quote": "No", "who": "B", "may_publish": False},
        ],
    }


def test_the_long_texts_become_one_story_with_headings_after_the_first() -> None:
    told = story(submission(one="First.", two="Second."))
    assert told.title == "The Service Bench"
    assert told.text == "First.\n\n# What came of it\n\nSecond."


def test_addresses_access_and_short_fields_are_never_printed() -> None:
    told = story(submission(one="First.", site="https://x.example", access="user/pass", revenue="41 million"))
    assert told.text == "First."


def test_only_a_testimonial_whose_giver_agreed_is_printed() -> None:
    assert [quote["quote"] for quote in story(submission(one="First.")).quotes] == ["Yes"]


def test_a_section_without_text_leaves_no_heading() -> None:
    assert story(submission(two="Second.")).text == "Second."
