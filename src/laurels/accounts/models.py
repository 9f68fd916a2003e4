"""People, organizers, organizations, memberships."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models.functions import Lower

from laurels.core.ids import PublicIdModel


class PersonManager(BaseUserManager["Person"]):
    """What Django and allauth need; the product itself creates people through `accounts.actions`."""

    def create_user(self, email: str | None = None, password: str | None = None, **fields: object) -> Person:
        person = self.model(email=self.normalize_email(email).lower() or None, **fields)
        person.set_password(password)
        person.save(using=self._db)
        return person


class Person(PublicIdModel, AbstractBaseUser):
    """A person, known by a mail address; without one, a person who cannot sign in (an author, a past winner)."""

    email = models.EmailField(unique=True, null=True, blank=True)
    name = models.CharField(max_length=200, blank=True)
    language = models.CharField(max_length=12, default="en")
    is_active = models.BooleanField(default=True)
    is_operator = models.BooleanField(default=False)  # runs the installation
    created_at = models.DateTimeField(auto_now_add=True)
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []
    objects: ClassVar[PersonManager] = PersonManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="person_email_once")]

    def __str__(self) -> str:
        return self.name or self.email or self.public_id


class Organizer(PublicIdModel):
    """An association that runs programs."""

    key = models.SlugField(max_length=60, unique=True)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=40, blank=True)
    place = models.CharField(max_length=120, blank=True)
    website = models.URLField(blank=True)

    def __str__(self) -> str:
        return self.name


class Staff(models.Model):
    """A person who works for an organizer. Joining needs the word of somebody who is already in."""

    organizer = models.ForeignKey(Organizer, on_delete=models.PROTECT, related_name="staff")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="staff_of")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organizer", "person"], name="staff_once")]

    def __str__(self) -> str:
        return f"{self.person} of {self.organizer}"


class Organization(PublicIdModel):
    """A company that enters: one record for all programs and all organizers."""

    name = models.CharField(max_length=300)
    native_name = models.CharField(max_length=300, blank=True)
    website = models.URLField(blank=True)
    city = models.CharField(max_length=120, blank=True)
    country = models.CharField(max_length=80, blank=True)
    about = models.TextField(blank=True)  # one line for the printed record
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="subsidiaries")
    verified_at = models.DateTimeField(null=True, blank=True)
    created_at = models.DateTimeField()
    merged_into = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="merged")

    class Meta:
        ordering = ["name", "id"]

    def __str__(self) -> str:
        return self.name

    @property
    def current(self) -> Organization:
        """The record that stands for this organization now: itself, or the one that it was merged into."""
        return self.merged_into or self


class OrganizationMember(models.Model):
    """A person who speaks for an organization. A request waits until a member or staff confirms it."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="organizations")
    requested_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True, blank=True)
    confirmed_by = models.ForeignKey(Person, null=True, blank=True, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["organization", "person"], name="organization_member_once")]

    def __str__(self) -> str:
        return f"{self.person} of {self.organization}"


class Membership(models.Model):
    """An organization's membership with an organizer: its types and its dates (`until` is exclusive)."""

    organization = models.ForeignKey(Organization, on_delete=models.PROTECT, related_name="memberships")
    organizer = models.ForeignKey(Organizer, on_delete=models.PROTECT, related_name="memberships")
    types = models.JSONField(default=list)  # keys of the organizer's membership types
    since = models.DateField()
    until = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organization", "organizer", "since"], name="membership_once_per_start")
        ]

    def __str__(self) -> str:
        return f"{self.organization} in {self.organizer}"


class SignInLink(models.Model):
    """A mailed link that signs one person in once. Only the hash of its token is kept. All times are real time."""

    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="sign_in_links")
    token_hash = models.CharField(max_length=64, unique=True)
    next_url = models.CharField(max_length=500)
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"sign-in link of {self.person_id}"
