"""Addresses of the shared pages: sign-in, one's own page, the outbox, the look.

allauth's own addresses are not included: each page here is ours, and it finds the two that it leads to by their names.
"""

from django.urls import path

from laurels.web.shared.views import look, me, outbox, signin, signin_link

urlpatterns = [
    path("look/", look.look, name="look"),
    path("sign-in/", signin.sign_in, name="account_login"),
    path("sign-in/code/", signin.enter_code, name="account_request_login_code"),
    path("sign-in/link/<str:token>/", signin_link.link, name="sign-in-link"),
    path("sign-in/link/<str:token>/fresh/", signin_link.fresh, name="sign-in-link-fresh"),
    path("sign-out/", signin.sign_out, name="sign-out"),
    path("home/", me.home, name="home"),
    path("me/", me.me, name="me"),
    path("me/join/<str:organization_id>/<str:person_id>/", me.answer_request, name="answer-join-request"),
    path("outbox/", outbox.messages, name="outbox"),
    path("outbox/<str:public_id>/", outbox.message, name="outbox-message"),
]
