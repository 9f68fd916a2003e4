"""Programs, editions and what an edition declares. Content comes from program files; here it is kept."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

from django.db import models

from laurels.accounts.models import Organizer, Person
from laurels.core.ids import PublicIdModel


class MembershipType(models.Model):
    """A type of membership that an organizer offers; categories are offered to sets of them."""

    organizer = models.ForeignKey(Organizer, on_delete=models.PROTECT, related_name="membership_types")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organizer", "key"], name="membership_type_key")]
        ordering = ["id"]

    def __str__(self) -> str:
        return self.name


class Program(PublicIdModel):
    organizer = models.ForeignKey(Organizer, on_delete=models.PROTECT, related_name="programs")
    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    tagline = models.CharField(max_length=300, blank=True)
    description = models.TextField(blank=True)
    honor_lists = models.JSONField(default=list)  # HonorListDef as JSON: Hall of Fame ... with their rules
    settings = models.JSONField(default=dict)  # the rest of the ProgramDef: short name, zone, expertise, past winners

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.name


class Edition(PublicIdModel):
    """One year's run. `settings` holds the rest of the EditionDef that has no table of its own."""

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="editions")
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=200)
    timezone = models.CharField(max_length=60)
    settings = models.JSONField(default=dict)
    published_at = models.DateTimeField(null=True, blank=True)  # null: only staff see it
    cloned_from = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="clones")
    created_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["program", "key"], name="edition_key")]
        ordering = ["program", "-key"]

    def __str__(self) -> str:
        return self.name

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.timezone)

    @property
    def chain(self) -> str:
        """The key of this edition's chain in the ledger."""
        return f"edition:{self.public_id}"


class Milestone(models.Model):
    """A dated step, kept in UTC. A closing milestone is exclusive: what arrives before `at` counts."""

    class Kind(models.TextChoices):
        CALL_OPENS = "call-opens"
        NOMINATIONS_CLOSE = "nominations-close"
        ENTRIES_CLOSE = "entries-close"  # for a two-step edition: the applications' deadline
        JUDGING_OPENS = "judging-opens"
        SCORES_DUE = "scores-due"
        ANNOUNCEMENT = "announcement"
        OTHER = "other"

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="milestones")
    key = models.SlugField(max_length=60)
    kind = models.CharField(max_length=20, choices=Kind.choices)
    name = models.CharField(max_length=200)
    at = models.DateTimeField()
    note = models.CharField(max_length=300, blank=True)
    public = models.BooleanField(default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "key"], name="milestone_key"),
            models.UniqueConstraint(
                fields=["edition", "kind"], condition=~models.Q(kind="other"), name="milestone_kind_once"
            ),
        ]
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.name}, {self.at:%Y-%m-%d}"

    def passed(self, now: dt.datetime) -> bool:
        return now >= self.at


class Category(PublicIdModel):
    """A category in one edition. Its `key` is its identity across editions, whatever its name."""

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="categories")
    key = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    purpose = models.TextField(blank=True)
    description = models.TextField(blank=True)
    eligibility = models.JSONField(default=dict)  # EligibilityDef as JSON
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="category_key")]
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Division(models.Model):
    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="divisions")
    key = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    description = models.TextField(blank=True)
    test = models.JSONField(default=dict)  # DivisionTestDef as JSON; empty: anyone
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="division_key")]
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name


class Declaration(PublicIdModel):
    """One version of a form, rubric, rule or selection: canonical JSON with its SHA-256.

    It holds for an edition, or for one category, or for one round of it; the narrowest wins.
    Once frozen it never changes: a change is a further version with a reason.
    """

    class Kind(models.TextChoices):
        FORM = "form"
        RUBRIC = "rubric"
        RULE = "rule"
        SELECTION = "selection"
        AGREEMENT = "agreement"  # what judges agree to before they see an entry: {"text": Markdown}

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="declarations")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    category_key = models.SlugField(max_length=80, blank=True)  # empty: every category
    round_key = models.SlugField(max_length=40, blank=True)  # empty: every round
    number = models.PositiveSmallIntegerField(default=1)
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reason = models.TextField(blank=True)
    frozen_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "kind", "category_key", "round_key", "number"], name="declaration_version"
            )
        ]
        ordering = ["edition", "kind", "category_key", "round_key", "-number"]

    def __str__(self) -> str:
        return f"{self.kind} {self.number} of {self.edition_id}"


class Round(PublicIdModel):
    """One judging phase as declared. That it is open or closed is judging's own record."""

    class Kind(models.TextChoices):
        SCREENING = "screening"
        SCORING = "scoring"
        FINAL = "final"
        CONSENSUS = "consensus"

    class Others(models.TextChoices):
        """When a judge sees what other judges scored on the same entry."""

        NEVER = "never"
        AFTER_OWN = "after-own"  # once the own scorecard is confirmed
        AFTER_CLOSE = "after-close"  # once the round is closed

    edition = models.ForeignKey(Edition, on_delete=models.CASCADE, related_name="rounds")
    key = models.SlugField(max_length=40)
    name = models.CharField(max_length=120)
    guidance = models.TextField(blank=True)
    reviews_per_entry = models.PositiveSmallIntegerField(default=5)
    load_per_judge = models.PositiveSmallIntegerField(default=10)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.SCORING)
    others = models.CharField(max_length=12, choices=Others.choices, default=Others.NEVER)
    sealed = models.BooleanField(default=False)  # staff see no score before the round is closed
    takes = models.SlugField(max_length=40, blank=True)  # key of the round whose chosen entries it judges; empty: all
    carries = models.BooleanField(default=False)  # scorecards of the round it takes from count on in this one
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "key"], name="round_key")]
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return self.name
