"""What the public may read: announcements and winners' write-ups."""

from __future__ import annotations

from django.db import models

from laurels.accounts.models import Person
from laurels.core.ids import PublicIdModel
from laurels.programs.models import Edition
from laurels.results.models import Decision


class Announcement(PublicIdModel):
    """From `at` on, the edition's results are public. A later one of the same edition is a correction."""

    FIRST = 1

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="announcements")
    number = models.PositiveSmallIntegerField(default=1)
    title = models.CharField(max_length=300)
    text = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "number"], name="announcement_number")]
        ordering = ["-at"]

    def __str__(self) -> str:
        return self.title

    @property
    def is_correction(self) -> bool:
        return self.number > self.FIRST


class WriteUp(PublicIdModel):
    """A winner's own story as published: built from the submission, shown after the announcement, with consent."""

    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, related_name="write_up")
    title = models.CharField(max_length=300)
    text = models.TextField()  # markdown
    metrics = models.JSONField(default=list)
    quotes = models.JSONField(default=list)  # testimonials whose giver agreed to be named
    approved_at = models.DateTimeField(null=True, blank=True)
    approved_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    submission_sha256 = models.CharField(max_length=64, blank=True)  # of the snapshot that it was made from
    made_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.title
