"""The list of judges, and the same as a file."""

import csv

from django.db import connection
from django.test.utils import CaptureQueriesContext

from laurels.accounts.actions import ensure_person
from laurels.accounts.models import Person
from laurels.judging import actions
from laurels.judging.models import Judge
from tests.support.cast import SignIn
from tests.support.judged import Judged

ROOT = "/room/ten-best/2007/judging/judges/"


def test_without_a_judge_the_page_says_what_to_do_next(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    page = sign_in(other_staff).get(ROOT).content.decode()
    assert "No judge yet" in page
    assert f"{ROOT}invite/" in page
    assert "With those ticked" not in page
    assert judged.edition


def test_a_row_says_how_far_a_judge_is(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    entries = judged.entries(3)
    (one,) = judged.judges(1)
    seats = [judged.seat(entry, one) for entry in entries[:2]]
    judged.open()
    judged.score_all(seats[0])
    actions.confirm_scorecard(seat=seats[0], actor=one.person, now=judged.now)
    actions.declare_conflicts(judge=one, organizations=[entries[2].organization], actor=one.person, now=judged.now)
    page = sign_in(other_staff).get(ROOT).content.decode()
    for words in ("ready", "2 of 3", 'data-l="Confirmed">1<', 'data-l="Conflicts">1<', 'data-l="Editions">1<'):
        assert words in page, words


def test_filters_sort_and_words_narrow_the_list(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    judged.invite(ensure_person(email="jm@example.org", name="Jürgen Müller"))
    judged.judges(1)
    client = sign_in(other_staff)
    page = client.get(f"{ROOT}?text=muller").content.decode()
    assert "Jürgen Müller" in page
    assert "Judge 01" not in page
    assert "Not answered (1)" in page
    assert "Nobody matches" in client.get(f"{ROOT}?state=declined").content.decode()
    assert 'aria-sort="descending"' in client.get(f"{ROOT}?sort=-load").content.decode()
    assert client.get(f"{ROOT}?sort=nonsense&state=nonsense&round=nonsense&page=99").status_code == 200


def test_an_edition_without_rounds_still_has_its_list(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    judged.judges(1)
    judged.round.delete()
    client = sign_in(other_staff)
    assert "Judge 01" in client.get(ROOT).content.decode()
    assert "Judge 01" in client.get(f"{ROOT}list.csv").content.decode()


def test_the_file_has_a_line_for_each_judge_that_is_found_and_runs_no_formula(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    judged.invite(ensure_person(email="jm@example.org", name="=HYPERLINK(1)"), employer_name="+1 Group", max_load=4)
    judged.judges(40)  # more than a page
    client = sign_in(other_staff)
    answer = client.get(f"{ROOT}list.csv")
    assert answer["Content-Type"] == "text/csv; charset=utf-8"
    assert "attachment" in answer["Content-Disposition"]
    rows = list(csv.DictReader(answer.content.decode("utf-8-sig").splitlines()))
    assert len(rows) == 41
    odd = next(row for row in rows if row["email"] == "jm@example.org")
    assert (odd["name"], odd["employer"], odd["state"], odd["limit"]) == (
        "'=HYPERLINK(1)",
        "'+1 Group",
        "not answered",
        "4",
    )
    found = client.get(f"{ROOT}list.csv?state=invited").content.decode("utf-8-sig").splitlines()
    assert len(found) == 2


def test_the_file_takes_as_many_queries_for_80_judges_as_for_3(
    judged: Judged, sign_in: SignIn, other_staff: Person
) -> None:
    client = sign_in(other_staff)

    def queries() -> int:
        with CaptureQueriesContext(connection) as seen:
            client.get(f"{ROOT}list.csv")
        return len(seen)

    judged.judges(3)
    few = queries()
    for number in range(77):
        person = ensure_person(email=f"more-{number}@example.org", name=f"More {number}")
        Judge.objects.create(edition=judged.edition, person=person, invited_at=judged.now)
    assert queries() == few
