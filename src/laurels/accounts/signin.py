"""Mailed sign-in links. A link opens a page that says for whom it is; only the button on it signs in.

Mail scanners follow links, so reading one changes nothing. A link works once, for a limited time. Sign-in runs on
real time, whatever day the product's clock is set to.
"""

import datetime as dt
import hashlib
import secrets

from django.conf import settings
from django.db import transaction
from django.utils.http import url_has_allowed_host_and_scheme

from laurels.accounts import mails
from laurels.accounts.errors import LinkInvalidError
from laurels.accounts.models import Person, SignInLink
from laurels.core import clock

DAYS = 14


def link_for(person: Person, next_url: str = "/home/", *, days: int = DAYS) -> str:
    """A new link, whole, that signs this person in once and leads on to `next_url` (a path on this site)."""
    token = secrets.token_urlsafe(24)
    made = clock.real_now()
    SignInLink.objects.create(
        person=person,
        token_hash=_hash(token),
        next_url=local_path(next_url),
        made_at=made,
        expires_at=made + dt.timedelta(days=days),
    )
    return f"{settings.SITE_URL}/sign-in/link/{token}/"


def read_link(token: str) -> SignInLink:
    """The link behind a token, still good.

    Raises:
        LinkInvalidError: unknown; or used or expired, and then its fact `link` says whose it was.
    """
    link = SignInLink.objects.select_related("person__merged_into").filter(token_hash=_hash(token)).first()
    if link is None or not link.person.is_active:
        raise LinkInvalidError("there is no such sign-in link")
    if link.used_at is not None:
        raise LinkInvalidError("this sign-in link has been used", code="link-used", link=link)
    if link.expires_at <= clock.real_now():
        raise LinkInvalidError("this sign-in link has expired", code="link-expired", link=link)
    return link


@transaction.atomic
def use_link(token: str) -> SignInLink:
    """Spends a link: of two who press the button at once, one gets in.

    Raises:
        LinkInvalidError: as `read_link`.
    """
    link = read_link(token)
    used = SignInLink.objects.filter(pk=link.pk, used_at=None).update(used_at=clock.real_now())
    if not used:
        raise LinkInvalidError("this sign-in link has been used", code="link-used", link=link)
    return link


@transaction.atomic
def mail_fresh_link(token: str, *, now: dt.datetime) -> None:
    """Mails a new link to whom a used or expired one was made for, leading to the same place. Else does nothing."""
    link = SignInLink.objects.select_related("person").filter(token_hash=_hash(token)).first()
    if link is not None and link.person.is_active and link.person.email:
        mails.send_link(link.person, link_for(link.person, link.next_url), now=now)


def local_path(url: str) -> str:
    """`url` if it is a path on this site, else the way home: a link must not lead elsewhere."""
    safe = url.startswith("/") and url_has_allowed_host_and_scheme(url, allowed_hosts=None)
    return url if safe else "/home/"


def _hash(token: str) -> str:
    return hashlib.sha256(token.encode()).hexdigest()
