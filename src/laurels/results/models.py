"""Tallies, standings, decisions and feedback reports. A tally keeps its inputs: a stranger can run it again."""

from __future__ import annotations

from typing import Any

from django.db import models

from laurels.accounts.models import Organization, Person
from laurels.core.ids import PublicIdModel
from laurels.core.models import StoredFile
from laurels.entries.models import Entry
from laurels.programs.models import Category, Division, Edition, Program, Round
from laurels.results.errors import FrozenTallyError


class TallyRows(models.QuerySet["Tally"]):
    """Refuses what would change or delete a run that decisions rest on."""

    def update(self, **changes: Any) -> int:  # noqa: ANN401 as Django's own
        self._refuse_frozen()
        return super().update(**changes)

    def delete(self) -> tuple[int, dict[str, int]]:
        self._refuse_frozen()
        return super().delete()

    def _refuse_frozen(self) -> None:
        frozen = self.filter(rests_on_it_since__isnull=False).first()
        if frozen is not None:
            raise frozen.refusal()


class Tally(PublicIdModel):
    """One run of the declared rule over the confirmed scorecards of a round.

    `analysis` stands beside the outcome and is an estimate: neither the outcome nor its digest knows of it.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="tallies")
    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="tallies")
    number = models.PositiveSmallIntegerField()
    preliminary = models.BooleanField(default=False)  # run while judging was open: nothing may rest on it
    inputs = models.JSONField()  # canonical JSON: entries, scorecards, scores, rubric, rule, selection
    inputs_sha256 = models.CharField(max_length=64)
    outline_sha256 = models.CharField(max_length=64)  # of the inputs without the scores: tells cheaply what changed
    outcome = models.JSONField()  # canonical JSON: exact fractions, proposals, undecided states
    outcome_sha256 = models.CharField(max_length=64)
    declared = models.JSONField(default=list)  # which rubric, rule and selection: [{"kind", "number", "sha256"}]
    barred = models.JSONField(default=list)  # who cannot be asked for one more scorecard: [[judge, entry]]
    seed = models.PositiveBigIntegerField(default=0)  # of the analysis's draws
    analysis = models.JSONField(null=True, blank=True)  # canonical JSON: adjusted scores and how sure they are
    analysis_sha256 = models.CharField(max_length=64, blank=True)
    software_version = models.CharField(max_length=40)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    rests_on_it_since = models.DateTimeField(null=True, blank=True)  # decisions rest on this run: it is frozen

    objects = TallyRows.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "round", "number"], name="tally_number")]
        ordering = ["edition", "round", "-number"]
        verbose_name_plural = "tallies"

    def __str__(self) -> str:
        return f"tally {self.number} of {self.edition_id}"

    def save(self, *args: Any, **more: Any) -> None:  # noqa: ANN401 as Django's own
        if self.pk is not None and not more.get("force_insert"):
            self._refuse_frozen()
        super().save(*args, **more)

    def delete(self, *args: Any, **more: Any) -> tuple[int, dict[str, int]]:  # noqa: ANN401 as Django's own
        self._refuse_frozen()
        return super().delete(*args, **more)

    def refusal(self) -> FrozenTallyError:
        return FrozenTallyError(
            f"decisions rest on tally {self.number} since {self.rests_on_it_since:%Y-%m-%d}: it stays as it is; "
            "run the tally again instead",
            number=self.number,
        )

    def _refuse_frozen(self) -> None:
        kept = Tally.objects.filter(pk=self.pk, rests_on_it_since__isnull=False).first()
        if kept is not None:
            raise kept.refusal()


class Standing(models.Model):
    """One entry's line in a tally. `score` is the official text; the exact fraction stands beside it."""

    tally = models.ForeignKey(Tally, on_delete=models.CASCADE, related_name="standings")
    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="standings")
    contest = models.CharField(max_length=80, blank=True)  # key of the category it competes in; empty: all together
    place = models.PositiveIntegerField(null=True, blank=True)
    score = models.CharField(max_length=40, blank=True)
    exact = models.CharField(max_length=200, blank=True)  # "112/15"
    reviews = models.PositiveSmallIntegerField(default=0)
    proposed_honor = models.CharField(max_length=60, blank=True)
    flags = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["tally", "entry"], name="standing_once")]
        ordering = ["tally", models.F("place").asc(nulls_last=True), "entry__number"]

    def __str__(self) -> str:
        return f"{self.place}. {self.entry}"


class Resolution(PublicIdModel):
    """What the organizer decided about a state that the tally left open, with the reason.

    `token` names the state exactly as it stood: when the facts change, the state is open again.
    """

    class Kind(models.TextChoices):
        TIE = "tie"  # equal entries at the last place: who of them is honored
        NO_AWARD = "no-award"  # nothing is awarded in this contest
        SETTLED = "settled"  # the state stands as it is, for this reason

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="resolutions")
    tally = models.ForeignKey(Tally, on_delete=models.PROTECT, related_name="resolutions")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    contest = models.CharField(max_length=80, blank=True)
    token = models.CharField(max_length=20)
    facts = models.JSONField(default=dict)  # the state as it stood, and for a tie the entries chosen
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["edition", "token"], condition=models.Q(revoked_at__isnull=True), name="resolution_once"
            )
        ]
        ordering = ["edition", "at", "id"]

    def __str__(self) -> str:
        return f"{self.kind} in {self.contest or 'all'}"


class Seal(models.Model):
    """From `at` on the edition's honors change only by a superseding correction. Set by the announcement."""

    edition = models.OneToOneField(Edition, on_delete=models.PROTECT, related_name="seal")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")

    def __str__(self) -> str:
        return f"seal of {self.edition_id}"


class Decision(PublicIdModel):
    """An honor given, with its reason. Past winners need no entry and no tally, only a printed name."""

    class Origin(models.TextChoices):
        PROPOSED = "proposed"  # as the rule proposed
        TIE = "tie"  # chosen among equals
        HAND = "hand"  # against or beside the rule's proposal
        NAMED = "named"  # by a committee, without an entry
        PAST = "past"  # given before this installation ran the program

    program = models.ForeignKey(Program, on_delete=models.PROTECT, related_name="decisions")
    edition = models.ForeignKey(Edition, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    year = models.PositiveSmallIntegerField()
    honor = models.SlugField(max_length=60)  # key of the honor: winner, finalist, hall-of-fame
    honor_name = models.CharField(max_length=120)
    category = models.ForeignKey(Category, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    category_name = models.CharField(max_length=200, blank=True)  # as printed that year
    division = models.ForeignKey(Division, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    entry = models.ForeignKey(Entry, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    tally = models.ForeignKey(Tally, null=True, blank=True, on_delete=models.PROTECT, related_name="decisions")
    organization = models.ForeignKey(
        Organization, null=True, blank=True, on_delete=models.PROTECT, related_name="honors"
    )
    person = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="honors")
    printed_name = models.CharField(max_length=300)
    citation = models.CharField(max_length=300, blank=True)  # one line: for what
    origin = models.CharField(max_length=10, choices=Origin.choices, default=Origin.PROPOSED)
    reason = models.TextField(blank=True)
    decided_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    superseded_by = models.ForeignKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="supersedes"
    )
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["program", "honor", "-year"], name="decision_archive")]
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "honor"],
                condition=models.Q(revoked_at__isnull=True, superseded_by__isnull=True, entry__isnull=False),
                name="honor_once_per_entry",
            )
        ]
        ordering = ["-year", "category_name", "printed_name"]

    def __str__(self) -> str:
        return f"{self.honor_name} {self.year}: {self.printed_name}"


class EntryFigure(PublicIdModel):
    """A number that the rule asks of an entry beside its scores. A changed one is a new row; the old one is revoked."""

    class Kind(models.TextChoices):
        FACTOR = "factor"  # what the rule multiplies by, under its name; "NAME:ROUND" for one round alone
        DEDUCTION = "deduction"  # points that the entry loses; each with its reason, as many as there are
        CONSENSUS = "consensus"  # the score that the panel agreed on

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="figures")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    name = models.CharField(max_length=80, blank=True)  # of a factor
    value = models.DecimalField(max_digits=16, decimal_places=6)
    reason = models.TextField()
    by = models.ForeignKey(Person, null=True, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["entry", "kind", "name"],
                condition=models.Q(revoked_at__isnull=True) & ~models.Q(kind="deduction"),
                name="figure_once",
            )
        ]
        ordering = ["entry", "kind", "name", "at", "id"]

    def __str__(self) -> str:
        return f"{self.name or self.kind} {self.value} of {self.entry}"


class FeedbackReport(PublicIdModel):
    """What one entrant learns. Made from a tally; read by the entrant only once it is released."""

    entry = models.ForeignKey(Entry, on_delete=models.PROTECT, related_name="feedback_reports")
    tally = models.ForeignKey(Tally, on_delete=models.PROTECT, related_name="feedback_reports")
    content = models.JSONField()
    sha256 = models.CharField(max_length=64)
    pdf = models.ForeignKey(StoredFile, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    released_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["entry", "tally"], name="feedback_report_once")]

    def __str__(self) -> str:
        return f"feedback report for {self.entry}"
