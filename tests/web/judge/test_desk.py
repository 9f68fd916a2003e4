from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from laurels.accounts.models import Person
from laurels.core import files
from laurels.entries.models import Collaborator
from laurels.judging import actions
from laurels.judging.models import Assignment, CategoryReport, Comment, Score, Scorecard
from laurels.programs.definition import DEFAULT_RULE, MissingStep, RuleDef, ScaleDef
from laurels.programs.models import Category
from tests.support.cast import SignIn
from tests.support.judged import CRITERIA, Judged, declare, rubric

pytestmark = pytest.mark.django_db


@pytest.fixture
def seat(judged: Judged, judge: Person) -> Assignment:
    held = judged.seat(judged.entry(judged.organization("Northgate")), judged.judge(judge))
    judged.open()
    return held


@pytest.fixture
def client(judge: Person, sign_in: SignIn) -> Client:
    return sign_in(judge)


def at(name: str, seat: Assignment, *more: str) -> str:
    return reverse(f"judge:{name}", args=[seat.public_id, *more])


def test_the_desk_shows_the_entry_the_anchors_and_the_first_open_criterion_in_hand(
    seat: Assignment, judged: Judged, client: Client
) -> None:
    judged.access_data(seat.entry, "user judge, word vierzehn")
    judged.score(seat, navigation=3)
    page = client.get(at("desk", seat)).text
    assert "How Northgate found its way." in page
    assert "user judge, word vierzehn" in page
    assert "behind a detour" in page
    assert 'class="crit now" id="criterion-speed"' in page
    assert "<b>1</b> of 6 scored" in page
    assert "17:00 Eastern" in page  # 21:00 UTC on 30 March is 17:00 in New York


def test_the_scoring_form_costs_at_most_fifteen_queries(seat: Assignment, judged: Judged, client: Client) -> None:
    judged.score_all(seat)
    with CaptureQueriesContext(connection) as queries:
        client.get(at("desk", seat))
    assert len(queries) <= 15


def test_a_save_costs_at_most_twelve_queries_and_signing_in(seat: Assignment, judged: Judged, client: Client) -> None:
    judged.score(seat, navigation=3)
    with CaptureQueriesContext(connection) as queries:
        client.post(at("save-score", seat, "speed"), {"value": "2", "version": "0"})
    kept = [each["sql"] for each in queries if not each["sql"].startswith(("SAVEPOINT", "RELEASE", "BEGIN", "COMMIT"))]
    assert len(kept) <= 12 + 2  # session and person


def test_a_score_is_saved_and_answered_as_autosave_wants_it(seat: Assignment, client: Client) -> None:
    answer = client.post(at("save-score", seat, "speed"), {"value": "2", "version": "0"})
    assert (answer.status_code, answer.json()["version"]) == (200, 1)
    assert Score.objects.get().value == 2
    stale = client.post(at("save-score", seat, "speed"), {"value": "4", "version": "0"})
    assert (stale.status_code, stale.json()["version"], stale.json()["values"]) == (409, 1, {"value": "2"})
    assert stale.json()["by"] == "Judith Okafor"
    assert client.post(at("save-score", seat, "speed"), {"value": "n/a", "version": "1"}).status_code == 200
    assert Score.objects.get().not_applicable
    again = client.post(at("save-score", seat, "speed"), {"value": "", "version": "2"})
    assert again.json()["version"] == 3
    assert not Score.objects.get().given


def test_what_cannot_be_a_score_is_refused_in_words(seat: Assignment, client: Client) -> None:
    answer = client.post(at("save-score", seat, "speed"), {"value": "9", "version": "0"})
    assert (answer.status_code, answer.json()["message"]) == (400, "Write a number from 0 to 4, in steps of 1.")
    assert client.post(at("save-score", seat, "weather"), {"value": "1"}).status_code == 400
    assert client.post(at("save-remark", seat, "gossip"), {"value": "x"}).status_code == 404
    assert not Score.objects.exists()


def test_signed_out_a_save_answers_401_and_not_a_page(seat: Assignment, sign_in: SignIn) -> None:
    answer = sign_in(None).post(at("save-score", seat, "speed"), {"value": "2"})
    assert answer.status_code == 401
    assert answer["Content-Type"] == "application/json"


def test_remarks_are_saved_per_area_and_reader(seat: Assignment, client: Client) -> None:
    client.post(at("save-remark", seat, "entrant", "area:design"), {"value": "Clear.", "version": "0"})
    client.post(at("save-remark", seat, "organizers"), {"value": "Slow server.", "version": "0"})
    assert sorted(Comment.objects.values_list("anchor", "kind", "text")) == [
        ("", "organizers", "Slow server."),
        ("area:design", "entrant", "Clear."),
    ]
    assert "Clear." in client.get(at("desk", seat)).text


def test_the_plain_form_saves_what_was_changed_on_that_page_and_nothing_else(
    seat: Assignment, judged: Judged, client: Client
) -> None:
    judged.score(seat, navigation=3, speed=1)
    # A page from before: it showed navigation 3 and speed empty. The judge sets search, and touches nothing else.
    sent = {"score-navigation": "3", "was-navigation": "3", "score-speed": "", "was-speed": ""}
    sent |= {"score-search": "4", "was-search": "", "remark-entrant-area:design": "Good.", "then": "review"}
    answer = client.post(at("save", seat), sent)
    assert answer.headers["Location"] == at("review", seat)
    given = {score.criterion: score.text for score in Score.objects.all()}
    assert given == {"navigation": "3", "speed": "1", "search": "4"}
    assert Score.objects.get(criterion="navigation").version == 1
    assert Comment.objects.get().text == "Good."


def test_review_confirm_reopen(seat: Assignment, judged: Judged, client: Client) -> None:
    judged.score(seat, **dict.fromkeys(CRITERIA[1:], 3))
    assert "Not complete yet." in client.get(at("review", seat)).text
    client.post(at("review", seat))
    assert Scorecard.objects.get().state == "open"
    judged.score(seat, navigation=4)
    client.post(at("review", seat))
    assert Scorecard.objects.get().state == "confirmed"
    page = client.get(at("desk", seat)).text
    assert "data-save-url" not in page
    refused = client.post(at("save-score", seat, "speed"), {"value": "1", "version": "1"})
    assert (refused.status_code, "Reopen them first" in refused.json()["message"]) == (400, True)
    client.post(at("reopen", seat))
    assert Scorecard.objects.get().state == "open"
    assert client.post(at("save-score", seat, "speed"), {"value": "1", "version": "1"}).status_code == 200


def test_after_the_round_closes_the_judge_still_reads_their_own_scores(
    seat: Assignment, judged: Judged, client: Client
) -> None:
    judged.score_all(seat)
    actions.confirm_scorecard(seat=seat, actor=seat.judge.person, now=judged.now)
    actions.close_round(round=judged.round, actor=None, now=judged.now)
    assert "Judging is closed" in client.get(at("desk", seat)).text
    assert client.get(at("review", seat)).status_code == 200


def test_a_judge_may_name_the_category_where_an_entry_belongs(seat: Assignment, judged: Judged, client: Client) -> None:
    assert "The category it belongs in" not in client.get(at("wrong-category", seat)).text, "there are none"
    online, on_site = (
        Category.objects.create(edition=judged.edition, key=key, name=name, position=place)
        for place, (key, name) in enumerate({"online": "Online", "on-site": "On-site"}.items())
    )
    seat.entry.category = online
    seat.entry.save(update_fields=["category"])
    for name in ("desk", "wrong-category"):
        page = client.get(at(name, seat)).text
        assert '<option value="on-site">On-site</option>' in page
        assert '<option value="online">' not in page, "it stands there already"
    answer = client.post(at("wrong-category", seat), {"category-note": "Vans.", "category-suggested": "online"})
    assert answer.status_code == 422
    client.post(at("wrong-category", seat), {"category-note": "Vans.", "category-suggested": "on-site"})
    client.post(at("wrong-category", seat), {"category-note": "Or not.", "category-suggested": ""})
    assert list(CategoryReport.objects.order_by("pk").values_list("suggested", flat=True)) == [on_site.pk, None]


def test_recusing_and_wrong_category_work_as_plain_pages(seat: Assignment, judged: Judged, client: Client) -> None:
    client.post(at("wrong-category", seat), {"category-note": "A small company."})
    assert CategoryReport.objects.get().note == "A small company."
    assert client.post(at("recuse", seat), {"recuse-kind": "other", "recuse-note": ""}).status_code == 422
    assert client.post(at("recuse", seat), {"recuse-kind": "other", "recuse-note": "I built it."}).status_code == 302
    for name in ("desk", "review", "recuse", "wrong-category"):
        assert client.get(at(name, seat)).status_code == 404
    assert client.post(at("save-score", seat, "speed"), {"value": "1"}).status_code == 404
    listed = client.get(reverse("judge:edition", args=[seat.judge.public_id])).text
    assert seat.entry.title not in listed
    assert "recused from one entry" in listed


def test_a_judge_in_conflict_finds_neither_entry_nor_files_nor_access_data(
    judged: Judged, judge_collaborator: Person, sign_in: SignIn
) -> None:
    entry = judged.entry(judged.organization("Northgate"), "The secret desk")
    judged.access_data(entry, "the word is vierzehn")
    held = judged.judge(judge_collaborator)
    attached = judged.attach(entry, "log study.pdf")
    stored = files._place(attached.file.sha256)
    stored.parent.mkdir(parents=True, exist_ok=True)
    stored.write_bytes(b"%PDF")
    seat = judged.seat(entry, held)
    judged.open()
    client = sign_in(judge_collaborator)
    file = at("file", seat, attached.public_id)
    before = client.get(at("desk", seat)).text
    assert "vierzehn" in before
    assert "log study.pdf" in before
    served = client.get(file)
    assert b"".join(served) == b"%PDF"
    Collaborator.objects.create(entry=entry, person=judge_collaborator, added_at=judged.now)
    assert client.get(at("desk", seat)).status_code == 404
    assert client.get(file).status_code == 404
    for address in (reverse("judge:home"), reverse("judge:edition", args=[held.public_id])):
        page = client.get(address).text
        assert "The secret desk" not in page
        assert "vierzehn" not in page


def test_a_file_that_came_after_the_judged_submission_is_not_served(
    seat: Assignment, judged: Judged, client: Client
) -> None:
    judged.score(seat, navigation=3)
    late = judged.attach(seat.entry, "late.pdf")
    assert client.get(at("file", seat, late.public_id)).status_code == 404


def test_nobody_sees_another_judges_scores(
    seat: Assignment, judged: Judged, judge_collaborator: Person, sign_in: SignIn
) -> None:
    judged.score_all(seat, 4)
    actions.save_comment(
        seat=seat, anchor="", kind="entrant", text="Mine alone.", actor=seat.judge.person, now=judged.now
    )
    other = judged.seat(seat.entry, judged.judge(judge_collaborator))
    page = sign_in(judge_collaborator).get(at("desk", other)).text
    assert "Mine alone." not in page
    assert "<b>0</b> of 6 scored" in page
    assert 'type="radio" name="score-speed" data-save-name="value" value="4" checked' not in page


def test_a_scale_of_tenths_is_typed_and_one_of_ten_points_has_cells(
    judged: Judged, judge: Person, client: Client
) -> None:
    tenths = ScaleDef(minimum=Decimal(1), maximum=Decimal(5), step=Decimal("0.1"))
    declare(judged.edition, "rubric", rubric(tenths), judged.now)
    seat = judged.seat(judged.entry(judged.organization("Northgate")), judged.judge(judge))
    judged.open()
    assert 'inputmode="decimal"' in client.get(at("desk", seat)).text
    assert client.post(at("save-score", seat, "speed"), {"value": "3,7", "version": "0"}).status_code == 200
    assert Score.objects.get().value == Decimal("3.7")
    assert client.post(at("save-score", seat, "search"), {"value": "", "na": "on", "version": "0"}).status_code == 200
    assert Score.objects.get(criterion="search").not_applicable


def test_where_the_rule_refuses_na_the_page_does_not_offer_it(judged: Judged, judge: Person, client: Client) -> None:
    steps = (MissingStep(not_applicable="refuse"), *DEFAULT_RULE.steps[1:])
    declare(judged.edition, "rule", RuleDef(steps=steps), judged.now)
    seat = judged.seat(judged.entry(judged.organization("Northgate")), judged.judge(judge))
    judged.open()
    assert "n/a</label>" not in client.get(at("desk", seat)).text
    answer = client.post(at("save-score", seat, "speed"), {"value": "n/a", "version": "0"})
    assert answer.json()["message"] == "n/a is not allowed in this program: give a score."
