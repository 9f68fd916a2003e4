"""Two small editions to enter, in the manner of the founding programs: one after a nomination, one in one step."""

import datetime as dt

from laurels.accounts.models import Organizer
from laurels.core import canonical
from laurels.programs.definition import FieldDef, FormDef, SectionDef
from laurels.programs.models import Category, Declaration, Division, Edition, MembershipType, Milestone, Program

UTC = dt.UTC
SMALL = {
    "revenue_below": "500000000",
    "currency": "USD",
    "counts_parent": True,
    "independently_owned": True,
}
SECTIONS = (
    SectionDef(
        key="overview",
        title="Overview",
        instruction="Say what you did.",
        prompts=("Challenges that led to it", "Lessons learned"),
        fields=(FieldDef(key="overview", label="What did you do?"),),
        accepts=("attachments",),
    ),
    SectionDef(
        key="business",
        title="Business Impact",
        prompts=("Costs saved",),
        fields=(FieldDef(key="business", label="What did it do for your company?", word_limit=12),),
        accepts=("metrics", "testimonials"),
    ),
)
APPLICATION = FormDef(title="Application", sections=SECTIONS)
SITE_FORM = FormDef(
    title="Entry",
    sections=(
        SectionDef(
            key="site",
            title="The site",
            fields=(
                FieldDef(key="site", label="Address of the site", kind="url", required=True),
                FieldDef(key="access", label="How judges get in", kind="access"),
            ),
        ),
        SectionDef(
            key="challenge",
            title="The development challenge",
            prompts=("What stood in the way",),
            fields=(
                FieldDef(key="essay", label="The essay", required=True),
                FieldDef(key="map", label="A site map", kind="document"),
            ),
            accepts=("metrics", "attachments"),
        ),
    ),
)


def instant(*parts: int) -> dt.datetime:
    return dt.datetime(*parts, tzinfo=UTC)  # type: ignore[misc, arg-type]  # year to second, as given


def make_star(organizer: Organizer) -> Edition:
    """Nominations until 26 January 2007, applications until 16 February, both 23:59:59 Pacific (07:59:59 UTC)."""
    edition = _edition(organizer, "star-awards", "STAR Awards", "America/Los_Angeles", "nomination")
    _milestones(
        edition,
        {
            "call-opens": instant(2006, 11, 1),
            "nominations-close": instant(2007, 1, 27, 7, 59, 59),
            "entries-close": instant(2007, 2, 17, 7, 59, 59),
            "announcement": instant(2007, 5, 1, 16),
        },
    )
    MembershipType.objects.create(organizer=organizer, key="support-services", name="Support Services")
    Category.objects.create(edition=edition, key="online-service", name="Online Service", position=0)
    Category.objects.create(
        edition=edition,
        key="best-practices",
        name="Best Practices in the Delivery of Support Services",
        eligibility={"to": "types", "types": ["support-services"]},
        position=1,
    )
    _form(edition, APPLICATION)
    return edition


def make_ten_best(organizer: Organizer) -> Edition:
    """Entries until 2 March 2007, 23:59:59 Eastern (04:59:59 UTC). Small Company: below 500 million, independent."""
    edition = _edition(organizer, "ten-best", "Ten Best Web Support Sites", "America/New_York", "one-step")
    _milestones(
        edition,
        {
            "call-opens": instant(2006, 12, 1),
            "entries-close": instant(2007, 3, 3, 4, 59, 59),
            "announcement": instant(2007, 4, 24, 14),
        },
    )
    Division.objects.create(edition=edition, key="open", name="Open", position=0)
    Division.objects.create(edition=edition, key="small", name="Small Company", test=SMALL, position=1)
    _form(edition, SITE_FORM)
    return edition


def _edition(organizer: Organizer, key: str, name: str, zone: str, steps: str) -> Edition:
    program = Program.objects.create(organizer=organizer, key=key, name=name)
    fee = {"fee": {"amount": "1500", "currency": "USD", "per": "category"}} if steps == "nomination" else {}
    opened = instant(2006, 10, 1)
    return Edition.objects.create(
        program=program,
        key="2007",
        name=f"{name} 2007",
        timezone=zone,
        settings={"entry": {"steps": steps, "several_categories": True, **fee}},
        published_at=opened,
        created_at=opened,
    )


def _milestones(edition: Edition, dates: dict[str, dt.datetime]) -> None:
    for kind, at in dates.items():
        name = kind.replace("-", " ").capitalize()
        Milestone.objects.create(edition=edition, key=kind, kind=kind, name=name, at=at)


def _form(edition: Edition, form: FormDef) -> None:
    content = form.to_json()
    Declaration.objects.create(
        edition=edition, kind="form", content=content, sha256=canonical.digest(content), made_at=instant(2006, 10, 1)
    )
