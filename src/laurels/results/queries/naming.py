"""What the public ids in a tally are called. Two queries for 3 entries and for 300."""

from dataclasses import dataclass

from laurels.entries.models import Entry
from laurels.judging.models import Judge
from laurels.programs.models import Edition


@dataclass(frozen=True)
class EntryName:
    """Names as they are now: a tally keeps none, so that correcting a spelling changes no digest."""

    pk: int
    number: int
    organization: str
    title: str
    division: str  # key
    division_name: str
    category_name: str


def entry_names(edition: Edition) -> dict[str, EntryName]:
    """Every entry that was ever handed in, by its public id."""
    rows = Entry.objects.filter(edition=edition).exclude(number=None).order_by("number")
    columns = ("pk", "number", "organization__name", "title", "division__key", "division__name", "category__name")
    return {
        public_id: EntryName(pk, number, organization, title, key or "", division or "", category or "")
        for public_id, pk, number, organization, title, key, division, category in rows.values_list(
            "public_id", *columns
        )
    }


def judge_names(edition: Edition) -> dict[str, str]:
    rows = Judge.objects.filter(edition=edition).select_related("person")
    return {judge.public_id: str(judge.person) for judge in rows}
