"""The mails of sign-in and of joining an organization: worded here, sent by core."""

import datetime as dt

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext as _

from laurels.accounts.models import OrganizationMember, Person
from laurels.core import mail


def send_code(address: str, code: str, *, now: dt.datetime) -> None:
    minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
    text = render_to_string(
        "accounts/mails/code.txt", {"code": code, "minutes": minutes, "site_url": settings.SITE_URL}
    )
    subject = _("%(code)s is your sign-in code") % {"code": code}
    mail.send(to=address, subject=subject, text=text, kind="accounts.code", now=now)


def send_link(person: Person, link: str, *, now: dt.datetime) -> None:
    _send(person, _("Your sign-in link"), "link", {"link": link}, now=now)


def ask_members(member: OrganizationMember, *, now: dt.datetime) -> None:
    """Asks everybody who speaks for the organization; where nobody does, staff see the request in their room."""
    subject = _("%(person)s asks to join %(organization)s") % {
        "person": member.person,
        "organization": member.organization,
    }
    page = f"{settings.SITE_URL}/me/"
    for each in member.organization.members.exclude(confirmed_at=None).select_related("person"):
        _send(each.person, subject, "join-request", {"member": member, "page": page}, now=now)


def tell_confirmed(member: OrganizationMember, *, now: dt.datetime) -> None:
    subject = _("You now speak for %(organization)s") % {"organization": member.organization}
    _send(member.person, subject, "join-confirmed", {"member": member, "page": f"{settings.SITE_URL}/my/"}, now=now)


def _send(person: Person, subject: str, wording: str, facts: dict[str, object], *, now: dt.datetime) -> None:
    if not person.email:
        return
    text = render_to_string(f"accounts/mails/{wording}.txt", {"person": person, **facts})
    mail.send(to=person.email, to_name=person.name, subject=subject, text=text, kind=f"accounts.{wording}", now=now)
