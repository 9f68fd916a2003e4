"""What a date says, against hand-worked examples (Pacific is 8 hours behind UTC in January, 7 in July)."""

from datetime import UTC, datetime

import pytest

from laurels.web.shared import dates

DEADLINE = datetime(2007, 1, 27, 7, 59, 59, tzinfo=UTC)  # 26 January, 23:59:59 in Los Angeles


def test_a_deadline_is_said_with_weekday_date_hour_and_zone() -> None:
    assert dates.full(DEADLINE, "America/Los_Angeles") == "Friday 26 January 2007, 23:59 Pacific"


def test_the_same_instant_is_another_day_elsewhere() -> None:
    assert dates.full(DEADLINE, "Asia/Tokyo") == "Saturday 27 January 2007, 16:59 Tokyo time"


def test_summer_time_is_counted() -> None:
    assert dates.hour(datetime(2007, 7, 1, 12, 0, tzinfo=UTC), "America/Los_Angeles") == "05:00"


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (datetime(2007, 3, 1, tzinfo=UTC), "26 January, 23:59"),
        (datetime(2006, 12, 1, tzinfo=UTC), "26 January 2007, 23:59"),
        (None, "26 January 2007, 23:59"),
    ],
)
def test_the_year_is_left_out_only_when_it_is_the_present_one(now: datetime | None, said: str) -> None:
    assert dates.short(DEADLINE, "America/Los_Angeles", now=now) == said
