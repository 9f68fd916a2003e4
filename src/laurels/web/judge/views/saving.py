"""Saves: one score, one remark, or (without JavaScript) the whole form at once."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from laurels.core.errors import ConflictError, LaurelsError, NotFoundError
from laurels.core.models import VersionedModel
from laurels.entries.queries import names_of
from laurels.judging import actions
from laurels.judging.models import Comment
from laurels.web.judge.door import AtEntry, at_entry, signed_in_or_401
from laurels.web.judge.drawing import areas_of, is_consensus, remarks_on
from laurels.web.judge.refusals import say
from laurels.web.judge.views.desk import desk_at
from laurels.web.shared.numbers import whole_number

CONFLICT = 409
REFUSED = 400


@require_POST
@signed_in_or_401
@at_entry
def score(request: HttpRequest, at: AtEntry, criterion: str) -> HttpResponse:
    text = "n/a" if request.POST.get("na") == "on" else request.POST.get("value", "")

    def save() -> VersionedModel:
        return actions.save_score_text(
            seat=at.seat, criterion=criterion, text=text, expected=_version(request), actor=at.person, now=at.now
        )

    return _answer(save, _score_values)


@require_POST
@signed_in_or_401
@at_entry
def remark(request: HttpRequest, at: AtEntry, kind: str, anchor: str = "") -> HttpResponse:
    if kind not in Comment.Kind.values:
        raise NotFoundError(f"no remark of kind {kind!r}")

    def save() -> VersionedModel:
        return actions.save_comment(
            seat=at.seat,
            anchor=anchor,
            kind=kind,
            text=request.POST.get("value", ""),
            expected=_version(request),
            actor=at.person,
            now=at.now,
        )

    return _answer(save, lambda current: {"value": current["text"]})


def _version(request: HttpRequest) -> int | None:
    return whole_number(request.POST.get("version", ""))


def _score_values(current: dict[str, Any]) -> dict[str, str]:
    if current["not_applicable"]:
        return {"value": "n/a"}
    return {"value": "" if current["value"] is None else f"{current['value'].normalize():f}"}


def _answer(save: Callable[[], VersionedModel], values: Callable[[dict[str, Any]], dict[str, str]]) -> JsonResponse:
    """What autosave.js wants back."""
    try:
        row = save()
    except NotFoundError:
        raise
    except ConflictError as error:
        if "current" not in error.facts:
            return JsonResponse({"message": say(error)}, status=REFUSED)
        by = str(error.facts["saved_by"])
        told = {
            "version": error.facts["version"],
            "at": error.facts["saved_at"],
            "by": names_of([by]).get(by, ""),
            "values": values(error.facts["current"]),  # type: ignore[arg-type]  # set by core.saving
        }
        return JsonResponse(told, status=CONFLICT)
    except LaurelsError as error:
        return JsonResponse({"message": say(error)}, status=REFUSED)
    return JsonResponse({"version": row.version, "at": row.saved_at})


@require_POST
@at_entry
def whole(request: HttpRequest, at: AtEntry) -> HttpResponse:
    """The plain form. Only what the judge changed on that page is saved, so an old page undoes nothing newer."""
    desk = desk_at(at)
    refused = []
    for row in (row for area in areas_of(desk) for row in area.criteria):
        text = "n/a" if request.POST.get(f"na-{row.key}") else request.POST.get(f"score-{row.key}", "").strip()
        if text == request.POST.get(f"was-{row.key}", ""):
            continue
        try:
            actions.save_score_text(seat=at.seat, criterion=row.key, text=text, actor=at.person, now=at.now)
        except LaurelsError as error:
            refused.append(f"{row.name}: {say(error)}")
    on_criteria = (f"criterion:{each.key}" for each in desk.rubric.criteria) if is_consensus(desk) else ()
    for anchor in ("", *(f"area:{area.key}" for area in desk.rubric.areas), *on_criteria):
        for each in remarks_on(desk, anchor):
            text = request.POST.get(each.name, each.text).replace("\r\n", "\n")
            if text == request.POST.get(f"was-{each.name}", each.text).replace("\r\n", "\n"):
                continue
            try:
                actions.save_comment(
                    seat=at.seat, anchor=anchor, kind=each.kind, text=text, actor=at.person, now=at.now
                )
            except LaurelsError as error:
                refused.append(f"{each.words}: {say(error)}")
    for words in refused:
        messages.error(request, words)
    if not refused:
        messages.success(request, _("Saved."))
    return redirect("judge:review" if request.POST.get("then") == "review" else "judge:desk", at.seat.public_id)
