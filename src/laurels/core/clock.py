"""The product's clock: real time plus a fixed offset, for running "as of" a date.

Faces ask it once and hand `now` down; nothing below a face asks for the time.
"""

import datetime as dt

from django.conf import settings
from django.utils import timezone


def now() -> dt.datetime:
    """The present instant on the product's clock, in UTC."""
    return timezone.now() + dt.timedelta(seconds=settings.CLOCK_OFFSET_SECONDS)


def real_now() -> dt.datetime:
    """Real time, for sign-in and whatever else must not follow the product's clock."""
    return timezone.now()
