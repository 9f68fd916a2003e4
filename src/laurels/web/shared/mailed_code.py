"""Sign-in by mailed code: allauth's process, bent in two places.

An unknown address gets a code like a known one, so that no answer tells who is known; it becomes a person when the
code comes back, which proves that the address is theirs. The code itself travels through our outbox.
"""

import math
import time
from typing import cast

from allauth.account import app_settings
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from allauth.core import ratelimit
from django.http import HttpRequest, HttpResponse

from laurels.accounts import actions, mails, queries
from laurels.core import clock


class TooManyRequestsError(Exception):
    """Too many codes were asked for, for one address or from one place."""


class MailedCode(LoginCodeVerificationProcess):
    """A code that was mailed and is waited for; it lives in the visitor's session."""

    @property
    def address(self) -> str:
        return str(self.state["email"])

    @property
    def next_url(self) -> str:
        return str(self.state["next_url"])

    def send_by_email(self, email: str, skip_enumeration_mails: bool = False) -> None:  # noqa: ARG002, FBT001, FBT002 allauth's
        mails.send_code(email, self.generate_code(), now=clock.now())

    def finish(self, redirect_url: str | None) -> HttpResponse:
        """Signs in; the answer leads to `redirect_url`."""
        if self.user is None:
            self._user = self.stage.login.user = actions.ensure_person(email=self.address)
        return cast("HttpResponse", super().finish(redirect_url))

    def send_again(self, request: HttpRequest) -> None:
        _count(request, self.address)
        self.resend()


def begin(request: HttpRequest, address: str, next_url: str) -> None:
    """Mails a code to `address` and waits for it in this session.

    Raises:
        TooManyRequestsError: nothing was sent.
    """
    _count(request, address)
    person = queries.person_by_address(address)
    login = Login(user=person, email=address)
    login.state["stages"] = {"current": LoginByCodeStage.key}
    stage = LoginByCodeStage(LoginStageController(request, login), request, login)
    stage.state.update(MailedCode.initial_state(user=person, email=address))
    stage.state.update({"initiated_by_user": True, "next_url": next_url})
    process = MailedCode(stage=stage)
    process.send()
    process.persist()


def waiting(request: HttpRequest) -> MailedCode | None:
    """The code that this session waits for, if it has not expired."""
    stage = LoginStageController.enter(request, LoginByCodeStage.key)
    if stage is None or "next_url" not in stage.state:
        return None
    code = MailedCode(stage=stage)
    if not code.is_valid():
        code.abort()
        return None
    return code


def minutes_left(code: MailedCode) -> int:
    """Minutes of real time that the code still works, begun ones counted; at least 1."""
    left: float = code.state["at"] + app_settings.LOGIN_BY_CODE_TIMEOUT - time.time()
    return max(1, math.ceil(left / 60))


def _count(request: HttpRequest, address: str) -> None:
    if not ratelimit.consume(request, action="request_login_code", key=address):
        raise TooManyRequestsError
