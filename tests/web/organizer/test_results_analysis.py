"""What stands beside the standings: each number leads on, to a scorecard, a judge, another entry, another run."""

import re
from decimal import Decimal

import pytest
from django.test import Client

from laurels.accounts.models import Person
from laurels.judging.models import Scorecard
from laurels.programs.definition import DEFAULT_RULE, RuleDef, ScaleStep
from laurels.results import actions, queries
from tests.support.field import Field, MakeField
from tests.web.organizer.results_case import ROOT, client, field, tallied, text

__all__ = ["client", "field", "tallied"]


def test_a_standing_leads_step_by_step_from_the_official_to_the_adjusted_score(client: Client, tallied: Field) -> None:
    """The steps are whole: what is added to the official score gives the adjusted one."""
    run = queries.run_shown(queries.board(tallied.edition), tallied.now)
    assert run is not None
    found = queries.detail(run, tallied.entries["Ana"])
    assert found.shift is not None
    assert found.line is not None
    assert found.line.estimate is not None
    parts = found.shift.rule + found.shift.help + found.shift.drawn
    assert 8.5 + parts == pytest.approx(found.line.estimate.adjusted)
    said = text(client, "entries/1/")
    assert re.search(r"Official the score under the declared rule 8\.50", said)
    assert re.search(r"Judges its judges together are as strict as the average judge 0\.00 8\.50", said)
    assert re.search(r"Jo 9\.00 −0\.33 8\.67", said), "9 from a judge 0.33 points more generous than the average"
    assert re.search(r"Adjusted with 95 % between", said)


def test_a_total_on_another_scale_than_the_score_names_its_scale(
    client: Client, make_field: MakeField, staff: Person
) -> None:
    """9 of 10 is 90 of 100: the scorecard's own total stays on 0 to 10."""
    rule = RuleDef(steps=(*DEFAULT_RULE.steps[:-1], ScaleStep(level="entry", to=Decimal(100)), DEFAULT_RULE.steps[-1]))
    field = make_field(rule=rule)
    field.add("Ana", {"Jo": (9, 9), "Ken": (8, 8)}, category="metrics")
    field.close()
    actions.run_tally(round=field.round, actor=staff, now=field.now)
    said = text(client, "entries/1/")
    assert re.search(r"Total of the scorecard , on 0 to 10 9\.00 8\.00", said)
    assert "85.00 official, on 0 to 100" in said


def test_the_page_of_criteria_leads_to_scorecards(client: Client, tallied: Field) -> None:
    """On both criteria Ana has the most, (9 + 8) / 2, and Cy the least, 2 and 3."""
    page = client.get(ROOT + "criteria/").content.decode()
    assert page.count('entries/1/#scorecards"') == page.count('entries/3/#scorecards"') == 2
    assert 'id="scorecards"' in client.get(ROOT + "entries/1/").content.decode()
    assert re.search(r"Pacesetter factor Ana Ltd 8\.50 Cy Ltd 2\.00", text(client, "criteria/"))


def test_one_entry_stands_beside_another_with_the_reason(client: Client, tallied: Field) -> None:
    said = text(client, "entries/1/against/2/")
    assert "The official scores part them: Ana Ltd is 1.75 points ahead of Bo Ltd. No tie-break was needed." in said
    assert "Two judges have seen both: two put Ana Ltd higher." in said
    assert re.search(r"With other judges from the same panel, Ana Ltd would be ahead with a chance of", said)
    assert re.search(r"Pacesetter factor 8\.50 7\.00 \+1\.50", said)
    assert re.search(r"Jo 9\.00 7\.00 \+2\.00", said)


def test_the_choice_of_another_entry_leads_to_the_two(client: Client, tallied: Field) -> None:
    answer = client.get(ROOT + "entries/1/against/", {"with": "3"})
    assert (answer.status_code, answer["Location"]) == (302, ROOT + "entries/1/against/3/")
    assert client.get(ROOT + "entries/1/against/", {"with": "x"})["Location"] == ROOT + "entries/1/"
    assert "These two do not compete" in text(client, "entries/1/against/1/")


def test_each_judge_leads_to_the_scorecards(client: Client, tallied: Field) -> None:
    jo = tallied.judges["Jo"].public_id
    assert f"judges/{jo}/" in client.get(ROOT + "judges/").content.decode()
    said = text(client, f"judges/{jo}/")
    assert re.search(r"3 scorecards count", said)
    assert re.search(r"Ana Ltd 1 9\.00", said)
    assert re.search(r"Cy Ltd 3 2\.50", said)
    assert client.get(f"{ROOT}judges/nobody/").status_code == 404


def test_a_judge_without_a_scorecard_that_counts_says_so(client: Client, tallied: Field) -> None:
    lea = tallied.judge("Lea").public_id
    assert "No scorecard counts" in text(client, f"judges/{lea}/")


def test_criteria_and_other_rules_are_told(client: Client, tallied: Field) -> None:
    assert re.search(r"Pacesetter factor .* Cohesiveness", text(client, "criteria/"))
    said = text(client, "sensitivity/")
    assert "Under other rules" in said
    assert "Ana Ltd" in said


def test_the_advice_names_who_could_be_asked_and_where(client: Client, make_field: MakeField) -> None:
    field = make_field()
    field.add("Ana", {"Jo": (8, 6), "Ken": (6, 7), "Lea": (9, 8)}, category="metrics")
    field.add("Bo", {"Jo": (7, 7), "Ken": (6, 8)}, category="metrics")
    field.add("Cy", {"Jo": (6, 5), "Ken": (5, 6), "Lea": (5, 4)}, category="metrics")
    field.close()
    body = client.get(ROOT + "one-more-review/").content.decode()
    bo, lea = field.entries["Bo"].public_id, field.judges["Lea"].public_id
    assert f"/room/star/2007/judging/assignments/by-hand/?entry={bo}&amp;judge={lea}" in body, (
        "the only pair that is left"
    )
    assert body.count("assignments/by-hand/") == 1
    made = client.post("/room/star/2007/judging/assignments/chosen/", {"seats": f"{bo}/{lea}"}, follow=True)
    assert f'name="seats" value="{bo}/{lea}"' in body
    assert "A plan: 1 new seat" in made.content.decode(), "the marked review is a plan in one step"
    assert "Judging is closed." in text(client, "one-more-review/")


def test_one_entry_or_one_judge_alone_have_their_pages(client: Client, make_field: MakeField) -> None:
    field = make_field()
    field.add("Ana", {"Jo": (9, 9)}, category="metrics")
    for path in ("", "judges/", "criteria/", "sensitivity/", "one-more-review/", "entries/1/"):
        assert "Ana Ltd" in text(client, path) or path in {"judges/", "criteria/", "one-more-review/"}


def test_several_contests_have_a_page_each_and_share_their_judges(client: Client, make_field: MakeField) -> None:
    field = make_field(categories=("metrics", "online", "empty"))
    field.add("Ana", {"Jo": (9, 9), "Ken": (8, 8)}, category="metrics")
    field.add("Bo", {"Jo": (4, 5), "Ken": (3, 4)}, category="online")
    assert "Ana Ltd" in text(client)
    assert "Bo Ltd" not in text(client)
    assert "Bo Ltd" in text(client, "?contest=online")
    assert "Nobody competes here" in text(client, "?contest=empty")
    assert "Judges are compared over all categories together" in text(client, "judges/")


def test_panels_that_share_no_judge_are_told(client: Client, make_field: MakeField) -> None:
    field = make_field()
    field.add("Ana", {"Jo": (9, 9), "Ken": (8, 8)}, category="metrics")
    field.add("Bo", {"Lea": (4, 5), "Mo": (3, 4)}, category="metrics")
    assert "2 panels that share no judge." in text(client)
    assert "No chain of common judges connects the two" in text(client, "entries/1/against/2/")


def test_two_runs_are_compared(client: Client, tallied: Field, staff: Person) -> None:
    client.post(ROOT + "honors/accept/")
    Scorecard.objects.filter(entry=tallied.entries["Ana"]).update(excluded_at=tallied.now, excluded_reason="mistaken")
    client.post(ROOT + "tallies/run/")
    said = text(client, "tallies/")
    assert "frozen" in said
    assert "seed" in said
    assert "Rule 1" in said
    said = text(client, "tallies/compare/")
    assert "3 entries have another place; 2 proposed honors are others." in said
    assert re.search(r"Bo Ltd Metrics 2 1 6\.75 6\.75 new: Winner", said)
    assert re.search(r"Ana Ltd 2 no longer count (Jo , Ken|Ken , Jo)", said)
    assert "the same rule, rubric and selection" in said
    assert "The same inputs, and the same outcome." in text(client, "tallies/compare/?before=2&after=2")


def test_500_entries_come_in_pages(client: Client, make_field: MakeField) -> None:
    field = make_field()
    for place in range(62):
        field.add(f"E{place:03}", {"Jo": (place % 10, place % 7)}, category="metrics")
    said = text(client)
    assert "1 to 60 of 62" in said
    assert "61 to 62 of 62" in text(client, "?page=2")
