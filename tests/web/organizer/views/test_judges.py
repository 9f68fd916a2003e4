"""One judge: the page, what is known of them, conflicts and scorecards."""

import html

from laurels.accounts.actions import ensure_person
from laurels.accounts.models import Person
from laurels.core.models import OutboxMessage
from laurels.judging import actions
from laurels.judging.models import Conflict, RoundRun
from laurels.programs.definition import CombineStep, PlaceStep, RuleDef
from laurels.programs.models import Round
from tests.support.cast import SignIn
from tests.support.judged import Judged, declare

ROOT = "/room/ten-best/2007/judging/judges/"


def test_one_judge_shows_conflicts_seats_and_years(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    ana, bo = judged.entries(2)
    (one,) = judged.judges(1)
    judged.seat(ana, one)
    actions.declare_conflicts(judge=one, organizations=[bo.organization], actor=one.person, now=judged.now)
    page = sign_in(other_staff).get(f"{ROOT}{one.public_id}/").content.decode()
    for words in (
        "The site of Company 01",
        "Company 02",
        "declared it themself",
        "first time",
        "version 1",
        "judge-01@example.org",
    ):
        assert words in page


def test_the_link_is_sent_again(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    (one,) = judged.judges(1)
    OutboxMessage.objects.all().delete()
    client = sign_in(other_staff)
    client.get(f"{ROOT}{one.public_id}/link/")
    assert not OutboxMessage.objects.exists()
    client.post(f"{ROOT}{one.public_id}/link/")
    assert OutboxMessage.objects.get().to == "judge-01@example.org"


def test_a_judges_load_can_be_changed_and_nonsense_is_refused(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    (one,) = judged.judges(1)
    client = sign_in(other_staff)
    assert client.post(f"{ROOT}{one.public_id}/change/", {"max_load": "some"}).status_code == 422
    client.post(f"{ROOT}{one.public_id}/change/", {"max_load": "4", "employer_name": "Velden Group"})
    one.refresh_from_db()
    assert (one.max_load, one.employer_name) == (4, "Velden Group")


def test_what_a_judge_knows_about_is_chosen_from_the_programs_list(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    judged.edition.program.settings = {"expertise": [{"key": "usability", "name": "Usability"}]}
    judged.edition.program.save()
    (one,) = judged.judges(1)
    client = sign_in(other_staff)
    assert client.post(f"{ROOT}{one.public_id}/change/", {"expertise": ["cooking"]}).status_code == 422
    client.post(f"{ROOT}{one.public_id}/change/", {"expertise": ["usability"]})
    one.refresh_from_db()
    assert one.expertise == ["usability"]
    assert "Usability" in client.get(f"{ROOT}{one.public_id}/").content.decode()


def test_a_conflict_that_is_none_is_withdrawn_with_a_reason(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    (ana,) = judged.entries(1)
    (one,) = judged.judges(1)
    actions.declare_conflicts(judge=one, organizations=[ana.organization], actor=one.person, now=judged.now)
    conflict = Conflict.objects.get()
    address = f"/room/ten-best/2007/judging/conflicts/{conflict.public_id}/withdraw/"
    client = sign_in(other_staff)
    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "Another company of the same name."})
    conflict.refresh_from_db()
    assert conflict.withdrawn_at is not None


def test_staff_note_a_conflict_that_the_judge_did_not_declare(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    (ana,) = judged.entries(1)
    (one,) = judged.judges(1)
    seat = judged.seat(ana, one)
    client, address = sign_in(other_staff), f"{ROOT}{one.public_id}/note-conflict/"
    assert client.post(address, {"entry": ana.public_id, "reason": ""}).status_code == 422
    assert client.post(address, {"entry": ana.public_id, "reason": "They share an office."}).status_code == 302
    noted = Conflict.objects.get()
    assert (noted.judge, noted.organization, noted.source) == (one, ana.organization, Conflict.Source.STAFF)
    seat.refresh_from_db()
    assert seat.state == "recused"


def test_a_scorecard_is_left_out_with_a_reason_and_let_in_again(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    (ana,) = judged.entries(1)
    (one,) = judged.judges(1)
    seat = judged.seat(ana, one)
    judged.open()
    judged.score_all(seat)
    card = actions.confirm_scorecard(seat=seat, actor=one.person, now=judged.now)
    address = f"/room/ten-best/2007/judging/scorecards/{card.public_id}/count/"
    client = sign_in(other_staff)
    assert address in client.get(f"{ROOT}{one.public_id}/").content.decode()
    assert client.post(address, {"reason": ""}).status_code == 422
    client.post(address, {"reason": "Read the wrong site."})
    card.refresh_from_db()
    assert card.excluded_reason == "Read the wrong site."
    assert "left out" in client.get(f"{ROOT}{one.public_id}/").content.decode()
    client.post(address, {"reason": "It was the right one."})
    card.refresh_from_db()
    assert card.excluded_at is None


def test_the_page_says_which_mails_went_out_and_never_what_they_say(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    (one,) = judged.judges(1)
    sent = OutboxMessage.objects.get(to="judge-01@example.org")
    link = next(word for word in sent.text.split() if "/sign-in/link/" in word)  # whoever has it signs in as the judge
    page = sign_in(other_staff).get(f"{ROOT}{one.public_id}/").content.decode()
    assert sent.subject in html.unescape(page)
    assert link.rsplit("/", 2)[1] not in page


def test_a_second_judge_of_the_same_name_is_pointed_out(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    first = judged.invite(ensure_person(email="a@example.org", name="Inês Carvalho"))
    second = judged.invite(ensure_person(email="b@example.org", name="Carvalho, Ines"))
    page = sign_in(other_staff).get(f"{ROOT}{first.public_id}/").content.decode()
    assert "Another judge of this edition has the same name." in page
    assert f"{ROOT}{second.public_id}/" in page


def test_a_sealed_round_shows_no_way_to_its_scores(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    (ana,) = judged.entries(1)
    (one,) = judged.judges(1)
    seat = judged.seat(ana, one)
    judged.open()
    judged.score_all(seat)
    actions.confirm_scorecard(seat=seat, actor=one.person, now=judged.now)
    client, address = sign_in(other_staff), f"{ROOT}{one.public_id}/"
    assert "Their severity and spread" in client.get(address).content.decode()
    judged.round.sealed = True
    judged.round.save()
    page = client.get(address).content.decode()
    assert "Their severity and spread" not in page
    assert "sealed: no score is shown" in page


def test_scores_of_a_sealed_round_that_count_in_the_last_one_have_no_way_to_them_either(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    (ana,) = judged.entries(1)
    (one,) = judged.judges(1)
    first = judged.round
    judged.seat(ana, one)
    judged.open()
    judged.score_all(first.assignments.get())
    judged.round = Round.objects.create(
        edition=judged.edition, key="last", name="Last", position=1, reviews_per_entry=1
    )
    seat = judged.seat(ana, one)
    judged.open()
    judged.score_all(seat)
    actions.confirm_scorecard(seat=seat, actor=one.person, now=judged.now)
    over_rounds = RuleDef(
        steps=(
            CombineStep(level="scorecard", of="criterion", how="mean"),
            CombineStep(level="round", of="scorecard", how="mean"),
            CombineStep(level="entry", of="round", how="mean"),
            PlaceStep(),
        )
    )
    declare(judged.edition, "rule", over_rounds, judged.now)
    client, address = sign_in(other_staff), f"{ROOT}{one.public_id}/"
    assert "Their severity and spread" in client.get(address).content.decode()

    Round.objects.filter(pk=first.pk).update(sealed=True)

    assert "Their severity and spread" not in client.get(address).content.decode()
    RoundRun.objects.filter(round=first).update(closed_at=judged.now)
    assert "Their severity and spread" in client.get(address).content.decode()
