"""Sign-in by mailed code: enter an address, enter the code, done. And the way out."""

from urllib.parse import urlencode

from allauth.core.internal.cryptokit import compare_user_code
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from laurels.accounts.signin import local_path
from laurels.web.shared import mailed_code
from laurels.web.shared.mailed_code import MailedCode, TooManyRequestsError
from laurels.web.shared.signin_forms import AddressForm, CodeForm


@never_cache
@require_http_methods(["GET", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    next_url = local_path(request.POST.get("next") or request.GET.get("next") or "/home/")
    if request.user.is_authenticated:
        return redirect(next_url)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            mailed_code.begin(request, form.cleaned_data["email"], next_url)
        except TooManyRequestsError:
            form.add_error("email", _too_many())
        else:
            return redirect("account_request_login_code")
    return render(request, "account/sign_in.html", {"form": form, "next": next_url})


@never_cache
@require_http_methods(["GET", "POST"])
def enter_code(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect("home")
    code = mailed_code.waiting(request)
    if code is None:
        return redirect("account_login")
    if request.method == "GET":
        return _code_page(request, code, CodeForm())
    if request.POST.get("act") == "again":
        return _send_again(request, code)
    return _check(request, code)


@require_POST
def sign_out(request: HttpRequest) -> HttpResponse:
    logout(request)
    messages.info(request, _("You are signed out."))
    return redirect("/")


def _check(request: HttpRequest, code: MailedCode) -> HttpResponse:
    form = CodeForm(request.POST)
    if form.is_valid():
        if compare_user_code(actual=form.cleaned_data["code"], expected=code.code):
            return code.finish(code.next_url)
        if not code.record_invalid_attempt():
            messages.error(request, _("That was the wrong code too often. Ask for a new one."))
            return redirect(f"/sign-in/?{urlencode({'next': code.next_url})}")
        form.add_error("code", _("This is not the code in the newest mail. Look at it again, or ask for a new one."))
    return _code_page(request, code, form)


def _send_again(request: HttpRequest, code: MailedCode) -> HttpResponse:
    try:
        code.send_again(request)
    except TooManyRequestsError:
        messages.error(request, _too_many())
    else:
        messages.info(request, _("A new code is on its way; the one before no longer works."))
    return redirect("account_request_login_code")


def _code_page(request: HttpRequest, code: MailedCode, form: CodeForm) -> HttpResponse:
    facts = {"form": form, "address": code.address, "next": code.next_url, "minutes": mailed_code.minutes_left(code)}
    return render(request, "account/enter_code.html", facts)


def _too_many() -> str:
    return _("Too many codes were asked for. Wait for a minute, look into your mail, then try again.")
