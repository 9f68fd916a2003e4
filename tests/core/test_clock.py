"""core.clock: real time plus a fixed offset."""

import datetime as dt

from pytest_django.fixtures import Settings

from laurels.core import clock


def test_the_products_clock_is_shifted_and_runs_on(settings: Settings) -> None:
    settings.CLOCK_OFFSET_SECONDS = -3600
    first, second = clock.now(), clock.now()
    assert first.tzinfo is dt.UTC
    assert first <= second
    assert dt.timedelta(0) <= clock.real_now() - dt.timedelta(hours=1) - second < dt.timedelta(seconds=5)


def test_real_time_is_not_shifted(settings: Settings) -> None:
    settings.CLOCK_OFFSET_SECONDS = -3600
    assert abs(clock.real_now() - dt.datetime.now(dt.UTC)) < dt.timedelta(seconds=5)
