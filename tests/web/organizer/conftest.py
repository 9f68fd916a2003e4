import datetime as dt
from collections.abc import Callable

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.support.cast import Cast
from tests.support.field import awards, make_field
from tests.support.judged import judged
from tests.support.whole import Whole, play

__all__ = ["awards", "judged", "make_field"]


@pytest.fixture
def whole(cast: Cast) -> Whole:
    """A STAR edition played up to honors that are given and not announced."""
    return play(cast)


@pytest.fixture
def at(settings: Settings) -> Callable[[dt.datetime], None]:
    """Set the product's clock to an instant; it goes on from there."""

    def set_clock(moment: dt.datetime) -> None:
        settings.CLOCK_OFFSET_SECONDS = (moment - timezone.now()).total_seconds()

    return set_clock
