"""Dates as people say them: a day, an hour, and whose hour it is. Never a countdown."""

from datetime import datetime
from zoneinfo import ZoneInfo

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from laurels.core.zones import zone_name


def spelled(number: int) -> str:
    """Small numbers in words, as in running text; from thirteen on in figures."""
    words = [
        _("none"), _("one"), _("two"), _("three"), _("four"), _("five"), _("six"),
        _("seven"), _("eight"), _("nine"), _("ten"), _("eleven"), _("twelve"),
    ]  # fmt: skip
    return words[number] if 0 <= number < len(words) else str(number)


def local(moment: datetime, zone: str) -> datetime:
    return moment.astimezone(ZoneInfo(zone))


def day(moment: datetime, zone: str) -> str:
    """26 January 2007."""
    return date_format(local(moment, zone), "j F Y")


def long_day(moment: datetime, zone: str) -> str:
    """Friday 26 January 2007."""
    return date_format(local(moment, zone), "l j F Y")


def weekday(moment: datetime, zone: str) -> str:
    """Friday, 26 January: with `rest` below it, a date set large."""
    return date_format(local(moment, zone), "l, j F")


def rest(moment: datetime, zone: str) -> str:
    """2007, at 23:59 Pacific."""
    return _("%(year)s, at %(hour)s %(zone)s") % {
        "year": date_format(local(moment, zone), "Y"),
        "hour": hour(moment, zone),
        "zone": zone_name(zone),
    }


def hour(moment: datetime, zone: str) -> str:
    """23:59. Seconds are left out: a deadline of 23:59:59 is said as 23:59."""
    return date_format(local(moment, zone), "H:i")


def full(moment: datetime, zone: str) -> str:
    """Friday 26 January 2007, 23:59 Pacific."""
    return _("%(day)s, %(hour)s %(zone)s") % {
        "day": long_day(moment, zone),
        "hour": hour(moment, zone),
        "zone": zone_name(zone),
    }


def short(moment: datetime, zone: str, *, now: datetime | None = None) -> str:
    """26 January, 23:59; the year too when it is another year than now's."""
    same_year = now is not None and local(moment, zone).year == local(now, zone).year
    date = date_format(local(moment, zone), "j F" if same_year else "j F Y")
    return _("%(day)s, %(hour)s") % {"day": date, "hour": hour(moment, zone)}
