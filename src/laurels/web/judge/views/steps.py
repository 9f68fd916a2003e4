"""Steps beside the scores: review and confirm, reopen, recuse, wrong category."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from laurels.core.errors import LaurelsError, NotFoundError
from laurels.judging import actions
from laurels.judging.actions.beside import look_at_others
from laurels.judging.queries import Desk, duty_of
from laurels.judging.queries.beside import agreeing
from laurels.judging.queries.categories import others_than
from laurels.web.judge.door import AtEntry, at_entry, posted
from laurels.web.judge.drawing import areas_of, is_consensus, remarks_on
from laurels.web.judge.forms import RecuseForm, WrongCategoryForm
from laurels.web.judge.refusals import say
from laurels.web.judge.views.desk import beside_of, desk_at

UNPROCESSABLE = 422


@require_http_methods(["GET", "HEAD", "POST"])
@at_entry
def review(request: HttpRequest, at: AtEntry) -> HttpResponse:
    """One's own spread on one page, then the button that makes it count. In a consensus it says who agreed."""
    desk = desk_at(at)
    panel = agreeing(at.seat) if is_consensus(desk) else []
    asked = request.POST.getlist("agreed")
    agreed = [judge for judge in panel if judge.public_id in asked]
    if request.method == "POST":
        try:
            actions.confirm_scorecard(seat=at.seat, actor=at.person, now=at.now, agreed=agreed)
        except NotFoundError:
            raise
        except LaurelsError as error:
            messages.error(request, _outside(desk, error) or say(error))
            return redirect("judge:review", at.seat.public_id)
        messages.success(request, _("Confirmed. Your scores count; until judging closes you can reopen them."))
        return redirect("judge:edition", at.seat.judge.public_id)
    others, beside = beside_of(desk)
    held = {judge.pk for judge in desk.card.agreed_by.all()} if desk.card and panel else set()
    context = {
        "desk": desk,
        "areas": areas_of(desk, beside),
        "others": others,
        "beside": beside,
        "consensus": is_consensus(desk),
        "panel": [(judge, judge.pk in held) for judge in panel],
        "whole": remarks_on(desk, ""),
        "scored": len(desk.answered),
        "total": len(desk.rubric.criteria),
        "duty": duty_of(at.seat.judge),
        "now": at.now,
    }
    return render(request, "judge/review.html", context)


def _outside(desk: Desk, error: LaurelsError) -> str:
    """Which criteria it is about, by name."""
    if error.code != "outside-range":
        return ""
    names = [desk.rubric.criterion(key).name for key in error.facts["criteria"]]  # type: ignore[attr-defined]
    return _("Say in a word why the agreed score lies outside what the judges gave: %(criteria)s.") % {
        "criteria": get_text_list(names, _("and"))
    }


@require_POST
@at_entry
def look(request: HttpRequest, at: AtEntry) -> HttpResponse:
    """Shows what others scored; that the judge saw it is put on record."""
    try:
        look_at_others(seat=at.seat, actor=at.person, now=at.now)
    except NotFoundError:
        raise
    except LaurelsError as error:
        messages.error(request, say(error))
    return redirect("judge:review", at.seat.public_id)


@require_POST
@at_entry
def reopen(request: HttpRequest, at: AtEntry) -> HttpResponse:
    try:
        actions.reopen_scorecard(seat=at.seat, actor=at.person, now=at.now)
    except NotFoundError:
        raise
    except LaurelsError as error:
        messages.error(request, say(error))
    else:
        messages.success(request, _("Reopened. Confirm again when you are done: until then these scores do not count."))
    return redirect("judge:desk", at.seat.public_id)


@require_http_methods(["GET", "HEAD", "POST"])
@at_entry
def recuse(request: HttpRequest, at: AtEntry) -> HttpResponse:
    form = RecuseForm(posted(request), prefix="recuse")

    def step() -> str:
        actions.recuse(
            seat=at.seat,
            kind=form.cleaned_data["kind"],
            note=form.cleaned_data["note"],
            actor=at.person,
            now=at.now,
        )
        return _("You are recused from this entry. The organizer finds another judge; you need do nothing more.")

    done = _take(request, form, step)
    if done:
        return redirect("judge:edition", at.seat.judge.public_id)
    return render(request, "judge/recuse.html", {"seat": at.seat, "form": form}, status=_status(form))


@require_http_methods(["GET", "HEAD", "POST"])
@at_entry
def wrong_category(request: HttpRequest, at: AtEntry) -> HttpResponse:
    form = WrongCategoryForm(posted(request), others=others_than(at.seat.entry))

    def step() -> str:
        actions.report_wrong_category(
            seat=at.seat, note=form.cleaned_data["note"], suggested=form.chosen, actor=at.person, now=at.now
        )
        return _("The organizer has your note. Please go on scoring; they decide whether the entry moves.")

    done = _take(request, form, step)
    if done:
        return redirect("judge:desk", at.seat.public_id)
    return render(request, "judge/wrong_category.html", {"seat": at.seat, "form": form}, status=_status(form))


def _take(request: HttpRequest, form: forms.Form, step: Callable[[], str]) -> bool:
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        messages.success(request, step())
    except NotFoundError:
        raise
    except LaurelsError as error:
        form.add_error(None, say(error))
        return False
    return True


def _status(form: forms.Form) -> int:
    return UNPROCESSABLE if form.errors else 200
