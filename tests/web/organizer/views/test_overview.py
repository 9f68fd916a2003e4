"""The edition at a glance, and the list of editions."""

import datetime as dt
import re
from collections.abc import Callable

from laurels.accounts import actions as accounts
from laurels.accounts.models import Person
from laurels.judging import actions
from laurels.programs.models import Milestone
from tests.support.cast import SignIn
from tests.support.judged import Judged
from tests.support.whole import Whole

ROOT = "/room/ten-best/2007/"
DUE = dt.datetime(2007, 3, 30, 21, 0, tzinfo=dt.UTC)
Clock = Callable[[dt.datetime], None]


def figures(page: str) -> dict[str, int]:
    """The figure of each queue by its word."""
    found = re.findall(r'class="fig num[^"]*">(\d+)</span> <span>(\w+)</span>', page)
    return {word: int(figure) for figure, word in found}


def test_the_queues_say_what_is_late_behind_uncovered_and_undecided_each_with_its_act(
    judged: Judged, sign_in: SignIn, other_staff: Person, stranger: Person, at: Clock
) -> None:
    entries, judges = judged.entries(3), judged.judges(2)
    seats = [judged.seat(entry, judge) for entry in entries[:2] for judge in judges]
    judged.open()
    judged.score_all(seats[0])
    actions.confirm_scorecard(seat=seats[0], actor=judges[0].person, now=judged.now)
    accounts.request_to_join(actor=stranger, organization=entries[0].organization, now=judged.now)
    client = sign_in(other_staff)

    at(DUE - dt.timedelta(hours=1))
    before = client.get(ROOT).content.decode()
    at(DUE + dt.timedelta(hours=1))
    after = client.get(ROOT).content.decode()

    # Judge 1 has one of two done, which is half; judge 2 none of two. Entry 3 has no judge at all.
    assert figures(before) == {"Late": 0, "Behind": 1, "Uncovered": 1, "Undecided": 1}
    assert figures(after) == {"Late": 3, "Behind": 1, "Uncovered": 1, "Undecided": 1}
    for act in ("Write to them…", "Fill seats evenly…", "Decide the first…"):
        assert act in before
    assert "Remind them…" in after
    assert 'class="fig num bad"' in after
    assert 'class="fig num bad"' not in before


def test_the_picture_has_its_table_beside_it(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    entries, judges = judged.entries(2), judged.judges(1)
    for entry in entries:
        judged.seat(entry, judges[0])
    page = sign_in(other_staff).get(ROOT).content.decode()
    assert 'role="img"' in page
    assert "The same as a table" in page
    assert '<td data-l="Not begun">1, 2</td>' in page


def test_todays_place_among_the_dates_is_marked(
    judged: Judged, sign_in: SignIn, other_staff: Person, at: Clock
) -> None:
    Milestone.objects.create(
        edition=judged.edition, key="call-opens", kind="call-opens", name="Call opens", at=judged.now
    )
    at(dt.datetime(2007, 2, 1, 12, tzinfo=dt.UTC))
    page = sign_in(other_staff).get(ROOT).content.decode()
    assert re.search(r'class="today[^"]*">Today,\s+<time[^>]*>1 February 2007', page)


def test_just_happened_tells_the_newest_lines(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    judged.judges(1)
    judged.open()
    page = sign_in(other_staff).get(ROOT).content.decode()
    assert "Judge 01 agreed to the text for judges" in page
    assert "Laurels opened judging; rubric and rule are frozen" in page


def test_after_the_close_what_results_wait_for_is_undecided(whole: Whole, sign_in: SignIn, at: Clock) -> None:
    at(whole.now)
    page = sign_in(whole.cast["staff"]).get(f"/room/star-awards/{whole.edition.key}/").content.decode()
    assert figures(page)["Behind"] == 0
    assert figures(page)["Uncovered"] == 0


def test_an_empty_edition_says_what_to_do_next(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    page = sign_in(other_staff).get(ROOT).content.decode()
    assert "Nobody has an entry to read yet" in page
    assert "Invite judges…" in page
    assert judged.edition.name in page


def test_my_editions_are_listed_and_nobody_elses(
    judged: Judged, sign_in: SignIn, other_staff: Person, staff: Person
) -> None:
    assert judged.edition.name in sign_in(other_staff).get("/room/").content.decode()
    page = sign_in(staff).get("/room/").content.decode()
    assert judged.edition.name not in page
    assert "No program yet" in page


def test_a_visitor_of_the_room_is_asked_to_sign_in(sign_in: SignIn) -> None:
    assert sign_in(None).get("/room/").status_code == 302


def test_names_from_people_are_escaped(judged: Judged, sign_in: SignIn, other_staff: Person) -> None:
    entry = judged.entry(judged.organization("<b>Bold</b> & Co"), "<img src=x onerror=alert(1)>")
    judged.seat(entry, judged.judges(1)[0])
    client = sign_in(other_staff)
    for page in ("", "entries/", f"entries/{entry.public_id}/", "judging/assignments/", "ledger/"):
        assert "<img src=x" not in client.get(f"{ROOT}{page}").content.decode()
