"""Who works for the organizer."""

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _

from laurels.accounts import actions, for_staff, queries
from laurels.web.organizer.act import Act, asked, perform
from laurels.web.organizer.door import House, in_house
from laurels.web.organizer.forms.common import NothingForm
from laurels.web.organizer.forms.houses import StaffForm


@in_house
def staff(request: HttpRequest, house: House) -> HttpResponse:
    """The list, and adding a colleague: the same page."""
    act = Act(
        title=_("Staff"),
        over=house.organizer.name,
        button=_("Add to the staff"),
        back=house.to("staff"),
        done=_("Your colleague is in. They sign in with the mail address that you gave."),
        template="staff.html",
        more={"staff": queries.staff_list(house.organizer)},
    )
    form = StaffForm(asked(request))
    return perform(request, house, act, form, lambda data: _add(house, data["email"], data["name"]))


def _add(house: House, email: str, name: str) -> None:
    person = actions.ensure_person(email=email, name=name)
    actions.add_staff(actor=house.person, organizer=house.organizer, person=person, now=house.now)


@in_house
def end(request: HttpRequest, house: House, person: str) -> HttpResponse:
    member = for_staff.staff_member(house.organizer, person)
    act = Act(
        title=_("End the work of %(name)s?") % {"name": member.person},
        over=house.organizer.name,
        happens=[
            _("From now on they see nothing of this organizer that visitors do not see."),
            _("What they did stays in the ledger under their name."),
            _("You can add them again at any time."),
        ],
        button=_("End their work here"),
        grave=True,
        back=house.to("staff"),
        done=_("%(name)s no longer works here.") % {"name": member.person},
    )
    form = NothingForm(asked(request))
    return perform(
        request, house, act, form, lambda _data: actions.end_staff(actor=house.person, staff=member, now=house.now)
    )
