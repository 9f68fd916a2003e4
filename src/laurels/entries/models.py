"""Nominations, entries and what stands in them. A submission is what is judged; the live rows are only drafts."""

from __future__ import annotations

from typing import Any

from django.db import models

from laurels.accounts.models import Organization, Person
from laurels.core.ids import PublicIdModel
from laurels.core.models import StoredFile, VersionedModel
from laurels.programs.models import Category, Division, Edition


class Nomination(PublicIdModel, VersionedModel):
    """An organization puts itself (or is put) forward in one or more categories of a two-step edition.

    What is saved in versions are the answers to the nomination form.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        SUBMITTED = "submitted"
        WITHDRAWN = "withdrawn"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="nominations")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="nominations")
    contact = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="nominations")
    number = models.PositiveIntegerField(null=True, blank=True)
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    answers = models.JSONField(default=dict, blank=True)  # key of a field of the nomination form → text
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="nomination_number")]
        ordering = ["edition", "number", "id"]

    def __str__(self) -> str:
        return f"nomination {self.number or '(draft)'} of {self.organization}"


class NominatedCategory(PublicIdModel):
    """One category of a nomination: accepted or declined, its fee paid, each on its own."""

    class State(models.TextChoices):
        PENDING = "pending"
        ACCEPTED = "accepted"
        DECLINED = "declined"

    class Fee(models.TextChoices):
        DUE = "due"
        PAID = "paid"
        WAIVED = "waived"
        NONE = "none"  # this edition asks for no fee

    nomination = models.ForeignKey(Nomination, on_delete=models.CASCADE, related_name="categories")
    category = models.ForeignKey(Category, on_delete=models.PROTECT, related_name="nominated")
    state = models.CharField(max_length=12, choices=State.choices, default=State.PENDING)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    eligible = models.BooleanField(null=True)  # what the rule said when it was submitted
    eligibility_note = models.TextField(blank=True)
    override_reason = models.TextField(blank=True)  # staff let it in against the rule
    fee = models.CharField(max_length=8, choices=Fee.choices, default=Fee.DUE)
    fee_marked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["nomination", "category"], name="nominated_category_once")]
        ordering = ["category__position", "id"]

    def __str__(self) -> str:
        return f"{self.nomination} in {self.category}"

    @property
    def open_for_application(self) -> bool:
        """Accepted and paid: only then does the application open (PROGRAMS.md ST-01)."""
        return self.state == self.State.ACCEPTED and self.fee != self.Fee.DUE


class Entry(PublicIdModel, VersionedModel):
    """One entry (an application in a category, or a one-step entry). Category, division and withdrawal live here.

    What is saved in versions is the title; the rest of what is written lies in the rows below.
    """

    class State(models.TextChoices):
        DRAFT = "draft"
        SUBMITTED = "submitted"
        WITHDRAWN = "withdrawn"
        DISQUALIFIED = "disqualified"

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="entries")
    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="entries")
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    division = models.ForeignKey(Division, null=True, blank=True, on_delete=models.PROTECT, related_name="entries")
    nominated = models.OneToOneField(
        NominatedCategory, null=True, blank=True, on_delete=models.PROTECT, related_name="entry"
    )
    title = models.CharField(max_length=300)
    number = models.PositiveIntegerField(null=True, blank=True)  # given at the first submission
    state = models.CharField(max_length=14, choices=State.choices, default=State.DRAFT)
    state_reason = models.TextField(blank=True)
    division_answers = models.JSONField(default=dict)  # answers to the division's test
    fee = models.CharField(max_length=8, choices=NominatedCategory.Fee.choices, default=NominatedCategory.Fee.NONE)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="entry_number")]
        indexes = [models.Index(fields=["edition", "state", "number"], name="entry_of_edition")]
        ordering = ["edition", "number", "id"]
        verbose_name_plural = "entries"

    def __str__(self) -> str:
        return self.title


class Collaborator(models.Model):
    """A person who may work on an entry. The one who began it is a collaborator too."""

    class Role(models.TextChoices):
        VIEW = "view"
        EDIT = "edit"
        SUBMIT = "submit"

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="collaborators")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="collaborations")
    role = models.CharField(max_length=8, choices=Role.choices, default=Role.EDIT)
    added_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "person"], name="collaborator_once")]

    def __str__(self) -> str:
        return f"{self.person} on {self.entry}"


class Answer(VersionedModel):
    """What stands in one field of the form. `field` is the field's key; sections hold one long text each."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="answers")
    field = models.CharField(max_length=120)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "field"], name="answer_once")]

    def __str__(self) -> str:
        return f"{self.field} of {self.entry_id}"


class AccessData(VersionedModel):
    """How judges get into a closed site. In no ledger, snapshot or export; shown to assigned judges only."""

    entry = models.OneToOneField(Entry, on_delete=models.CASCADE, related_name="access_data")
    text = models.TextField(blank=True)

    def __str__(self) -> str:
        return f"access data of {self.entry_id}"


class Metric(PublicIdModel, VersionedModel):
    """A figure that carries the story. Values are text: what the entrant wrote is what is printed."""

    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="metrics")
    section = models.CharField(max_length=80)
    name = models.CharField(max_length=200, blank=True)
    unit = models.CharField(max_length=60, blank=True)
    before = models.CharField(max_length=60, blank=True)
    after = models.CharField(max_length=60, blank=True)
    period = models.CharField(max_length=120, blank=True)
    source = models.CharField(max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["section", "position", "id"]

    def __str__(self) -> str:
        return self.name


class Testimonial(PublicIdModel, VersionedModel):
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="testimonials")
    section = models.CharField(max_length=80)
    quote = models.TextField(blank=True)
    who = models.CharField(max_length=300, blank=True)
    may_publish = models.BooleanField(default=False)
    position = models.PositiveSmallIntegerField(default=0)
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["section", "position", "id"]

    def __str__(self) -> str:
        return f"testimonial by {self.who}"


class Attachment(PublicIdModel):
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="attachments")
    section = models.CharField(max_length=80, blank=True)
    field = models.CharField(max_length=120, blank=True)  # the form's field that asked for this document, if one did
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)
    caption = models.CharField(max_length=300, blank=True)
    added_at = models.DateTimeField()
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["section", "id"]

    def __str__(self) -> str:
        return self.name


class Submission(PublicIdModel):
    """An immutable snapshot of an entry: canonical JSON with its SHA-256. The newest one is what is judged."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="submissions")
    number = models.PositiveSmallIntegerField()  # 1 for the first, 2 after a resubmission
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "number"], name="submission_number")]
        ordering = ["entry", "-number"]

    def __str__(self) -> str:
        return f"submission {self.number} of {self.entry_id}"

    def save(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 whatever Django hands on
        if not self._state.adding:
            raise TypeError(f"{self} cannot be changed: a change is a further submission")
        super().save(*args, **kwargs)
