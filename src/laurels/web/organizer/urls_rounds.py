"""Addresses of one round of judging: opened, closed, reminded, and who goes on to it."""

from django.urls import URLPattern, URLResolver, path

from laurels.web.organizer.views import advancing, rounds

urlpatterns: list[URLPattern | URLResolver] = [
    path("open/", rounds.open_, name="round-open"),
    path("close/", rounds.close, name="round-close"),
    path("remind/", rounds.remind, name="remind"),
    path("tally/", rounds.tally, name="round-tally"),
    path("who-goes-on/", advancing.advances, name="advances"),
    path("who-goes-on/decide/", advancing.decide, name="advances-decide"),
    path("who-goes-on/entries/<slug:entry>/", advancing.override, name="advance-override"),
    path("who-goes-on/open/<slug:token>/", advancing.settle, name="advance-settle"),
    path("who-goes-on/decided/<slug:resolution>/", advancing.reopen, name="advance-reopen"),
]
