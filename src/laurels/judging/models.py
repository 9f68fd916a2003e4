"""Judges, conflicts, assignments and scorecards. Nothing here is ever deleted: what no longer counts says so."""

from __future__ import annotations

from django.db import models

from laurels.accounts.models import Organization, Person
from laurels.core.ids import PublicIdModel
from laurels.core.models import VersionedModel
from laurels.entries.models import Entry, Submission
from laurels.programs.definition.base import decimal_text
from laurels.programs.models import Category, Declaration, Edition, Round


class Judge(PublicIdModel):
    """A person as judge of one edition. Years of service are the editions a person confirmed a scorecard in."""

    class State(models.TextChoices):
        INVITED = "invited"
        ACCEPTED = "accepted"
        DECLINED = "declined"
        WITHDRAWN = "withdrawn"  # accepted, and left before the end; what they scored is kept

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="judges")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="judge_of")
    state = models.CharField(max_length=10, choices=State.choices, default=State.INVITED)
    employer = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    employer_name = models.CharField(max_length=200, blank=True)
    expertise = models.JSONField(default=list)  # keys of the edition's expertise list
    languages = models.JSONField(default=list)  # language codes, as in "en", "ja"
    away = models.JSONField(default=list)  # spans of days away: [["2007-03-12", "2007-03-18"], ...]
    max_load = models.PositiveSmallIntegerField(null=True, blank=True)
    invited_at = models.DateTimeField()
    invited_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    answered_at = models.DateTimeField(null=True, blank=True)
    answer_note = models.TextField(blank=True)  # why they declined, if they said
    conflicts_declared_at = models.DateTimeField(null=True, blank=True)  # set: they said which, or that there are none
    last_seen_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "person"], name="judge_once")]
        ordering = ["edition", "person__name", "id"]

    def __str__(self) -> str:
        return str(self.person)


class Agreement(models.Model):
    """What a judge agreed to: one version of the edition's text, and when."""

    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="agreements")
    text = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["judge", "text"], name="agreement_once")]
        ordering = ["at", "id"]

    def __str__(self) -> str:
        return f"{self.judge} agreed to {self.text}"


class Tie(PublicIdModel):
    """A company that a judge named in their profile: worked for until a day, or a rival of their employer."""

    class Kind(models.TextChoices):
        FORMER = "former"
        COMPETITOR = "competitor"

    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="ties")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    organization = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=300)  # as the judge wrote it
    until = models.DateField(null=True, blank=True)  # a former employer: the last day there, as far as is known
    noted_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "name", "id"]

    def __str__(self) -> str:
        return f"{self.judge}: {self.kind} {self.name}"


class Conflict(PublicIdModel):
    """Why a judge must not see an entry: on one entry, or on all entries of an organization.

    Declared by the judge, noted by staff, or written down when it was detected. `decision` is what staff said where it
    was in doubt; a dismissed one bars nothing, and stays as evidence. It lifts what the records show as long as they
    show the same: `through` the same company, with the same words `said` (older rows without either: whatever).
    """

    class Kind(models.TextChoices):
        PROFESSIONAL = "professional"
        PERSONAL = "personal"
        OTHER = "other"

    class Source(models.TextChoices):
        DECLARED = "declared"  # by the judge
        STAFF = "staff"  # noted by the organizer
        EMPLOYER = "employer"  # the judge works there
        MEMBER = "member"  # the judge speaks for the company
        COLLABORATOR = "collaborator"  # the judge works on the entry
        CONTACT = "contact"  # of the nomination
        CATEGORY = "category"  # the judge's employer entered the same category
        FAMILY = "family"  # parent, subsidiary or sister of the employer
        DOMAIN = "domain"  # the same mail domain
        TESTIMONIAL = "testimonial"  # the judge gave one on the entry
        FORMER = "former"  # a former employer
        COMPETITOR = "competitor"  # a rival of the employer

    class Decision(models.TextChoices):
        UPHELD = "upheld"
        DISMISSED = "dismissed"

    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="conflicts")
    organization = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    entry = models.ForeignKey(Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="conflicts")
    kind = models.CharField(max_length=14, choices=Kind.choices)
    source = models.CharField(max_length=14, choices=Source.choices)
    through = models.ForeignKey(Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    said = models.TextField(blank=True)  # with `through`: what the records showed, as in `clash.Clash`
    note = models.TextField(blank=True)
    noted_at = models.DateTimeField()
    noted_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    taken_out_at = models.DateTimeField(null=True, blank=True)  # the judge took what it rests on out of their profile
    decision = models.CharField(max_length=10, choices=Decision.choices, blank=True)
    decision_reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(organization__isnull=False) | models.Q(entry__isnull=False),
                name="conflict_names_something",
            )
        ]

    def __str__(self) -> str:
        return f"{self.judge} / {self.entry or self.organization}"


class RoundRun(models.Model):
    """That a declared round was opened and closed. Opening freezes rubric and rule."""

    round = models.OneToOneField(Round, on_delete=models.PROTECT, related_name="run")
    opened_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"run of {self.round}"

    @property
    def is_open(self) -> bool:
        return self.opened_at is not None and self.closed_at is None


class PanelSeat(models.Model):
    """That a judge sits on the panel of a round. A round without such rows is judged by all who accepted."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="panel")
    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="panels")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "judge"], name="panel_seat_once")]

    def __str__(self) -> str:
        return f"{self.judge} in {self.round}"


class Advance(models.Model):
    """That an entry goes on to a round, or was kept out of it against the rule, with the reason of whoever decided.

    A round that takes the best of another has such rows; a round that takes every entry has none.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="advanced")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="advances")
    by_rule = models.BooleanField(default=True)  # the rule's own choice; else an override
    goes_on = models.BooleanField(default=True)
    reason = models.TextField(blank=True)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "entry"], name="advance_once")]

    def __str__(self) -> str:
        return f"{self.entry} to {self.round}"

    @property
    def rule_chose(self) -> bool:
        """What the rule chose, whatever staff made of it."""
        return self.goes_on if self.by_rule else not self.goes_on


class AssignmentPlan(PublicIdModel):
    """One filling of seats: what was asked, with which seed, and what came out. Kept for explanation and replay."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="plans")
    request = models.JSONField()  # canonical JSON: entries, judges, conflicts, loads
    seed = models.BigIntegerField()
    outcome = models.JSONField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    applied_at = models.DateTimeField(null=True, blank=True)  # null: only tried
    undone_at = models.DateTimeField(null=True, blank=True)
    undone_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"plan {self.public_id}"


class Assignment(PublicIdModel):
    """A seat: this judge reads this entry in this round. A seat given up keeps its row."""

    class State(models.TextChoices):
        ACTIVE = "active"
        RECUSED = "recused"  # by the judge
        REMOVED = "removed"  # by the organizer

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="assignments")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="assignments")
    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="assignments")
    plan = models.ForeignKey(
        AssignmentPlan, null=True, blank=True, on_delete=models.PROTECT, related_name="assignments"
    )
    state = models.CharField(max_length=10, choices=State.choices, default=State.ACTIVE)
    why = models.JSONField(default=dict)  # why this seat, as figures (planning.why_of); empty: assigned by hand
    reason = models.TextField(blank=True)  # what somebody wrote: why by hand, or why it was given up
    position = models.PositiveSmallIntegerField(default=0)  # the judge's own, stable, random order
    made_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "entry", "judge"], name="assignment_once")]
        ordering = ["judge", "position", "id"]

    def __str__(self) -> str:
        return f"{self.judge} reads {self.entry}"


class Scorecard(PublicIdModel):
    """One judge on one entry in one round, on one submission and one version of the rubric."""

    class State(models.TextChoices):
        OPEN = "open"
        CONFIRMED = "confirmed"
        RECUSED = "recused"

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="scorecards")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="scorecards")
    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="scorecards")
    submission = models.ForeignKey(Submission, on_delete=models.PROTECT, related_name="scorecards")
    rubric = models.ForeignKey(Declaration, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    begun_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    recusal_kind = models.CharField(max_length=14, choices=Conflict.Kind.choices, blank=True)
    recusal_note = models.TextField(blank=True)
    excluded_at = models.DateTimeField(null=True, blank=True)  # does not count; says why
    excluded_reason = models.TextField(blank=True)
    others_seen_at = models.DateTimeField(null=True, blank=True)  # the judge looked at what others scored; first time
    agreed_by = models.ManyToManyField(Judge, related_name="agreed_on", blank=True)  # of a consensus: who agreed on it

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "judge", "round"], name="scorecard_once")]

    def __str__(self) -> str:
        return f"{self.judge} on {self.entry}"

    @property
    def changed_knowing(self) -> bool:
        """Whether the judge opened it again after seeing what others scored."""
        if self.others_seen_at is None:
            return False
        return self.confirmed_at is None or self.confirmed_at > self.others_seen_at


class CategoryReport(PublicIdModel):
    """A judge's word that an entry stands in the wrong category, and what staff made of it."""

    class Decision(models.TextChoices):
        MOVED = "moved"
        STAYS = "stays"

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="category_reports")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="category_reports")
    judge = models.ForeignKey(Judge, on_delete=models.PROTECT, related_name="category_reports")
    note = models.TextField()
    suggested = models.ForeignKey(Category, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    reported_at = models.DateTimeField()
    decision = models.CharField(max_length=6, choices=Decision.choices, blank=True)  # empty: still in the queue
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        ordering = ["-reported_at", "-id"]

    def __str__(self) -> str:
        return f"{self.judge} on the category of {self.entry}"


class Score(VersionedModel):
    """One criterion on a scorecard: a value, or n/a. Neither: taken back."""

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="scores")
    criterion = models.CharField(max_length=80)
    value = models.DecimalField(max_digits=12, decimal_places=6, null=True, blank=True)
    not_applicable = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scorecard", "criterion"], name="score_once"),
            models.CheckConstraint(
                condition=models.Q(value__isnull=True) | models.Q(not_applicable=False),
                name="score_or_not_applicable",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.criterion}: {self.text}"

    @property
    def given(self) -> bool:
        return self.not_applicable or self.value is not None

    @property
    def text(self) -> str:
        """The value in plain digits, "n/a", or nothing."""
        if self.not_applicable:
            return "n/a"
        return "" if self.value is None else decimal_text(self.value)


class Comment(VersionedModel):
    """What a judge says: anchored to the scorecard, an area or a criterion; one text per anchor and kind."""

    class Kind(models.TextChoices):
        ENTRANT = "entrant"
        SUGGESTION = "suggestion"
        ORGANIZERS = "organizers"

    scorecard = models.ForeignKey(Scorecard, on_delete=models.CASCADE, related_name="comments")
    anchor = models.CharField(max_length=100, blank=True)  # "", "area:<key>" or "criterion:<key>"
    kind = models.CharField(max_length=12, choices=Kind.choices)
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["scorecard", "anchor", "kind"], name="comment_once")]

    def __str__(self) -> str:
        return f"{self.kind} on {self.anchor or 'the whole'}"
