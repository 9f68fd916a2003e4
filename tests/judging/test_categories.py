from dataclasses import replace
from decimal import Decimal

import pytest

from laurels.accounts.models import Person
from laurels.core import canonical
from laurels.core.models import LedgerLine, OutboxMessage
from laurels.judging import actions
from laurels.judging.actions.categories import decide_category, move_judged_entry
from laurels.judging.errors import ReasonMissingError, ReportDecidedError
from laurels.judging.models import Assignment, CategoryReport, Judge, Scorecard
from laurels.judging.queries.categories import refitting
from laurels.programs.definition import RubricDef, ScaleDef
from laurels.programs.models import Category, Declaration
from tests.support.judged import CRITERIA, Judged, rubric

pytestmark = pytest.mark.django_db


@pytest.fixture
def categories(judged: Judged) -> tuple[Category, Category]:
    """Online and On-site. Without more both are scored on the edition's six criteria, 0 to 4."""
    return tuple(  # type: ignore[return-value]  # two
        Category.objects.create(edition=judged.edition, key=key, name=name, position=place)
        for place, (key, name) in enumerate({"online": "Online", "on-site": "On-site"}.items())
    )


@pytest.fixture
def seat(judged: Judged, judge: Person, categories: tuple[Category, Category]) -> Assignment:
    entry = judged.entry(judged.organization("Northgate"), "The Northgate desk")
    entry.category = categories[0]
    entry.save(update_fields=["category"])
    seat = judged.seat(entry, judged.judge(judge))
    judged.open()
    return seat


def reported(judged: Judged, seat: Assignment) -> CategoryReport:
    return actions.report_wrong_category(
        seat=seat, note="It is about field service", actor=seat.judge.person, now=judged.now
    )


def mails_to(judge: Judge) -> list[str]:
    return [each.text for each in OutboxMessage.objects.filter(kind="judging.category", to=judge.person.email)]


def test_staff_move_the_entry_with_a_trace_and_every_open_report_on_it_is_decided(
    judged: Judged, staff: Person, seat: Assignment, categories: tuple[Category, Category]
) -> None:
    second = judged.seat(seat.entry, judged.judges(1)[0])
    first, other = reported(judged, seat), reported(judged, second)
    decided = decide_category(
        report=first, move_to=categories[1], reason="It is field service", actor=staff, now=judged.now
    )
    assert [each.pk for each in decided] == [first.pk, other.pk]
    assert {(each.decision, each.reason, each.decided_by) for each in CategoryReport.objects.all()} == {
        ("moved", "It is field service", staff)
    }
    seat.entry.refresh_from_db()
    assert seat.entry.category == categories[1]
    acts = LedgerLine.objects.order_by("position").values_list("act", flat=True)
    assert list(acts)[-3:] == ["entry.moved", "category.moved", "category.moved"]
    for judge in (seat.judge, second.judge):
        assert "now stands in: On-site" in mails_to(judge)[0]
        assert "It is field service" in mails_to(judge)[0]


def test_left_where_it_is_the_judge_hears_why(judged: Judged, staff: Person, seat: Assignment) -> None:
    report = reported(judged, seat)
    with pytest.raises(ReasonMissingError):
        decide_category(report=report, reason=" ", actor=staff, now=judged.now)
    decide_category(report=report, reason="Its first half is online", actor=staff, now=judged.now)
    report.refresh_from_db()
    assert report.decision == "stays"
    text = mails_to(seat.judge)[0]
    assert "It stays where it is." in text
    assert "Its first half is online" in text
    with pytest.raises(ReportDecidedError):
        decide_category(report=report, reason="Once more", actor=staff, now=judged.now)


def test_a_judge_who_must_not_read_the_entry_any_more_gets_no_mail_about_it(
    judged: Judged, staff: Person, seat: Assignment
) -> None:
    report = reported(judged, seat)
    actions.recuse(seat=seat, kind="personal", note="", actor=seat.judge.person, now=judged.now)
    decide_category(report=report, reason="Its first half is online", actor=staff, now=judged.now)
    assert mails_to(seat.judge) == []


def test_under_one_rubric_for_all_a_move_changes_no_scorecard(
    judged: Judged, staff: Person, seat: Assignment, categories: tuple[Category, Category]
) -> None:
    judged.score_all(seat)
    actions.confirm_scorecard(seat=seat, actor=seat.judge.person, now=judged.now)
    assert refitting(seat.entry, categories[0], categories[1]) == []
    again = move_judged_entry(
        entry=seat.entry, category=categories[1], reason="Field service", actor=staff, now=judged.now
    )
    assert again == []
    assert Scorecard.objects.get().state == "confirmed"


def of_its_own(judged: Judged, category: Category) -> Declaration:
    """Search and content as everywhere, but 0 to 2; and a criterion that nobody else has."""
    whole = rubric(ScaleDef(minimum=Decimal(0), maximum=Decimal(2), step=Decimal(1)))
    area = whole.areas[1]
    search, content, upkeep = area.criteria
    narrow = RubricDef(
        scale=whole.scale,
        areas=(replace(area, criteria=(search, content, replace(upkeep, key="vans", name="Vans"))),),
    )
    data = narrow.to_json()
    return Declaration.objects.create(
        edition=judged.edition, kind="rubric", category_key=category.key, content=data, sha256=canonical.digest(data),
        made_at=judged.now,
    )  # fmt: skip


def test_under_another_rubric_scorecards_take_it_and_their_judges_look_again(
    judged: Judged, staff: Person, seat: Assignment, categories: tuple[Category, Category]
) -> None:
    own = of_its_own(judged, categories[1])
    judged.score(seat, **dict.fromkeys(CRITERIA, 1) | {"content": 4})
    actions.confirm_scorecard(seat=seat, actor=seat.judge.person, now=judged.now)
    report = reported(judged, seat)
    assert [new for _card, new in refitting(seat.entry, categories[0], categories[1])] == [own]
    decide_category(report=report, move_to=categories[1], reason="Field service", actor=staff, now=judged.now)
    card = Scorecard.objects.get()
    assert (card.state, card.rubric, card.confirmed_at) == ("open", own, None)
    given = {score.criterion: score.value for score in card.scores.all()}
    assert given["search"] == 1, "on both scales, so it stays"
    assert given["content"] is None, "4 is off the scale of 0 to 2"
    assert given["navigation"] == 1, "no criterion there, and kept on record"
    assert card.scores.get(criterion="content").version == 2, "what was given before is its first version"
    assert "look at the others, and confirm" in mails_to(seat.judge)[0]
    judged.score(Assignment.objects.get(), content=2, vans=2)
    assert actions.confirm_scorecard(seat=seat, actor=seat.judge.person, now=judged.now).state == "confirmed"


def test_there_and_back_again_every_score_is_as_it_was(
    judged: Judged, staff: Person, seat: Assignment, categories: tuple[Category, Category]
) -> None:
    online, on_site = categories
    of_its_own(judged, on_site)
    judged.score(seat, **dict.fromkeys(CRITERIA, 3) | {"content": 1})
    actions.confirm_scorecard(seat=seat, actor=seat.judge.person, now=judged.now)
    move_judged_entry(entry=seat.entry, category=on_site, reason="Field service", actor=staff, now=judged.now)
    seat.entry.refresh_from_db()
    move_judged_entry(entry=seat.entry, category=online, reason="A slip", actor=staff, now=judged.now)
    card = Scorecard.objects.get()
    assert {each.criterion: each.text for each in card.scores.all()} == {
        **dict.fromkeys(CRITERIA, "3"),
        "content": "1",
    }
    assert card.state == "open", "its judge looks at it before it counts again"
    assert actions.confirm_scorecard(seat=seat, actor=seat.judge.person, now=judged.now).state == "confirmed"


def test_what_the_judge_said_meanwhile_goes_before_what_they_said_on_the_other_scale(
    judged: Judged, staff: Person, seat: Assignment, categories: tuple[Category, Category]
) -> None:
    online, on_site = categories
    of_its_own(judged, on_site)
    judged.score(seat, search=3, content=4)
    move_judged_entry(entry=seat.entry, category=on_site, reason="Field service", actor=staff, now=judged.now)
    anew = Assignment.objects.get()
    judged.score(anew, search=2)
    actions.save_score_text(seat=anew, criterion="content", text="1", actor=anew.judge.person, now=judged.now)
    actions.save_score_text(seat=anew, criterion="content", text="", actor=anew.judge.person, now=judged.now)
    anew.entry.refresh_from_db()
    move_judged_entry(entry=anew.entry, category=online, reason="A slip", actor=staff, now=judged.now)
    given = {each.criterion: each.text for each in Scorecard.objects.get().scores.all()}
    assert given == {"search": "2", "content": ""}, "1 was taken back by the judge, so nothing comes back"


def test_scorecards_of_a_closed_round_stay_as_they_are(
    judged: Judged, staff: Person, seat: Assignment, categories: tuple[Category, Category]
) -> None:
    of_its_own(judged, categories[1])
    judged.score_all(seat)
    actions.confirm_scorecard(seat=seat, actor=seat.judge.person, now=judged.now)
    actions.close_round(round=judged.round, actor=staff, now=judged.now)
    move_judged_entry(entry=seat.entry, category=categories[1], reason="Field service", actor=staff, now=judged.now)
    assert Scorecard.objects.get().state == "confirmed"
