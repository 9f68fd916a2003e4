"""Tables that know no subject of ours: the ledger, versions, the outbox, stored files."""

from django.db import models

from laurels.core.ids import PublicIdModel


class Chain(models.Model):
    """One hash chain of the ledger: one per edition and one for the installation."""

    key = models.CharField(max_length=60, unique=True)
    length = models.PositiveIntegerField(default=0)
    head = models.CharField(max_length=64, default="", blank=True)

    def __str__(self) -> str:
        return self.key


class LedgerLine(models.Model):
    """An act. The line holds opaque ids and a salted hash; its payload lies beside it and may be erased."""

    chain = models.ForeignKey(Chain, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveIntegerField()
    at = models.DateTimeField()
    actor = models.CharField(max_length=16, blank=True)  # public id of a person; empty: the product itself
    act = models.CharField(max_length=60)
    objects_named = models.JSONField(default=list)
    payload_hash = models.CharField(max_length=64)
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64, unique=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "position"], name="ledger_line_position")]
        ordering = ["chain", "position"]

    def __str__(self) -> str:
        return f"{self.chain_id}/{self.position} {self.act}"


class LedgerPayload(models.Model):
    line = models.OneToOneField(LedgerLine, on_delete=models.PROTECT, related_name="payload")
    salt = models.CharField(max_length=32)
    content = models.JSONField(null=True)  # null: erased
    erased_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"payload of {self.line_id}"


class VersionedModel(models.Model):
    """A row whose every saved state is kept. Saved through `core.saving` and by nothing else."""

    version = models.PositiveIntegerField(default=0)
    saved_at = models.DateTimeField(null=True, blank=True)
    saved_by = models.CharField(max_length=16, blank=True)  # public id of a person; core knows no people

    class Meta:
        abstract = True


class Version(models.Model):
    """One saved state of one versioned row. `refused` marks a state that came too late and was kept beside."""

    subject = models.CharField(max_length=80)  # "entries.answer:17"
    number = models.PositiveIntegerField()
    content = models.JSONField()
    at = models.DateTimeField()
    by = models.CharField(max_length=16, blank=True)  # public id of a person
    refused = models.BooleanField(default=False)

    class Meta:
        indexes = [models.Index(fields=["subject", "number"], name="version_of_subject")]
        constraints = [
            models.UniqueConstraint(
                fields=["subject", "number"], condition=models.Q(refused=False), name="version_number_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.subject} v{self.number}"


class OutboxMessage(PublicIdModel):
    """A mail that the product sends, kept whole. Written inside the transaction that causes it."""

    to = models.EmailField()
    to_name = models.CharField(max_length=200, blank=True)
    subject = models.CharField(max_length=300)
    text = models.TextField()
    kind = models.CharField(max_length=60)  # which wording, as "entries.receipt"
    chain = models.CharField(max_length=60, blank=True)  # the edition's chain key, where there is one
    key = models.CharField(max_length=160, blank=True)  # set: this mail is sent once only
    queued_at = models.DateTimeField()
    sent_at = models.DateTimeField(null=True, blank=True)
    failure = models.TextField(blank=True)

    class Meta:
        ordering = ["-queued_at", "-id"]
        indexes = [models.Index(fields=["to", "-queued_at"], name="outbox_of_address")]
        constraints = [models.UniqueConstraint(fields=["key"], condition=~models.Q(key=""), name="outbox_once")]

    def __str__(self) -> str:
        return f"{self.subject} → {self.to}"


class StoredFile(models.Model):
    """A file by its content hash: the same bytes are kept once. Who may read it is decided by what points at it."""

    sha256 = models.CharField(max_length=64, unique=True)
    size = models.PositiveBigIntegerField()
    media_type = models.CharField(max_length=120)
    stored_at = models.DateTimeField()

    def __str__(self) -> str:
        return self.sha256[:12]
