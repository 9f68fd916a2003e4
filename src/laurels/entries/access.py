"""Fetch a nomination, an entry or a file for this person, or refuse.

Whoever speaks for the organization may do everything with its entries. Others are collaborators with a role, and
know of nothing else. What a person may not know of does not exist for them.
"""

from django.db.models import Q, QuerySet

from laurels.accounts.models import OrganizationMember, Person
from laurels.entries.errors import NoSuchEntryError, RoleError
from laurels.entries.models import Attachment, Collaborator, Entry, Metric, NominatedCategory, Nomination, Testimonial
from laurels.entries.queries import role_of

Role = Collaborator.Role
_RANK = {Role.VIEW: 0, Role.EDIT: 1, Role.SUBMIT: 2}
_AROUND = ("edition__program__organizer", "organization", "category", "division")


def allows(role: str, needed: str) -> bool:
    return _RANK[Role(role)] >= _RANK[Role(needed)]


# ---- The entrant's side ----


def entry_for_entrant(person: Person, public_id: str, *, needs: str = Role.VIEW) -> Entry:
    """The entry, for one who works on it.

    Raises:
        NoSuchEntryError: none, or not theirs.
        RoleError: theirs to see, but `needs` is more than their role. Facts: `role`, `needs`.
    """
    entry = Entry.objects.select_related(*_AROUND).filter(public_id=public_id).first()
    role = role_of(person, entry) if entry else None
    if entry is None or role is None:
        raise NoSuchEntryError(f"no entry {public_id!r} that {person} works on")
    if not allows(role, needs):
        raise RoleError(f"{person} may {role} {entry}, not {needs} it", role=role, needs=needs)
    return entry


def metric_for_entrant(person: Person, public_id: str, *, needs: str) -> Metric:
    row = Metric.objects.filter(public_id=public_id, removed_at=None).first()
    if row is None:
        raise NoSuchEntryError(f"no metric {public_id!r}")
    row.entry = _entry_behind(person, row.entry_id, needs=needs)
    return row


def testimonial_for_entrant(person: Person, public_id: str, *, needs: str) -> Testimonial:
    row = Testimonial.objects.filter(public_id=public_id, removed_at=None).first()
    if row is None:
        raise NoSuchEntryError(f"no testimonial {public_id!r}")
    row.entry = _entry_behind(person, row.entry_id, needs=needs)
    return row


def attachment_for_entrant(person: Person, public_id: str, *, needs: str = Role.VIEW) -> Attachment:
    """A file of an entry that this person works on; a removed one too, since a submission may still hold it."""
    row = Attachment.objects.select_related("file").filter(public_id=public_id).first()
    if row is None:
        raise NoSuchEntryError(f"no attachment {public_id!r}")
    row.entry = _entry_behind(person, row.entry_id, needs=needs)
    return row


def collaborator_on(entry: Entry, person_id: str) -> Collaborator:
    """One of the people on an entry that the caller has fetched already."""
    held = entry.collaborators.select_related("person", "entry").filter(person__public_id=person_id).first()
    if held is None:
        raise NoSuchEntryError(f"{person_id!r} does not work on {entry}")
    return held


def nomination_for_entrant(person: Person, public_id: str) -> Nomination:
    """For its contact, and for everybody who speaks for the organization."""
    nomination = (
        nominations_for(person)
        .select_related("edition__program__organizer", "organization", "contact")
        .filter(public_id=public_id)
        .first()
    )
    if nomination is None:
        raise NoSuchEntryError(f"no nomination {public_id!r} of {person}")
    return nomination


def nominated_for_entrant(person: Person, public_id: str) -> NominatedCategory:
    nominated = (
        NominatedCategory.objects.select_related("category", "nomination__edition__program", "nomination__organization")
        .filter(public_id=public_id, nomination__in=nominations_for(person))
        .first()
    )
    if nominated is None:
        raise NoSuchEntryError(f"no nominated category {public_id!r} of {person}")
    return nominated


def nominations_for(person: Person) -> QuerySet[Nomination]:
    return Nomination.objects.filter(Q(contact=person) | _of_spoken_for(person))


def entries_for(person: Person) -> QuerySet[Entry]:
    """Every entry that this person works on or speaks for."""
    collaborating = Collaborator.objects.filter(person=person).values("entry")
    return Entry.objects.filter(Q(pk__in=collaborating) | _of_spoken_for(person))


# ---- Staff ----


def entry_for_staff(person: Person, public_id: str) -> Entry:
    """An entry in a program of an organizer that this person works for."""
    entry = Entry.objects.select_related(*_AROUND).filter(public_id=public_id, **_staffed(person, "edition")).first()
    if entry is None:
        raise NoSuchEntryError(f"no entry {public_id!r} in a program of {person}")
    return entry


def nomination_for_staff(person: Person, public_id: str) -> Nomination:
    nomination = (
        Nomination.objects.select_related("edition__program__organizer", "organization", "contact")
        .filter(public_id=public_id, **_staffed(person, "edition"))
        .first()
    )
    if nomination is None:
        raise NoSuchEntryError(f"no nomination {public_id!r} in a program of {person}")
    return nomination


def nominated_for_staff(person: Person, public_id: str) -> NominatedCategory:
    nominated = (
        NominatedCategory.objects.select_related("category", "nomination__edition__program", "nomination__organization")
        .filter(public_id=public_id, **_staffed(person, "nomination__edition"))
        .first()
    )
    if nominated is None:
        raise NoSuchEntryError(f"no nominated category {public_id!r} in a program of {person}")
    return nominated


def attachment_for_staff(person: Person, public_id: str) -> Attachment:
    attachment = (
        Attachment.objects.select_related("file", "entry")
        .filter(public_id=public_id, **_staffed(person, "entry__edition"))
        .first()
    )
    if attachment is None:
        raise NoSuchEntryError(f"no attachment {public_id!r} in a program of {person}")
    return attachment


def _staffed(person: Person, edition: str) -> dict[str, object]:
    staff = f"{edition}__program__organizer__staff"
    return {f"{staff}__person": person, f"{staff}__until": None}


def _of_spoken_for(person: Person) -> Q:
    """Of an organization that this person speaks for, or of a record that was merged into it."""
    confirmed = OrganizationMember.objects.filter(person=person, confirmed_at__isnull=False)
    own = confirmed.values_list("organization", flat=True)
    return Q(organization__in=own) | Q(organization__merged_into__in=own)


def _entry_behind(person: Person, entry_id: int, *, needs: str = Role.VIEW) -> Entry:
    public_id = Entry.objects.values_list("public_id", flat=True).get(pk=entry_id)
    return entry_for_entrant(person, public_id, needs=needs)
