"""How allauth is bent to our people and pages."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.translation import gettext as _


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:  # noqa: ARG002 allauth's signature
        """Nobody signs up: an address becomes a person when its code comes back."""
        return False

    def add_message(self, *args: Any, **kwargs: Any) -> None:  # noqa: ANN401 allauth's signature
        """Our pages say themselves what happened."""

    def respond_user_inactive(self, request: HttpRequest, user: Any) -> HttpResponse:  # noqa: ANN401, ARG002 the same
        messages.error(request, _("This account is closed. Write to the organizer if you think that is wrong."))
        return HttpResponseRedirect("/sign-in/")
