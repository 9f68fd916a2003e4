from laurels.programs.files.fields import FIELDS
from laurels.programs.files.reference import tables_in, with_tables
from tests.programs.regenerate import PAGE


def test_the_reference_page_says_what_the_definitions_say() -> None:
    page = PAGE.read_text(encoding="utf-8")

    assert with_tables(page) == page


def test_the_reference_page_has_every_table() -> None:
    assert tables_in(PAGE.read_text(encoding="utf-8")) == FIELDS.keys()


def test_a_stale_table_would_be_noticed() -> None:
    page = PAGE.read_text(encoding="utf-8")
    stale = page.replace("How many judges read each entry.", "How many judges there are.")

    assert stale != page
    assert with_tables(stale) == page
