"""The companies that enter: their records, memberships, and who may speak for them."""

import datetime as dt
from zoneinfo import ZoneInfo

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from laurels.accounts import access, actions, for_staff, merging
from laurels.entries.queries import organizations as records
from laurels.entries.queries.organizations import Record
from laurels.web.organizer.act import Act, asked, perform
from laurels.web.organizer.door import House, in_house, page
from laurels.web.organizer.forms.common import FindForm, NothingForm
from laurels.web.organizer.forms.houses import MembershipForm, MergeForm, ParentForm
from laurels.web.shared.paging import page_of


@in_house
def organizations(request: HttpRequest, house: House) -> HttpResponse:
    only = [
        ("", _("All that you know")),
        ("joining", _("Somebody waits to join")),
        ("unverified", _("Not verified")),
        ("elsewhere", _("Not yet yours: search by name")),
    ]
    form = FindForm(request.GET, _("Name or city"), only=(_("Show"), only))
    wanted = form.wanted()
    if wanted["only"] == "elsewhere":
        rows = records.elsewhere(house.organizer, text=wanted["text"])
    else:
        rows = records.known_to(house.organizer, text=wanted["text"], only=wanted["only"])
    context = {
        "form": form,
        "wanted": wanted,
        "page": page_of(request, rows),
        "types": records.membership_types(house.organizer),
    }
    return page(request, house, "organizations.html", context)


@in_house
def organization(request: HttpRequest, house: House, organization: str) -> HttpResponse:
    record = records.record_of(house.person, house.organizer, organization)
    return page(request, house, "organization.html", {"record": record, "organization": record.organization})


def _act(house: House, record: Record, **words: object) -> Act:
    back = house.to("organization", organization=record.organization.public_id)
    return Act(over=record.organization.name, back=back, **words)  # type: ignore[arg-type]  # the words of an Act


@in_house
def membership(request: HttpRequest, house: House, organization: str) -> HttpResponse:
    """Record what an organization holds. The same first day again changes that membership."""
    record = records.record_of(house.person, house.organizer, organization)
    act = _act(
        house,
        record,
        title=_("Record a membership"),
        happens=[
            _("Categories that are offered to these types open to this organization from the first day on."),
            _("The record counts as verified."),
            _("A membership with the same first day is changed; any other stays beside it."),
        ],
        button=_("Record it"),
        done=_("The membership is recorded."),
    )
    today = house.now.astimezone(ZoneInfo("UTC")).date()
    form = MembershipForm(asked(request), record.types, _membership_to_change(request, record) or {"since": today})
    return perform(
        request,
        house,
        act,
        form,
        lambda data: actions.set_membership(
            actor=house.person,
            organization=record.organization,
            organizer=house.organizer,
            types=data["types"],
            since=data["since"],
            until=form.until,
            now=house.now,
        ),
    )


def _membership_to_change(request: HttpRequest, record: Record) -> dict[str, object]:
    """`?since=` names the membership whose particulars fill the form."""
    asked = request.GET.get("since", "")
    found = next((each for each in record.memberships if str(each.since) == asked), None)
    if found is None:
        return {}
    last = found.until - dt.timedelta(days=1) if found.until else None
    return {"types": found.types, "since": found.since, "last": last}


@in_house
def verify(request: HttpRequest, house: House, organization: str) -> HttpResponse:
    record = records.record_of(house.person, house.organizer, organization)
    act = _act(
        house,
        record,
        title=_("Is this record the company it claims to be?"),
        happens=[
            _("The record is marked as verified, with today's date and your name in the ledger."),
            _("Verified does not mean member: memberships are recorded apart."),
        ],
        button=_("Yes, verify it"),
        done=_("Verified."),
    )
    return perform(
        request, house, act, NothingForm(asked(request)),
        lambda _data: for_staff.verify_organization(
            actor=house.person, organization=record.organization, now=house.now
        ),
    )  # fmt: skip


@in_house
def parent(request: HttpRequest, house: House, organization: str) -> HttpResponse:
    """Which company owns this one: a judge of either is in doubt for the entries of the other."""
    record = records.record_of(house.person, house.organizer, organization)
    owner = record.organization.parent
    act = _act(
        house,
        record,
        title=_("Which company owns it?"),
        happens=[
            _("Judges who work for one company of a family see no entry of the others until you decide."),
            _("What you decided before stands."),
        ],
        button=_("Save"),
        done=_("Saved."),
    )
    return perform(
        request, house, act, ParentForm(asked(request), initial={"parent": owner.current.name if owner else ""}),
        lambda data: for_staff.set_parent(
            actor=house.person,
            organization=record.organization,
            parent=for_staff.organization_called(data["parent"]) if data["parent"] else None,
            now=house.now,
        ),
    )  # fmt: skip


@in_house
def confirm(request: HttpRequest, house: House, organization: str, person: str) -> HttpResponse:
    record = records.record_of(house.person, house.organizer, organization)
    member = access.join_request(house.person, organization, person)
    act = _act(
        house,
        record,
        title=_("Let %(name)s speak for this organization?") % {"name": member.person},
        deck=str(member.person.email or ""),
        happens=[
            _("They see and change every nomination that the organization begins from now on, and may begin entries."),
            _("They are told by mail."),
        ],
        button=_("Confirm"),
        done=_("%(name)s may now speak for the organization.") % {"name": member.person},
    )
    return perform(
        request, house, act, NothingForm(asked(request)),
        lambda _data: actions.confirm_member(actor=house.person, member=member, now=house.now),
    )  # fmt: skip


@in_house
def decline(request: HttpRequest, house: House, organization: str, person: str) -> HttpResponse:
    record = records.record_of(house.person, house.organizer, organization)
    member = access.join_request(house.person, organization, person)
    act = _act(
        house,
        record,
        title=_("Refuse the request of %(name)s?") % {"name": member.person},
        deck=str(member.person.email or ""),
        happens=[_("The request is gone. They may ask again."), _("No mail is sent.")],
        button=_("Refuse"),
        grave=True,
        done=_("The request is refused."),
    )
    return perform(
        request, house, act, NothingForm(asked(request)),
        lambda _data: actions.decline_member(actor=house.person, member=member, now=house.now),
    )  # fmt: skip


@in_house
def merge(request: HttpRequest, house: House, organization: str) -> HttpResponse:
    record = records.record_of(house.person, house.organizer, organization)
    act = _act(
        house,
        record,
        title=_("Merge this record into another"),
        happens=[
            _("Its people and memberships move to the record that stays; its address leads there from now on."),
            _("Entries and honors keep the name they were made with."),
            _("This cannot be undone by a button."),
        ],
        button=_("Merge for good"),
        grave=True,
        done=_("The two records are one."),
    )
    return perform(
        request, house, act, MergeForm(asked(request)),
        lambda data: merging.merge_organizations(
            actor=house.person,
            duplicate=record.organization,
            into=access.organization_named(data["into"].strip().lower()),
            reason=data["reason"],
            now=house.now,
        ),
        then=house.to("organizations"),
    )  # fmt: skip
