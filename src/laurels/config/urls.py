"""The root of every address: one prefix per audience."""

from django.urls import URLPattern, URLResolver, include, path

from laurels.api.api import api

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", api.urls),
    path("my/", include("laurels.web.entrant.urls")),
    path("desk/", include("laurels.web.judge.urls")),
    path("room/", include("laurels.web.organizer.urls")),
    path("", include("laurels.web.shared.urls")),
    path("", include("laurels.web.public.urls")),
]
