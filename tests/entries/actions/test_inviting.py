import datetime as dt

import pytest
from django.test import Client

from laurels.accounts.models import Person
from laurels.core.errors import InvalidError
from laurels.core.models import OutboxMessage
from laurels.entries import access, actions
from laurels.entries.errors import AlreadyThereError, NoSuchEntryError, RoleError
from laurels.entries.models import Collaborator, Entry


def test_an_invited_colleague_gets_a_link_that_signs_in(
    entry: Entry, entrant: Person, collaborator: Person, now: dt.datetime
) -> None:
    actions.invite_collaborator(entry=entry, email="Collaborator@example.org", role="edit", actor=entrant, now=now)
    mail = OutboxMessage.objects.get(kind="entries.collaborator-invited")
    assert mail.to == collaborator.email
    link = next(word for word in mail.text.split() if "/sign-in/link/" in word)
    client = Client()
    client.post(link.partition("8000")[2])
    assert client.session["_auth_user_id"] == str(collaborator.pk)


def test_a_role_is_as_far_as_it_goes(entry: Entry, entrant: Person, collaborator: Person, now: dt.datetime) -> None:
    with pytest.raises(NoSuchEntryError):
        access.entry_for_entrant(collaborator, entry.public_id)
    held = actions.invite_collaborator(
        entry=entry, email="collaborator@example.org", role="view", actor=entrant, now=now
    )
    assert access.entry_for_entrant(collaborator, entry.public_id) == entry
    with pytest.raises(RoleError):
        access.entry_for_entrant(collaborator, entry.public_id, needs="edit")
    actions.change_role(collaborator=held, role="edit", actor=entrant, now=now)
    assert access.entry_for_entrant(collaborator, entry.public_id, needs="edit") == entry


def test_nobody_is_invited_twice(entry: Entry, entrant: Person, now: dt.datetime) -> None:
    with pytest.raises(AlreadyThereError):
        actions.invite_collaborator(entry=entry, email=entrant.email or "", role="view", actor=entrant, now=now)


def test_somebody_who_can_submit_always_stays(entry: Entry, entrant: Person, now: dt.datetime) -> None:
    with pytest.raises(InvalidError):
        actions.remove_collaborator(collaborator=Collaborator.objects.get(), actor=entrant, now=now)
