"""What entrants do in the demo: they nominate, write and submit."""

import datetime as dt
import io
from collections.abc import Mapping
from decimal import Decimal

from laurels.accounts.models import Person
from laurels.cli.demonstration.cast import Cast
from laurels.cli.demonstration.data import Application, Company, Nominating, SiteEntry
from laurels.cli.demonstration.marks import chance
from laurels.entries import actions, queries
from laurels.entries.models import Collaborator, Entry, NominatedCategory, Nomination
from laurels.programs.definition import DivisionAnswers, FieldDef, FormDef
from laurels.programs.models import Division, Edition
from laurels.programs.queries import division_definition

MILLION = Decimal(1_000_000)


def nominate(
    edition: Edition, cast: Cast, company: str, keys: tuple[str, ...], statement: str, at: dt.datetime
) -> Nomination:
    """A draft in the named categories, with a statement in the form's first long field."""
    chosen = list(edition.categories.filter(key__in=keys))
    form = queries.nomination_form(edition)
    answers = _fill(form, {}, [statement], cast.companies[company])
    return actions.create_nomination(
        edition=edition,
        organization=cast.organizations[company],
        categories=chosen,
        actor=cast.contacts[company],
        answers=answers,
        now=at,
    )


def follow(
    nomination: Nomination, plan: Nominating, cast: Cast, staff: Person, at: dt.datetime
) -> list[NominatedCategory]:
    """Carries a nomination as far as its outcome says."""
    if plan.outcome == "draft":
        return []
    actions.submit_nomination(nomination=nomination, actor=cast.contacts[plan.company], now=at)
    rows = list(nomination.categories.select_related("category", "nomination__edition"))
    if plan.outcome == "pending":
        return rows
    decided = at + dt.timedelta(hours=20)
    for row in rows:
        accept = plan.outcome != "declined"
        reason = plan.reason or "Complete, and within the category."
        actions.decide_category(nominated=row, accept=accept, reason=reason, actor=staff, now=decided)
        if plan.outcome.endswith("paid"):
            actions.mark_fee_paid(subject=row, actor=staff, now=decided + dt.timedelta(days=1))
    return list(nomination.categories.select_related("category", "nomination__edition"))


def settle(rows: list[NominatedCategory], staff: Person, at: dt.datetime) -> list[NominatedCategory]:
    """Whatever still waits is accepted, and every fee comes in. Returns the categories that may apply now."""
    for row in rows:
        if row.state == NominatedCategory.State.PENDING:
            reason = "Complete, and within the category."
            actions.decide_category(nominated=row, accept=True, reason=reason, actor=staff, now=at)
            row.refresh_from_db()
        if row.fee == NominatedCategory.Fee.DUE and row.state == NominatedCategory.State.ACCEPTED:
            actions.mark_fee_paid(subject=row, actor=staff, now=at + dt.timedelta(hours=5))
            row.refresh_from_db()
    return [row for row in rows if row.open_for_application]


def apply(row: NominatedCategory, plan: Application, cast: Cast, at: dt.datetime) -> Entry:
    """Writes one application, whole, and submits it."""
    contact = cast.contacts[plan.company]
    entry = actions.start_application(nominated=row, actor=contact, now=at, title=plan.title)
    _write(entry, {}, list(plan.sections), cast.companies[plan.company], contact, at)
    form = queries.form_of(entry)
    evidence = [section.key for section in form.sections if "metrics" in section.accepts]
    for values in plan.metrics if evidence else ():
        names = ("name", "unit", "before", "after", "period", "source")
        actions.add_metric(
            entry=entry, section=evidence[0], actor=contact, now=at, **dict(zip(names, values, strict=True))
        )
    said = [section.key for section in form.sections if "testimonials" in section.accepts]
    if plan.testimonial and said:
        quote, who, may = plan.testimonial
        actions.add_testimonial(
            entry=entry, section=said[-1], actor=contact, now=at, quote=quote, who=who, may_publish=may
        )
    _attach(entry, plan.title, contact, at)
    actions.submit_entry(entry=entry, actor=contact, now=at + dt.timedelta(hours=2))
    return entry


def begin(row: NominatedCategory, cast: Cast, company: str, at: dt.datetime) -> Entry:
    """An application with its first section begun."""
    contact = cast.contacts[company]
    entry = actions.start_application(nominated=row, actor=contact, now=at)
    first = "What we did since last year, in order: (to be written with " + cast.companies[company].colleague + ")"
    _write(entry, {}, [first], cast.companies[company], contact, at)
    return entry


def enter(edition: Edition, plan: SiteEntry, cast: Cast, at: dt.datetime, *, submit: bool) -> Entry:
    """One entry of Ten Best: the division by its test, the site, the essay, how to get in."""
    company, contact = cast.companies[plan.company], cast.contacts[plan.company]
    answers = DivisionAnswers(
        revenue=Decimal(str(company.revenue)) * MILLION,
        parent_revenue=Decimal(str(company.parent_revenue)) * MILLION if company.parent else None,
        independently_owned=company.independent,
    )
    entry = actions.start_entry(
        edition=edition,
        organization=cast.organizations[plan.company],
        title=plan.title,
        actor=contact,
        category=edition.categories.first(),
        division=_division(edition, answers, plan.division),
        answers=answers,
        now=at,
    )
    if entry.fee == NominatedCategory.Fee.DUE:
        actions.mark_fee_paid(subject=entry, actor=cast.staff[edition.program.organizer.key], now=at)
    actions.invite_collaborator(
        entry=entry,
        email=cast.colleagues[plan.company].email or "",
        name=company.colleague,
        role=Collaborator.Role.EDIT,
        actor=contact,
        now=at,
    )
    fields = {"site-name": plan.title, "essay": plan.challenge, "url": f"https://{plan.site}/", "access": plan.access}
    _write(entry, fields, [], company, contact, at + dt.timedelta(minutes=40))
    if submit:
        actions.submit_entry(entry=entry, actor=contact, now=at + dt.timedelta(hours=26))
    return entry


def _division(edition: Edition, answers: DivisionAnswers, wanted: str) -> Division | None:
    """The one wanted, or the narrowest division that the company's own figures allow."""
    if wanted:
        return edition.divisions.get(key=wanted)
    allowed = [division for division in edition.divisions.all() if not division_definition(division).why_not(answers)]
    tested = [division for division in allowed if division.test]
    return next(iter(tested or allowed), None)


def _write(
    entry: Entry, fields: Mapping[str, str], texts: list[str], company: Company, by: Person, at: dt.datetime
) -> None:
    form = queries.form_of(entry)
    for key, text in _fill(form, fields, texts, company).items():
        if form.field(key).kind == "access":
            actions.save_access_data(entry=entry, text=text, expected=None, actor=by, now=at)
        else:
            actions.save_answer(entry=entry, field=key, text=text, expected=None, actor=by, now=at)


def _fill(form: FormDef, fields: Mapping[str, str], texts: list[str], company: Company) -> dict[str, str]:
    """An answer for each field: by its key, else by its kind; long fields take the texts in turn."""
    waiting = list(texts)
    answers: dict[str, str] = {}
    for field in form.fields:
        if field.key in fields:
            answers[field.key] = fields[field.key]
        elif field.kind == "text" and waiting:
            answers[field.key] = waiting.pop(0)
        elif field.kind == "line":
            answers[field.key] = _line(field, company)
        elif fields.get(field.kind):
            answers[field.key] = fields[field.kind]
    return answers


def _line(field: FieldDef, company: Company) -> str:
    words = field.key + " " + field.label.lower()
    if "mail" in words:
        return company.address(company.contact)
    if "phone" in words:
        return f"+{chance(company.key).randrange(10**10, 10**11)}"
    if "contact" in words:
        return company.contact
    if field.key == "users":
        return company.users
    if field.key == "support-center":
        return f"{company.name}, customer support"
    return company.about[:1].upper() + company.about[1:]


def _attach(entry: Entry, title: str, by: Person, at: dt.datetime) -> None:
    drawing = f"""<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 320 90" font-family="sans-serif" font-size="12">
<title>{title}: before and after</title><path d="M10 30h300M10 70h160" stroke="#1d1a16" stroke-width="6"/>
<text x="10" y="20">Before</text><text x="10" y="60">After</text></svg>"""
    actions.add_attachment(
        entry=entry,
        stream=io.BytesIO(drawing.encode()),
        name="before-and-after.svg",
        caption="The way of a case, before and after",
        actor=by,
        now=at,
    )
