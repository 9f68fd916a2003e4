"""What is known already of people who are about to be invited. Nothing is written."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from laurels.accounts.models import Organization, Organizer, Person
from laurels.core.folding import fold, name_key
from laurels.entries.models import Entry
from laurels.judging.clash import current
from laurels.judging.invitefile import Invitee, near
from laurels.judging.models import Judge
from laurels.judging.queries.judges import years_served
from laurels.judging.queries.profile import companies_named
from laurels.programs.models import Edition

Standing = Literal["new", "again", "declined-before", "same-name", "judge", "declined", "withdrawn"]
# Words that say how a company is registered, not who it is.
LEGAL = re.compile(
    r"\b(inc|incorporated|ltd|limited|llc|plc|gmbh|ag|sa|sas|sarl|bv|nv|oy|ab|as|co|corp|corporation|kk)\b"
)


@dataclass(frozen=True)
class InviteeLine:
    """One of those to be invited, and what is known of them already."""

    invitee: Invitee
    employer: Organization | None
    """The record that bears the employer's name: its entries will be kept from this judge."""
    entries: int
    """How many entries of this edition that keeps away."""
    near_employer: str
    """The name of a company with entries here that the employer may be, though it is written another way."""
    judge: Judge | None
    """They are a judge of this edition already, so they are passed over."""
    before: Judge | None
    """The same person as judge of the latest earlier edition of this organizer."""
    years: int
    """Editions of this organizer in which they confirmed a scorecard."""
    declined_before: bool
    """Asked in an earlier edition, they said no the last time."""
    same_name: tuple[str, ...]
    """Other addresses that somebody of this name has, as a judge of this organizer or on another line."""
    meant: Mapping[str, str]
    """For a word of expertise that the program does not list: the name that it may be a slip of; empty if none."""

    @property
    def standing(self) -> Standing:
        """The one thing to say first."""
        if self.judge is not None:
            left = {Judge.State.DECLINED: "declined", Judge.State.WITHDRAWN: "withdrawn"}
            return left.get(Judge.State(self.judge.state), "judge")  # type: ignore[return-value]  # of these three
        if self.same_name:
            return "same-name"
        if self.declined_before:
            return "declined-before"
        return "again" if self.before else "new"

    @property
    def goes_out(self) -> bool:
        """Whether they can be invited at all."""
        return self.judge is None

    @property
    def proposed(self) -> bool:
        """Whether the mail goes out unless staff say otherwise: not where somebody should look first."""
        return self.standing in {"new", "again"}


def preview_invitations(
    edition: Edition, invitees: Sequence[Invitee], expertise: Mapping[str, str] | None = None
) -> list[InviteeLine]:
    """Six queries, however many people. Employers match by name alone, accents and case aside."""
    organizer = edition.program.organizer
    people = _people(invitees)
    here, before = _judges(edition, people.values())
    companies = companies_named(each.employer_name for each in invitees)
    entered = _entered(edition)
    twins = _twins(organizer, invitees)
    names = {_bare(name): name for name in sorted({name for name, _ in entered.values()})}

    def line(invitee: Invitee) -> InviteeLine:
        person = people.get(invitee.email.lower())
        employer = companies.get(fold(invitee.employer_name)) if invitee.employer_name else None
        past = before.get(person.pk) if person else None
        return InviteeLine(
            invitee=invitee,
            employer=employer,
            entries=entered[employer.pk][1] if employer and employer.pk in entered else 0,
            near_employer=_near_company(invitee.employer_name, names) if employer is None else "",
            judge=here.get(person.pk) if person else None,
            before=past,
            years=int(vars(past)["years"]) if past else 0,
            declined_before=past is not None and past.state == Judge.State.DECLINED,
            same_name=tuple(sorted(twins[name_key(invitee.name)] - {invitee.email, (person and person.email) or ""})),
            meant={word: near(word, (expertise or {}).values()) for word in invitee.unknown},
        )

    return [line(each) for each in invitees]


def _people(invitees: Sequence[Invitee]) -> dict[str, Person]:
    """By address, also by one that was merged into another."""
    rows = Person.objects.filter(email__in={each.email.lower() for each in invitees}).select_related("merged_into")
    return {person.email or "": person.merged_into or person for person in rows}


def _judges(edition: Edition, people: object) -> tuple[dict[int, Judge], dict[int, Judge]]:
    """By person: as a judge of this edition, and of the organizer's latest other one."""
    organizer = edition.program.organizer
    rows = Judge.objects.filter(edition__program__organizer=organizer, person__in=list(people))  # type: ignore[call-overload]
    rows = rows.annotate(years=years_served(organizer)).select_related("person", "edition", "employer")
    here: dict[int, Judge] = {}
    before: dict[int, Judge] = {}
    for judge in rows.order_by("-invited_at", "-pk"):
        (here if judge.edition_id == edition.pk else before).setdefault(judge.person_id, judge)
    return here, before


def _entered(edition: Edition) -> dict[int, tuple[str, int]]:
    """The companies with submitted entries: name and how many, by row number."""
    rows = Entry.objects.filter(edition=edition, state=Entry.State.SUBMITTED).annotate(entrant=current("organization"))
    counts = Counter(rows.order_by().values_list("entrant", flat=True))
    names = dict(Organization.objects.filter(pk__in=counts).values_list("pk", "name"))
    return {pk: (names[pk], n) for pk, n in counts.items()}


def _twins(organizer: Organizer, invitees: Sequence[Invitee]) -> defaultdict[str, set[str]]:
    """Addresses by the key of a name: of the organizer's judges, and of the other lines."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for each in invitees:
        found[name_key(each.name)].add(each.email)
    judges = Judge.objects.filter(edition__program__organizer=organizer).exclude(person__email=None).order_by()
    for name, address in judges.values_list("person__name", "person__email").distinct():
        key = name_key(name)
        if address and key in found:
            found[key].add(address)
    return found


def _near_company(name: str, names: Mapping[str, str]) -> str:
    """A company that entered and may be meant: the same but for its legal form and signs, or a slip of the pen."""
    bare = _bare(name)
    if not bare:
        return ""
    return names.get(bare) or names.get(near(bare, names), "")


def _bare(name: str) -> str:
    letters = re.sub(r"[^\w\s]", " ", fold(name))
    return " ".join(LEGAL.sub(" ", letters).split())
