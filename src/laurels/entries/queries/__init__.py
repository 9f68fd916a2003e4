"""Reads of one edition's call and of one entry. Lists are in `lists.py` and, for staff, in `overview.py`."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Prefetch, prefetch_related_objects

from laurels.accounts.models import Organization, OrganizationMember, Person
from laurels.accounts.queries import membership_types, people_by_id
from laurels.entries import documents, snapshots
from laurels.entries.models import (
    AccessData,
    Answer,
    Attachment,
    Collaborator,
    Entry,
    Metric,
    NominatedCategory,
    Nomination,
    Submission,
    Testimonial,
)
from laurels.entries.rules import Dates, Problem, Refusal, eligible, problems_of
from laurels.programs import queries as programs
from laurels.programs.definition import (
    EligibilityDef,
    EntryDef,
    FieldDef,
    FormDef,
    SectionDef,
)
from laurels.programs.models import Category, Division, Edition

# ---- What an edition asks for ----


def terms_of(edition: Edition) -> EntryDef:
    """How one enters: in one step or after a nomination, with which fee."""
    return EntryDef.from_json(edition.settings.get("entry") or {})


def dates_of(edition: Edition) -> Dates:
    """One query, or none when the milestones were prefetched."""
    at = {milestone.kind: milestone.at for milestone in edition.milestones.all()}
    return Dates(
        call_opens=at.get("call-opens"),
        nominations_close=at.get("nominations-close"),
        entries_close=at.get("entries-close"),
        announcement=at.get("announcement"),
    )


def form_of(entry: Entry) -> FormDef:
    return programs.form_for(entry.edition, entry.category)


STATEMENT = FieldDef(key="statement", label="Why this nomination", kind="text")
PLAIN_NOMINATION = FormDef(sections=(SectionDef(key="nomination", title="The nomination", fields=(STATEMENT,)),))


def nomination_form(edition: Edition) -> FormDef:
    """What a nomination says; one optional statement where the edition declares nothing."""
    declared = edition.settings.get("nomination_form")
    return FormDef.from_json(declared) if declared else PLAIN_NOMINATION


def offered_to(category: Category) -> EligibilityDef:
    return EligibilityDef.from_json(category.eligibility or {})


def held_by(organization: Organization, edition: Edition, now: dt.datetime) -> frozenset[str]:
    """Membership types with the edition's organizer today, where "today" is the program's day."""
    return membership_types(organization, edition.program.organizer, now.astimezone(edition.zone).date())


def refusals(organization: Organization, categories: Sequence[Category], now: dt.datetime) -> dict[str, Refusal]:
    """Those of one edition's categories that are not offered to the organization today, by key."""
    if not categories:
        return {}
    edition = categories[0].edition
    held = held_by(organization, edition, now)
    names = {row.key: row.name for row in edition.program.organizer.membership_types.all()}
    return {
        category.key: Refusal(
            category=category.key,
            name=category.name,
            offered_to=offered,
            wanted=tuple(names.get(key, key) for key in offered.types),
            held=tuple(names.get(key, key) for key in sorted(held)),
        )
        for category in categories
        if not eligible(offered := offered_to(category), held)
    }


def taken_categories(organization: Organization, edition: Edition, *, besides: Nomination | None = None) -> set[str]:
    """Keys of categories in which the organization stands already: one application for each."""
    live = NominatedCategory.objects.filter(nomination__edition=edition, nomination__organization=organization)
    live = live.exclude(nomination__state=Nomination.State.WITHDRAWN).exclude(state=NominatedCategory.State.DECLINED)
    return set(live.exclude(nomination=besides).values_list("category__key", flat=True))


def categories_of(edition: Edition) -> list[Category]:
    return list(edition.categories.select_related("edition__program__organizer"))


def divisions_of(edition: Edition) -> list[Division]:
    return list(edition.divisions.all())


def chosen_in(nomination: Nomination) -> list[NominatedCategory]:
    return list(nomination.categories.select_related("category"))


def with_categories(nomination: Nomination) -> Nomination:
    """The same nomination with its categories and their applications fetched along."""
    rows = NominatedCategory.objects.select_related("category", "entry").order_by("category__position", "id")
    prefetch_related_objects([nomination], Prefetch("categories", rows))
    return nomination


# ---- Who works on an entry ----


def role_of(person: Person, entry: Entry) -> str | None:
    """What a person may do with an entry; who speaks for its organization may do everything."""
    spoken = OrganizationMember.objects.filter(
        person=person, organization=entry.organization.current, confirmed_at__isnull=False
    )
    if spoken.exists():
        return Collaborator.Role.SUBMIT
    return Collaborator.objects.filter(entry=entry, person=person).values_list("role", flat=True).first()


def people_of(entry: Entry) -> list[Collaborator]:
    return list(entry.collaborators.select_related("person").order_by("added_at", "id"))


def names_of(public_ids: Iterable[str]) -> dict[str, str]:
    """What people are called, by public id: for "saved by"."""
    return {key: str(person) for key, person in people_by_id(public_ids).items()}


# ---- What stands in an entry ----


@dataclass(frozen=True, kw_only=True)
class Draft:
    """Everything that stands in an entry now, as live rows. Access data is among it: not for judges' documents."""

    answers: Mapping[str, Answer]
    metrics: tuple[Metric, ...]
    testimonials: tuple[Testimonial, ...]
    attachments: tuple[Attachment, ...]
    access: AccessData | None

    @property
    def texts(self) -> dict[str, str]:
        return {key: answer.text for key, answer in self.answers.items()}

    @property
    def documents(self) -> set[str]:
        """Keys of fields that asked for a file and got one."""
        return {attachment.field for attachment in self.attachments if attachment.field}

    @property
    def access_text(self) -> str:
        return self.access.text if self.access else ""


def draft_of(entry: Entry) -> Draft:
    """Five queries."""
    return Draft(
        answers={answer.field: answer for answer in entry.answers.all()},
        metrics=tuple(entry.metrics.filter(removed_at=None)),
        testimonials=tuple(entry.testimonials.filter(removed_at=None)),
        attachments=tuple(entry.attachments.filter(removed_at=None).select_related("file", "added_by")),
        access=AccessData.objects.filter(entry=entry).first(),
    )


def problems_before(entry: Entry, form: FormDef, draft: Draft) -> list[Problem]:
    """What stands in the way of submitting, in the order of the form."""
    found = problems_of(form, draft.texts, draft.documents, access_data=draft.access_text, title=entry.title)
    if entry.division_id is None and entry.edition.divisions.exists():
        found.insert(0, Problem(code="no-division"))
    return found


def latest_submission(entry: Entry) -> Submission | None:
    return entry.submissions.order_by("-number").first()


def changed_since(entry: Entry, submission: Submission) -> bool:
    """Whether the draft says something else than what was submitted."""
    return snapshots.digest_of(content_of(entry)) != submission.sha256


def content_of(entry: Entry) -> "snapshots.Content":
    """What a submission would hold now."""
    draft = draft_of(entry)
    return snapshots.content(
        entry,
        form_of(entry),
        texts=draft.texts,
        metrics=draft.metrics,
        testimonials=draft.testimonials,
        attachments=draft.attachments,
    )


def document(submission: Submission) -> documents.Document:
    """A submission as one reading document. No query; never holds access data."""
    return documents.build(submission.content)


def preview(entry: Entry) -> documents.Document:
    """The draft as it would be read."""
    return documents.build(content_of(entry))


def attachment_in(submission: Submission, public_id: str) -> Attachment | None:
    """A file of this very submission, for whoever may read the submission; one added later is not in it."""
    held = {each["id"] for each in submission.content["attachments"]}
    if public_id not in held:
        return None
    return Attachment.objects.select_related("file").filter(public_id=public_id, entry=submission.entry_id).first()
