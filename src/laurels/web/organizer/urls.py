"""Addresses of the organizer's room."""

from django.urls import URLPattern, URLResolver, include, path

from laurels.web.organizer.views import home, organizations, overview, staff

app_name = "organizer"

in_edition: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
]

one_organization: list[URLPattern | URLResolver] = [
    path("", organizations.organization, name="organization"),
    path("membership/", organizations.membership, name="membership"),
    path("verify/", organizations.verify, name="organization-verify"),
    path("merge/", organizations.merge, name="organization-merge"),
    path("people/<slug:person>/confirm/", organizations.confirm, name="organization-confirm"),
    path("people/<slug:person>/refuse/", organizations.decline, name="organization-decline"),
]

in_house: list[URLPattern | URLResolver] = [
    path("staff/", staff.staff, name="staff"),
    path("staff/<slug:person>/end/", staff.end, name="staff-end"),
    path("organizations/", organizations.organizations, name="organizations"),
    path("organizations/<slug:organization>/", include(one_organization)),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("organizer/<slug:organizer>/", include(in_house)),
    path("<slug:program>/<slug:edition>/", include(in_edition)),
]
