"""What autosave sends: one unit, with the version that it began from."""

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.http import require_POST

from laurels.core.errors import ConflictError
from laurels.entries import access, actions, queries
from laurels.entries.errors import NoSuchEntryError
from laurels.entries.models import Collaborator
from laurels.web.entrant import sections
from laurels.web.entrant.door import Entrant, entrant_script
from laurels.web.entrant.entry_page import EntryPage, open_entry
from laurels.web.entrant.sections import Unit
from laurels.web.shared.numbers import whole_number

CONFLICT = 409
EDIT = Collaborator.Role.EDIT


@require_POST
@entrant_script
def title(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponse:
    of = open_entry(me, public_id, needs=EDIT)
    return _save(request, of, sections.company_units(of)[0])


@require_POST
@entrant_script
def answer(request: HttpRequest, me: Entrant, public_id: str, field: str) -> HttpResponse:
    of = open_entry(me, public_id, needs=EDIT)
    asked = next((each for each in of.form.fields if each.key == field), None)
    if asked is None:
        raise NoSuchEntryError(f"the form of {of.entry} has no field {field!r}")
    return _save(request, of, sections.text_unit(of, asked))


@require_POST
@entrant_script
def metric(request: HttpRequest, me: Entrant, public_id: str, row: str) -> HttpResponse:
    of = open_entry(me, public_id, needs=EDIT)
    return _save(request, of, sections.metric_unit(of, access.metric_for_entrant(me.person, row, needs=EDIT)))


@require_POST
@entrant_script
def testimonial(request: HttpRequest, me: Entrant, public_id: str, row: str) -> HttpResponse:
    of = open_entry(me, public_id, needs=EDIT)
    return _save(request, of, sections.quote_unit(of, access.testimonial_for_entrant(me.person, row, needs=EDIT)))


@require_POST
@entrant_script
def nomination(request: HttpRequest, me: Entrant, public_id: str) -> HttpResponse:
    """The answers of a nomination, all under one version."""
    held = access.nomination_for_entrant(me.person, public_id)
    keys = [field.key for field in queries.nomination_form(held.edition).fields]
    answers = {key: request.POST.get(key, "").replace("\r\n", "\n") for key in keys}
    try:
        saved = actions.save_nomination(
            nomination=held, answers=answers, expected=_expected(request), actor=me.person, now=me.now
        )
    except ConflictError as error:
        by = str(error.facts["saved_by"])
        current = error.facts["current"]
        values = current["answers"] if isinstance(current, dict) else {}
        return JsonResponse(
            {
                "version": error.facts["version"],
                "at": _iso(error.facts["saved_at"]),
                "by": queries.names_of([by]).get(by, ""),
                "values": values,
            },
            status=CONFLICT,
        )
    return JsonResponse({"version": saved.version, "at": _iso(saved.saved_at)})


def _save(request: HttpRequest, of: EntryPage, unit: Unit) -> HttpResponse:
    values = {name: request.POST.get(name, "") for name in unit.values}
    expected = _expected(request)
    if expected is not None and sections.seen(unit, values, expected):
        return JsonResponse({"version": unit.version, "at": _iso(unit.saved_at), "values": unit.values})
    try:
        row = unit.save(values, expected, of.me)
    except ConflictError as error:
        theirs = sections.conflict_of(unit, error)
        return JsonResponse({**theirs, "at": _iso(theirs["at"])}, status=CONFLICT)
    late = {"late": True} if of.closed else {}
    return JsonResponse({"version": row.version, "at": _iso(row.saved_at), **late})


def _expected(request: HttpRequest) -> int | None:
    """The version that the page showed; a script that names none may overwrite nothing."""
    return whole_number(request.POST.get("version", "")) or 0


def _iso(moment: object) -> str:
    return moment.isoformat() if hasattr(moment, "isoformat") else ""
