"""What the records know of some judges and some entries, read in one statement however many they are.

Each branch of the statement is one small question; its rows have the same shape, so that the database can answer all
of them in one round trip: a desk that saves every score as it is given asks this with each save.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import Any, NamedTuple, TypeAlias

from django.db.models import CharField, Exists, F, IntegerField, OuterRef, Q, QuerySet, Subquery, Value
from django.db.models.expressions import Combinable
from django.db.models.fields.json import KeyTextTransform, KeyTransform
from django.db.models.functions import Cast, Coalesce

from laurels.accounts.models import Organization, OrganizationMember
from laurels.entries.models import Collaborator, Entry, Testimonial
from laurels.judging.models import Assignment, Conflict, Judge, Tie
from laurels.programs.definition import JudgingDef
from laurels.programs.models import Milestone


class Fact(NamedTuple):
    """One thing known. What the columns hold depends on `kind`; 0 and "" stand for nothing."""

    kind: str
    a: int = 0
    b: int = 0
    c: int = 0
    d: int = 0
    text: str = ""
    more: str = ""


Facts = Mapping[str, list[Fact]]
"""By kind."""

Branch: TypeAlias = "QuerySet[Any, tuple[Any, ...]]"
Rows: TypeAlias = "QuerySet[Any, Any]"
Column: TypeAlias = str | Combinable


def read(who: Rows, what: Rows, seats: QuerySet[Assignment] | None = None) -> Facts:
    """One query. `who` and `what` select row numbers, of judges and of entries; plainly, for every branch asks again.

    Kinds and their columns stand beside each branch below.
    """
    branches = [*_of_judges(who), *_of_entries(what), _parents()]
    if seats is not None:
        branches.append(_rows("seat", seats, a="pk", b="judge_id", c="entry_id"))
    found: defaultdict[str, list[Fact]] = defaultdict(list)
    for row in branches[0].union(*branches[1:], all=True):
        fact = Fact(*row)
        found[fact.kind].append(fact)
    return found


def current(organization: str) -> Coalesce:
    """The record that an organization was merged into, or itself: entries and conflicts keep their first one."""
    return Coalesce(f"{organization}__merged_into", organization)


def _of_judges(who: Rows) -> list[Branch]:
    judges = Judge.objects.filter(pk__in=who)
    ties = Tie.objects.filter(judge__in=who, removed_at=None)
    conflicts = Conflict.objects.filter(judge__in=who, withdrawn_at=None)
    confirmed = Judge.objects.annotate(
        house=current("person__organizations__organization"), since=F("person__organizations__confirmed_at")
    ).filter(pk__in=who, since__isnull=False)
    company, entry = Coalesce(current("organization"), 0), Coalesce("entry_id", 0)
    employer = Coalesce(current("employer"), 0)
    return [
        _rows("judge", judges, a="pk", b="person_id", c=employer, d="edition_id", text="employer_name"),
        _rows("name", judges, a="pk", text="person__name", more=Coalesce("person__email", Value(""))),
        _rows("years", judges, a="pk", b=_years(), text=_opens()),
        _rows("member", confirmed, a="pk", b="house"),
        _rows("former", ties.filter(kind=Tie.Kind.FORMER), a="judge_id", b=company, text="name", more=_day("until")),
        _rows("competitor", ties.filter(kind=Tie.Kind.COMPETITOR), a="judge_id", b=company, text="name"),
        _rows(
            "conflict",
            conflicts.exclude(decision=Conflict.Decision.DISMISSED),
            a="judge_id",
            b=entry,
            c=company,
            d="pk",
            text="source",
            more="decision",
        ),
        _rows(
            "dismissed",
            conflicts.filter(decision=Conflict.Decision.DISMISSED),
            a="judge_id",
            b=entry,
            c=company,
            d=Coalesce(current("through"), 0),
            text="source",
            more="said",
        ),
        _rows("category", _own_categories(who), a="judged_by", b="category_id"),
    ]


def _of_entries(what: Rows) -> list[Branch]:
    entries = Entry.objects.filter(pk__in=what)
    entrant, nominated = current("organization"), entries.exclude(nominated=None)
    collaborators = Collaborator.objects.filter(entry__in=what)
    contact = "nominated__nomination__contact"

    def person(path: str) -> dict[str, Column]:
        return {"b": f"{path}_id", "text": Coalesce(f"{path}__email", Value(""))}

    return [
        _rows("entry", entries, a="pk", b=entrant, c=Coalesce("category_id", 0), d="edition_id"),
        _rows(
            "company",
            entries,
            a="pk",
            text=Coalesce("organization__merged_into__name", "organization__name"),
            more=Coalesce("organization__merged_into__website", "organization__website"),
        ),
        _rows("works-on", entries, a="pk", **person("created_by")),
        _rows("works-on", collaborators, a="entry_id", **person("person")),
        _rows("contact", nominated, a="pk", **person(contact)),
        # One that was taken out again still shows that the judge once spoke for the company.
        _rows("testimonial", Testimonial.objects.filter(entry__in=what).exclude(who=""), a="entry_id", text="who"),
    ]


def _parents() -> Branch:
    return _rows(
        "parent", Organization.objects.exclude(parent=None), a=Coalesce("merged_into", "pk"), b=current("parent")
    )


def _own_categories(who: Rows) -> QuerySet[Entry]:
    """Entries of the judges' own companies, where the edition keeps judges out of the whole category."""
    entered = Entry.objects.annotate(
        judged_by=F("edition__judges__pk"),
        judged_as=F("edition__judges__employer_name"),
        person=F("edition__judges__person"),
        works_for=current("edition__judges__employer"),
        entrant=current("organization"),
    )
    member = OrganizationMember.objects.filter(organization=OuterRef("entrant"), person=OuterRef("person"))
    own = (
        Q(entrant=F("works_for"))
        | Q(works_for=None, organization__name__iexact=F("judged_as"))
        | Exists(member.exclude(confirmed_at=None))
    )
    return entered.filter(
        own,
        judged_by__in=who,
        state=Entry.State.SUBMITTED,
        category__isnull=False,
        edition__settings__judging__off_own_category=True,
    )


def _years() -> Coalesce:
    said = KeyTextTransform("former_employer_years", KeyTransform("judging", "edition__settings"))
    return Coalesce(Cast(said, IntegerField()), Value(JudgingDef.former_employer_years))


def _opens() -> Cast:
    """The day from which years are counted back: judging opens, else entries close, else the edition was made.

    A day of the edition and not today's, so that what a judge may read does not change in the middle of a round.
    """
    dates = Milestone.objects.filter(edition=OuterRef("edition"))
    opens, closes = (
        Subquery(dates.filter(kind=kind).values("at")[:1])
        for kind in (Milestone.Kind.JUDGING_OPENS, Milestone.Kind.ENTRIES_CLOSE)
    )
    return _text(Coalesce(opens, closes, "edition__created_at"))


def _day(column: str) -> Coalesce:
    return Coalesce(_text(F(column)), Value(""))


def _text(value: Combinable) -> Cast:
    return Cast(value, CharField())


def _rows(kind: str, rows: QuerySet[Any], **columns: Column) -> Branch:
    """The rows as facts of a kind; columns that are not named hold nothing."""
    usual: dict[str, Combinable] = {name: Value(0 if name in "abcd" else "") for name in Fact._fields[1:]}
    asked = {name: F(each) if isinstance(each, str) else each for name, each in columns.items()}
    named = {f"fact_{name}": each for name, each in {**usual, **asked}.items()}
    facts: Branch = rows.order_by().annotate(fact_kind=Value(kind), **named).values_list("fact_kind", *named)
    return facts
