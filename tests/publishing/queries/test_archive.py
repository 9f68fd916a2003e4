"""The record of winners over the years."""

import datetime as dt

from laurels.accounts.models import Organizer
from laurels.programs.models import Category, Edition, Program
from laurels.publishing.queries import archive
from laurels.publishing.queries.archive import ArchiveFilter
from laurels.results.actions import Honored, record_past_honor

AT = dt.datetime(2007, 1, 1, tzinfo=dt.UTC)


def test_a_category_that_was_renamed_is_one_category_over_the_years(sspa: Organizer) -> None:
    program = Program.objects.create(organizer=sspa, key="star", name="STAR")
    names = {2017: "Best Practices in the Delivery of Support Services", 2018: "Best Practices in Support Services"}
    for year, name in names.items():
        edition = Edition.objects.create(
            program=program, key=str(year), name=str(year), timezone="UTC", created_at=AT, published_at=AT
        )
        Category.objects.create(edition=edition, key="best-practices", name=name)
        whom = Honored(printed_name=f"Winner of {year}", category_name=name)
        record_past_honor(
            program=program, year=year, honor="winner", honor_name="Winner", whom=whom, actor=None, now=AT
        )
    found = archive.honors_of(program, ArchiveFilter(category="best-practices"), AT)
    assert [each.printed_name for each in found] == ["Winner of 2018", "Winner of 2017"]
    (choice,) = archive.category_choices(program, AT)
    assert (choice.value, choice.words) == ("best-practices", names[2018])
