from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from laurels.web.shared.timelines import stops

START = datetime(2007, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Date:
    at: datetime
    name: str


DATES = [Date(START + timedelta(days=10 * i), f"step {i}") for i in range(4)]


def test_today_stands_between_the_last_past_date_and_the_next() -> None:
    row = stops(reversed(DATES), now=START + timedelta(days=15))
    assert [(stop.name, stop.past, stop.live) for stop in row] == [
        ("step 0", True, False),
        ("step 1", True, True),
        ("step 2", False, False),
        ("step 3", False, False),
    ]
    assert row[1].reached == 50  # 5 of the 10 days to step 2


def test_a_date_is_past_at_its_own_instant() -> None:
    assert [stop.past for stop in stops(DATES, now=DATES[2].at)] == [True, True, True, False]


def test_before_the_first_date_nothing_is_past_and_after_the_last_nothing_is_live() -> None:
    assert not any(stop.past or stop.live for stop in stops(DATES, now=START - timedelta(days=1)))
    over = stops(DATES, now=START + timedelta(days=99))
    assert all(stop.past for stop in over)
    assert not any(stop.live for stop in over)


def test_the_mark_of_today_keeps_clear_of_both_dots() -> None:
    assert stops(DATES, now=DATES[0].at + timedelta(minutes=1))[0].reached == 8
    assert stops(DATES, now=DATES[1].at - timedelta(minutes=1))[0].reached == 92
