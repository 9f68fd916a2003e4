"""Acts on many judges: the preview first, and only those whom it names."""

import pytest
from django.test import Client

from laurels.accounts.models import Person
from laurels.core.models import OutboxMessage
from laurels.judging import actions
from laurels.judging.models import Judge, PanelSeat
from tests.support.cast import SignIn
from tests.support.judged import Judged

ROOT = "/room/ten-best/2007/judging/judges/"
SEVERAL = f"{ROOT}several/"


@pytest.fixture
def client(sign_in: SignIn, other_staff: Person) -> Client:
    return sign_in(other_staff)


@pytest.fixture
def three(judged: Judged) -> list[Judge]:
    """The first two with a seat that is open, the third has left."""
    (entry,) = judged.entries(1)
    judges = judged.judges(3)
    for judge in judges[:2]:
        judged.seat(entry, judge)
    judged.open()
    actions.withdraw_judge(judge=judges[2], reason="A new post.", actor=None, now=judged.now)
    OutboxMessage.objects.all().delete()
    return judges


def ids(judges: list[Judge]) -> list[str]:
    return [judge.public_id for judge in judges]


def touched(answer: object) -> list[str]:
    return [str(line.judge) for line in answer.context["touched"]]  # type: ignore[attr-defined]  # of the test client


def passed(answer: object) -> list[tuple[str, str]]:
    return [(str(line.judge), line.why_not) for line in answer.context["passed"]]  # type: ignore[attr-defined]  # likewise


def test_reading_the_page_shows_whom_a_reminder_reaches_and_sends_none(client: Client, three: list[Judge]) -> None:
    answer = client.get(SEVERAL, {"act": "remind", "judge": ids(three)})
    assert touched(answer) == ["Judge 01", "Judge 02"]
    assert passed(answer) == [("Judge 03", "withdrawn")]
    page = answer.content.decode()
    assert "2 mails would go out" in page
    assert "has left; bring them back on their page" in page
    assert "/sign-in/link/" not in page
    assert not OutboxMessage.objects.exists()


def test_a_reminder_goes_to_those_of_the_preview(client: Client, three: list[Judge]) -> None:
    sent = {"act": "remind", "judge": ids(three), "note": "Soon, please.", "step": "do"}
    answer = client.post(SEVERAL, sent, follow=True)
    assert "2 judges are reminded." in answer.content.decode()
    assert sorted(OutboxMessage.objects.values_list("to", flat=True)) == [
        "judge-01@example.org",
        "judge-02@example.org",
    ]
    assert all("Soon, please." in mail.text for mail in OutboxMessage.objects.all())


def test_invitations_go_again_only_after_a_yes(client: Client, three: list[Judge]) -> None:
    answer = client.get(SEVERAL, {"act": "again", "judge": ids(three)})
    assert touched(answer) == ["Judge 01", "Judge 02"]
    assert not OutboxMessage.objects.exists()
    client.post(SEVERAL, {"act": "again", "judge": ids(three), "step": "do"})
    assert OutboxMessage.objects.count() == 2


def test_a_load_is_asked_looked_at_and_then_set(client: Client, three: list[Judge]) -> None:
    asked = {"act": "load", "judge": ids(three)}
    assert "Look before it happens" in client.get(SEVERAL, asked).content.decode()
    assert client.post(SEVERAL, asked | {"load": "some", "step": "look"}).status_code == 422
    look = client.post(SEVERAL, asked | {"load": "0", "step": "look"})
    assert touched(look) == ["Judge 01", "Judge 02"]
    page = look.content.decode()
    assert "as the round says (3)" in page
    assert "2 of them hold more than that already." in page
    assert set(Judge.objects.values_list("max_load", flat=True)) == {None}
    client.post(SEVERAL, asked | {"load": "0", "step": "do"})
    assert list(Judge.objects.order_by("pk").values_list("max_load", flat=True)) == [0, 0, None]


def test_expertise_is_added_from_the_programs_list_alone(client: Client, judged: Judged, three: list[Judge]) -> None:
    judged.edition.program.settings = {"expertise": [{"key": "usability", "name": "Usability"}]}
    judged.edition.program.save()
    asked = {"act": "expertise", "judge": ids(three[:1]), "how": "add"}
    assert client.post(SEVERAL, asked | {"words": ["cooking"], "step": "do"}).status_code == 422
    assert client.post(SEVERAL, asked | {"step": "look"}).status_code == 422
    look = client.post(SEVERAL, asked | {"words": ["usability"], "step": "look"}).content.decode()
    assert "nothing said" in look
    assert Judge.objects.get(pk=three[0].pk).expertise == []
    client.post(SEVERAL, asked | {"words": ["usability"], "step": "do"})
    assert Judge.objects.get(pk=three[0].pk).expertise == ["usability"]


def test_a_panel_says_what_the_first_on_it_mean_for_everybody_else(
    client: Client, judged: Judged, three: list[Judge]
) -> None:
    asked = {"act": "panel", "judge": ids(three), "panel": judged.round.key}
    look = client.post(SEVERAL, asked | {"how": "on", "step": "look"})
    assert touched(look) == ["Judge 01", "Judge 02"]
    assert "From now on only these do." in look.content.decode()
    assert not PanelSeat.objects.exists()
    client.post(SEVERAL, asked | {"how": "on", "step": "do"})
    assert PanelSeat.objects.count() == 2
    off = client.post(SEVERAL, asked | {"how": "off", "step": "look"}).content.decode()
    assert "without one, all who said yes judge it" in off
    assert "They hold 2 seats in this round." in off


def test_everybody_whom_the_list_shows_is_meant_by_all(client: Client, three: list[Judge]) -> None:
    answer = client.get(SEVERAL, {"act": "again", "all": "1", "state": "withdrawn"})
    assert passed(answer) == [("Judge 03", "withdrawn")]
    assert touched(answer) == []
    answer = client.get(SEVERAL, {"act": "again", "all": "1", "text": "judge 01", "judge": ids(three)})
    assert touched(answer) == ["Judge 01"]


@pytest.mark.usefixtures("three")
def test_nobody_chosen_or_no_such_act_leads_back_with_a_word(client: Client, judged: Judged) -> None:
    answer = client.get(SEVERAL, {"act": "remind", "back": "state=invited"}, follow=True)
    assert "Choose at least one judge" in answer.content.decode()
    assert answer.redirect_chain == [(f"{ROOT}?state=invited", 302)]
    answer = client.get(SEVERAL, {"act": "remind", "back": "//evil.example/", "judge": ["nobody"]}, follow=True)
    assert answer.redirect_chain[0][0].startswith(ROOT)
    one = Judge.objects.first()
    assert one
    answer = client.get(SEVERAL, {"act": "dismiss", "judge": [one.public_id]}, follow=True)
    assert "Choose what to do with them." in answer.content.decode()
    assert judged.edition


def test_a_judge_of_another_edition_is_no_judge_here(client: Client, judged: Judged, three: list[Judge]) -> None:
    edition = judged.edition
    edition.pk, edition.public_id, edition.key = None, "other2007edit", "other"
    edition._state.adding = True  # Django's documented way to copy a row
    edition.save()
    Judge.objects.filter(pk=three[0].pk).update(edition=edition)
    answer = client.get(SEVERAL, {"act": "again", "judge": ids(three)})
    assert [str(judge) for judge in answer.context["chosen"]] == ["Judge 02", "Judge 03"]
