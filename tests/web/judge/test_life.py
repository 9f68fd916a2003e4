"""A judge's own pages: invitation, agreement, profile, conflicts, the year at a glance, stepping down."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laurels.accounts.models import Person
from laurels.core.models import OutboxMessage
from laurels.judging import actions
from laurels.judging.models import Judge
from laurels.judging.queries.profile import Former, Profile, profile_of
from laurels.programs.actions import declare
from laurels.programs.models import Category, Round
from tests.support.cast import SignIn
from tests.support.judged import Judged

DAY = dt.timedelta(days=1)
EMPTY_ROWS = {
    "former-TOTAL_FORMS": "2", "former-INITIAL_FORMS": "0", "away-TOTAL_FORMS": "2", "away-INITIAL_FORMS": "0",
}  # fmt: skip
FIRST = {"employer": "", "competitors": "", "languages": "", "max_load": "", **EMPTY_ROWS}


def at(name: str, held: Judge) -> str:
    return reverse(f"judge:{name}", args=[held.public_id])


def test_the_invitation_says_who_asks_how_much_and_until_when(judged: Judged, judge: Person, sign_in: SignIn) -> None:
    page = sign_in(judge).get(at("invitation", judged.invite(judge))).text

    assert "Association of Support Professionals" in page
    assert "At most 3 entries to read and score" in page
    assert "Friday 30 March 2007, 17:00 Eastern" in page
    assert "I keep it to myself." in page


def test_yes_needs_the_agreement_and_no_does_not(judged: Judged, judge: Person, sign_in: SignIn) -> None:
    held = judged.invite(judge)
    client, address = sign_in(judge), at("invitation", held)

    refused = client.post(address, {"answer": "yes", "note": ""})
    held.refresh_from_db()
    assert (refused.status_code, held.state) == (422, "invited")
    assert "Read what you agree to and tick this" in refused.text

    client.post(address, {"answer": "no", "note": "In March I sail."})
    held.refresh_from_db()
    assert (held.state, held.answer_note) == ("declined", "In March I sail.")
    assert "You wrote: “In March I sail.”" in client.get(address).text
    client.post(address, {"answer": "yes", "agree": "on"})
    held.refresh_from_db()
    assert held.state == "accepted"
    client.post(address, {"answer": "no", "note": ""})  # and back again, while no seat is held
    held.refresh_from_db()
    assert held.state == "declined"


def test_nobody_agrees_to_a_text_that_changed_while_they_read(judged: Judged, judge: Person, sign_in: SignIn) -> None:
    held = judged.invite(judge)
    old = judged.edition.declarations.get(kind="agreement").public_id
    declare(edition=judged.edition, kind="agreement", content={"text": "No copies."}, actor=None, now=judged.now)

    answer = sign_in(judge).post(at("invitation", held), {"answer": "yes", "agree": "on", "text": old})

    assert answer.status_code == 422
    assert "The text has changed meanwhile." in answer.text
    assert "No copies." in answer.text
    held.refresh_from_db()
    assert held.state == "invited"


def test_a_new_version_is_asked_for_before_anything_else_and_the_old_one_stays_to_read(
    judged: Judged, judge: Person, sign_in: SignIn
) -> None:
    held, client = judged.judge(judge), sign_in(judge)
    judged.seat(judged.entry(judged.organization("Northgate"), "The Northgate desk"), held)
    judged.open()
    assert "The Northgate desk" in client.get(at("edition", held)).text
    declare(edition=judged.edition, kind="agreement", content={"text": "No copies."}, actor=None, now=judged.now)

    for page in ("edition", "conflicts"):
        assert client.get(at(page, held)).headers["Location"] == at("agreement", held)
    asked = client.get(at("agreement", held)).text
    assert "No copies." in asked
    assert "Northgate" not in asked
    assert client.post(at("agreement", held), {}).status_code == 422
    client.post(at("agreement", held), {"agree": "on"})

    assert "The Northgate desk" in client.get(at("edition", held)).text
    page = client.get(at("agreement", held)).text
    assert "Earlier versions you agreed to" in page
    assert "I keep it to myself." in page


def test_the_profile_is_said_kept_and_shown_with_what_it_was_matched_to(
    judged: Judged, judge: Person, sign_in: SignIn
) -> None:
    judged.organization("Northgate")
    held, client = judged.judge(judge), sign_in(judge)
    said = {
        **FIRST,
        "employer": "northgate",
        "competitors": "Ridge\n\nTide Works\n",
        "languages": "English, Japanese",
        "max_load": "4",
        "former-0-name": "Old Mill",
        "former-0-until": "2004",
        "away-0-first": "2007-03-12",
        "away-0-last": "2007-03-18",
    }
    assert client.post(at("profile", held), said).status_code == 302

    assert profile_of(Judge.objects.get()) == Profile(
        employer="northgate",
        former=(Former(name="Old Mill", until=dt.date(2004, 12, 31)),),
        competitors=("Ridge", "Tide Works"),
        languages=("en", "ja"),
        max_load=4,
        away=((dt.date(2007, 3, 12), dt.date(2007, 3, 18)),),
    )
    page = client.get(at("profile", held)).text
    assert "Known here as Northgate" in page
    assert 'value="English, Japanese"' in page
    assert 'value="2004"' in page


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"former-0-until": "2004"}, "Name the company, or empty the date."),
        ({"former-0-name": "Old Mill", "former-0-until": "summer"}, "Write a year, like 2004"),
        ({"former-0-name": "Old Mill", "former-0-until": "2004-13"}, "Write a year, like 2004"),
        ({"away-0-first": "2007-03-12", "away-0-last": "2007-03-01"}, "This is before the first day."),
        ({"languages": "Quenya"}, "“Quenya” is not known as a language here."),
        ({"max_load": "0"}, "Write 1 or more."),
        ({"max_load": "many"}, "Write a whole number"),
    ],
)
def test_what_cannot_be_in_a_profile_is_told_where_it_stands(
    judged: Judged, judge: Person, sign_in: SignIn, wrong: dict[str, str], said: str
) -> None:
    held = judged.judge(judge)
    answer = sign_in(judge).post(at("profile", held), {**FIRST, **wrong})
    assert answer.status_code == 422
    assert said in answer.text


def test_a_judge_declares_against_one_entry_named_by_company_and_category_only(
    judged: Judged, judge: Person, sign_in: SignIn
) -> None:
    company = judged.organization("Northgate")
    category = Category.objects.create(edition=judged.edition, key="online", name="Online service")
    entry, other = judged.entry(company, "A secret title"), judged.entry(company, "Another title")
    entry.category = category
    entry.save()
    held = judged.judge(judge)
    seats = [judged.seat(each, held) for each in (entry, other)]
    client = sign_in(judge)

    page = client.get(at("conflicts", held)).text
    assert "Northgate, Online service, No. 1" in page
    assert "A secret title" not in page
    answer = client.post(at("conflicts", held), {"entries": [entry.public_id], "kind": "other", "note": "I wrote it."})

    assert answer.status_code == 302
    conflict = held.conflicts.get()
    assert (conflict.entry, conflict.organization, conflict.kind) == (entry, None, "other")
    for seat in seats:
        seat.refresh_from_db()
    assert [seat.state for seat in seats] == ["recused", "active"]
    shown = client.get(at("conflicts", held)).text
    assert "declared by you" in shown
    assert "I wrote it." in shown


def test_what_the_records_show_is_in_force_and_says_why(judged: Judged, judge: Person, sign_in: SignIn) -> None:
    for name in ("Northgate", "Ridge", "Old Mill", "Free House"):
        judged.entry(judged.organization(name))
    held, client = judged.judge(judge), sign_in(judge)
    profile = Profile(employer="Northgate", competitors=("Ridge",), former=(Former(name="Old Mill"),))
    actions.change_profile(judge=held, profile=profile, actor=judge, now=judged.now)

    page = client.get(at("conflicts", held)).text

    assert "you work there" in page
    assert "a rival of your employer" in page
    assert "you worked there" in page
    assert page.count("The organizer has not decided yet") == 2  # the rival and the former employer; not the employer
    assert page.count("Free House") == 2  # to tick, as a company and as an entry; it is not kept away


def test_a_draft_that_names_the_judge_is_not_told(judged: Judged, judge: Person, sign_in: SignIn) -> None:
    entry = judged.entry(judged.organization("Northgate"))
    held, client = judged.judge(judge), sign_in(judge)
    profile = Profile(competitors=("Northgate",))
    actions.change_profile(judge=held, profile=profile, actor=judge, now=judged.now)
    assert "Northgate" in client.get(at("edition", held)).text
    entry.state = "draft"
    entry.save()
    assert "Northgate" not in client.get(at("edition", held)).text


def test_the_year_at_a_glance(judged: Judged, judge: Person, sign_in: SignIn) -> None:
    """Scores are due on 30 March, in a year far off; the judge is away from the 28th."""
    judged.edition.milestones.update(at=dt.datetime(2207, 3, 30, 21, 0, tzinfo=dt.UTC))
    held, client = judged.judge(judge), sign_in(judge)
    away = (dt.date(2207, 3, 28), dt.date(2207, 4, 2))
    actions.change_profile(
        judge=held, profile=Profile(employer="Northgate", max_load=2, away=(away,)), actor=judge, now=judged.now
    )
    final = Round.objects.create(edition=judged.edition, key="final", name="Final", position=2, load_per_judge=5)
    for entry in judged.entries(3):
        judged.seat(entry, held)
    actions.assign_judge(round=final, entry=entry, judge=held, actor=None, now=judged.now)
    judged.open()

    page = client.get(at("edition", held)).text

    assert "You are away on the day that scores are due." in page
    assert "28 March to 2 April" in page
    assert "Judging: 3 entries, of at most 2" in page
    assert "Final: one entry, of at most 2" in page
    assert "More than your limit" in page
    assert "Version 1 of the text" in page
    assert "One more entry is set aside for you in a round that is not open yet." in page


def test_stepping_down_says_first_what_it_does_and_then_thanks(judged: Judged, judge: Person, sign_in: SignIn) -> None:
    held, client = judged.judge(judge), sign_in(judge)
    done, begun, fresh = (judged.seat(entry, held) for entry in judged.entries(3))
    judged.open()
    judged.score_all(done)
    actions.confirm_scorecard(seat=done, actor=judge, now=judged.now)
    judged.score(begun, navigation=2)

    before = client.get(at("step-down", held)).text
    assert "2 entries that you have not confirmed." in before
    assert "What you began on one of them is kept, and does not count." in before
    assert "Your confirmed scores on one entry." in before
    assert client.post(at("step-down", held), {"reason": " "}).status_code == 422
    landed = client.post(at("step-down", held), {"reason": "My eyes."}, follow=True)

    assert "Thank you for your time" in landed.text
    assert "My eyes." in landed.text
    assert "Your confirmed scores on one entry, as you left them. They count." in landed.text
    assert "Company 0" not in landed.text
    assert "I keep it to myself." in landed.text
    for name in ("conflicts", "profile", "agreement", "invitation", "step-down"):
        assert client.get(at(name, held)).headers["Location"] == at("edition", held)
    assert client.get(reverse("judge:desk", args=[fresh.public_id])).status_code == 404
    assert "You stepped down on" in client.get(reverse("judge:home")).text
    held.refresh_from_db()
    assert (held.state, held.withdrawn_reason) == ("withdrawn", "My eyes.")


def test_a_judge_cannot_exclude_scorecards_by_stepping_down(judged: Judged, judge: Person, sign_in: SignIn) -> None:
    held = judged.judge(judge)
    seat = judged.seat(judged.entry(judged.organization("Northgate")), held)
    judged.open()
    judged.score_all(seat)
    actions.confirm_scorecard(seat=seat, actor=judge, now=judged.now)
    sign_in(judge).post(at("step-down", held), {"reason": "Out.", "scorecards": "exclude"})
    assert list(held.scorecards.values_list("excluded_at", flat=True)) == [None]


def test_home_lists_every_edition_whatever_was_answered(judged: Judged, judge: Person, sign_in: SignIn) -> None:
    held = judged.invite(judge)
    actions.answer_invitation(judge=held, accept=False, actor=judge, now=judged.now)
    page = sign_in(judge).get(reverse("judge:home")).text
    assert "You said no on" in page
    assert "18 January 2007" in page
    assert at("invitation", held) in page


@pytest.mark.parametrize("name", ["conflicts", "profile"])
def test_the_pages_cost_the_same_for_three_companies_and_for_thirty(
    name: str, judged: Judged, judge: Person, sign_in: SignIn
) -> None:
    held, client = judged.judge(judge), sign_in(judge)

    def cost(count: int) -> int:
        judged.entries(count - judged.edition.entries.count())
        names = tuple(f"Company {n:02}" for n in range(1, count + 1))
        actions.change_profile(
            judge=held, profile=Profile(competitors=names[:count]), actor=judge, now=judged.now + count * DAY
        )
        with CaptureQueriesContext(connection) as queries:
            assert "Company 03" in client.get(at(name, held)).text
        return len(queries)

    three = cost(3)
    assert cost(30) == three
    assert three <= 16


def test_a_used_link_leads_to_one_button_that_mails_a_fresh_one_to_its_owner(
    judged: Judged, judge: Person, sign_in: SignIn
) -> None:
    held = judged.invite(judge)
    path = _path(OutboxMessage.objects.get(kind="judging.invitation"))
    visitor = sign_in(None)
    visitor.post(path)
    stranger = sign_in(None)

    stale = stranger.get(path)
    assert stale.status_code == 410
    assert judge.name not in stale.text
    assert (judge.email or "") not in stale.text
    sent = stranger.post(reverse("sign-in-link-fresh", args=[path.split("/")[3]]))
    unknown = stranger.post(reverse("sign-in-link-fresh", args=["no-such-token"]))

    assert _main(sent.text) == _main(unknown.text)  # a stranger learns nothing
    fresh = OutboxMessage.objects.exclude(kind="judging.invitation").get()
    assert fresh.to == judge.email
    landed = sign_in(None).post(_path(fresh))
    assert landed.headers["Location"] == at("edition", held)


def _main(page: str) -> str:
    return page.partition("<main")[2].partition("</main>")[0]


def _path(message: OutboxMessage) -> str:
    return "/sign-in/link/" + message.text.split("/sign-in/link/")[1].split("/")[0] + "/"
