"""What every page may use."""

from urllib.parse import quote

from django.conf import settings
from django.http import HttpRequest
from django.utils.functional import SimpleLazyObject

from laurels.web.shared.places import places_of


def site(request: HttpRequest) -> dict[str, object]:
    """Settings that pages show, and the account menu; its places are looked up only where the menu is drawn."""
    return {
        "site_url": settings.SITE_URL,
        "demo": settings.DEMO,
        "places": SimpleLazyObject(lambda: places_of(request.user)),
        "sign_in_url": f"/sign-in/?next={quote(request.get_full_path())}",
        "sign_out_url": "/sign-out/",
    }
