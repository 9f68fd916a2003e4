"""An honored entry that is withdrawn: the honor does not stay silently beside the one that follows it."""

from django.test import Client

from laurels.entries import actions as entries
from laurels.results import actions, queries
from laurels.results.models import Decision
from laurels.results.rules import Missing
from tests.support.field import Field
from tests.web.organizer.results_case import ROOT, client, field, tallied, text

__all__ = ["client", "field", "tallied"]


def kinds(of: Field) -> set[Missing]:
    return {state.kind for state in queries.board(of.edition).open_states}


def test_the_honor_of_a_withdrawn_entry_must_be_taken_back_before_the_announcement(
    client: Client, tallied: Field
) -> None:
    client.post(ROOT + "honors/accept/")
    assert Missing.NOT_RUNNING not in kinds(tallied)
    entries.withdraw_entry(entry=tallied.entries["Ana"], reason="Left.", actor=tallied.person, now=tallied.now)
    client.post(ROOT + "tallies/run/")
    client.post(ROOT + "honors/accept/")
    assert Missing.NOT_RUNNING in kinds(tallied)
    said = text(client, "honors/")
    assert "1 honor belongs to an entry that is no longer in the running." in said
    assert "Everything is decided" not in said
    honor = Decision.objects.get(entry=tallied.entries["Ana"])
    actions.revoke_honor(decision=honor, reason="Withdrawn.", actor=None, now=tallied.now)
    assert Missing.NOT_RUNNING not in kinds(tallied)


def test_a_run_that_cannot_exist_is_not_found(client: Client, tallied: Field) -> None:
    for number in ("99", "9" * 5000):
        assert client.get(f"{ROOT}?run={number}").status_code in {200, 404}
        assert client.get(f"{ROOT}tallies/compare/?before={number}&after=1").status_code in {200, 302, 404}
