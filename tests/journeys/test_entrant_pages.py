"""Every page of the entrant's, looked at by axe in light and dark, on a desk and on a phone."""

import datetime as dt
import io

import pytest
from playwright.sync_api import Page
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from laurels.accounts import actions as accounts
from laurels.accounts.models import Organization, Organizer, Person
from laurels.entries import actions
from tests.support import calls
from tests.support.browser import JOURNEY
from tests.support.cast import SignIn
from tests.support.looking import look_at

pytestmark = JOURNEY


@pytest.fixture
def addresses(
    settings: Settings,
    sspa: Organizer,
    asp: Organizer,
    company: Organization,
    entrant: Person,
    collaborator: Person,
    now: dt.datetime,
) -> list[str]:
    """A draft with something of everything, a submitted entry, nominations in two states: where to look at them."""
    settings.CLOCK_OFFSET_SECONDS = int((now - dt.datetime.now(dt.UTC)).total_seconds())
    star, ten_best = calls.make_star(sspa), calls.make_ten_best(asp)
    accounts.request_to_join(actor=collaborator, organization=company, now=now)
    nominations = [
        actions.create_nomination(edition=star, organization=company, categories=[category], actor=entrant, now=now)
        for category in star.categories.all()
    ]
    actions.submit_nomination(nomination=nominations[0], actor=entrant, now=now)
    nominated = nominations[0].categories.get()
    actions.decide_category(nominated=nominated, accept=True, reason="Good", actor=entrant, now=now)
    actions.mark_fee_paid(subject=nominated, actor=entrant, now=now)
    draft = actions.start_application(nominated=nominated, title="The Service Bench", actor=entrant, now=now)
    actions.save_answer(entry=draft, field="business", text="It paid. " * 9, expected=0, actor=entrant, now=now)
    actions.add_metric(entry=draft, section="business", name="Renewals", after="93", actor=entrant, now=now)
    actions.add_testimonial(entry=draft, section="business", quote="It works.", actor=entrant, now=now)
    actions.add_attachment(
        entry=draft, stream=io.BytesIO(b"a"), name="flow.txt", section="overview", actor=entrant, now=now
    )
    entry = actions.start_entry(
        edition=ten_best,
        organization=company,
        title="help.northgate.example",
        division=ten_best.divisions.get(key="open"),
        actor=entrant,
        now=now,
    )
    for field, text in {"site": "https://help.northgate.example/", "essay": "We rebuilt it."}.items():
        actions.save_answer(entry=entry, field=field, text=text, expected=0, actor=entrant, now=now)
    actions.submit_entry(entry=entry, actor=entrant, now=now)
    written, sent = f"/my/entries/{draft.public_id}/", f"/my/entries/{entry.public_id}/"
    return [
        "/my/",
        "/my/nominations/",
        *(f"/my/nominations/{each.public_id}/" for each in nominations),
        "/my/nominate/star-awards/2007/",
        "/my/enter/ten-best/2007/",
        "/my/organizations/",
        "/my/organizations/new/",
        "/my/organizations/find/?q=north",
        f"/my/organizations/{company.public_id}/",
        written,
        *(written + rest for rest in ("sections/overview/", "sections/business/", "files/", "read/", "check/")),
        *(sent + rest for rest in ("sections/site/", "submitted/", "people/", "withdraw/", "division/", "check/")),
        "/my/feedback/",
    ]


def test_no_page_has_a_fault(
    quiet_page: Page, live_server: LiveServer, entrant: Person, addresses: list[str], sign_in: SignIn
) -> None:
    session = sign_in(entrant).cookies["sessionid"].value
    quiet_page.context.add_cookies([{"name": "sessionid", "value": session, "url": live_server.url}])
    assert [fault for address in addresses for fault in look_at(quiet_page, live_server.url + address)] == []
