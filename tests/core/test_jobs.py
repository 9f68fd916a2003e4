"""core.jobs, and the helper that works off the queue in tests."""

import datetime as dt

import pytest
from django.db import transaction
from pytest_django.fixtures import Settings

from laurels.core import jobs
from tests.support.jobs import JobFailedError, waiting_jobs, work_off

SEEN: list[tuple[str, dt.datetime]] = []


def note(word: str, *, now: dt.datetime) -> None:
    SEEN.append((word, now))


def fail(word: str, *, now: dt.datetime) -> None:
    raise ValueError(word)


@pytest.fixture(autouse=True)
def _nothing_seen() -> None:
    SEEN.clear()


def test_a_job_is_run_with_its_arguments_and_the_products_time(db: None, settings: Settings) -> None:
    settings.CLOCK_OFFSET_SECONDS = -int(dt.timedelta(days=7000).total_seconds())
    jobs.enqueue(f"{__name__}.note", "hello")
    assert work_off() == 1
    [(word, at)] = SEEN
    assert word == "hello"
    assert at < dt.datetime(2012, 1, 1, tzinfo=dt.UTC)


def test_a_job_asked_for_in_a_transaction_that_fails_does_not_exist(db: None) -> None:
    with transaction.atomic():
        jobs.enqueue(f"{__name__}.note", "never")
        assert len(waiting_jobs()) == 1
        transaction.set_rollback(True)
    assert waiting_jobs() == []


def test_a_job_that_raises_stays_in_the_queue(db: None) -> None:
    jobs.enqueue(f"{__name__}.fail", "broken")
    with pytest.raises(JobFailedError, match="broken"):
        work_off()
    assert len(waiting_jobs()) == 1
