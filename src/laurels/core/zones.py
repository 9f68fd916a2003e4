"""Time zones as people call them."""

from django.utils.translation import gettext as _
from django.utils.translation import pgettext


def zone_name(zone: str) -> str:
    """Say a time zone in a word; one that has no everyday name is called by its city."""
    named = {
        "America/Los_Angeles": pgettext("time zone", "Pacific"),
        "America/Denver": pgettext("time zone", "Mountain"),
        "America/Chicago": pgettext("time zone", "Central"),
        "America/New_York": pgettext("time zone", "Eastern"),
        "UTC": "UTC",
    }
    if zone in named:
        return named[zone]
    city = zone.rpartition("/")[2].replace("_", " ")
    return _("%(city)s time") % {"city": city}
