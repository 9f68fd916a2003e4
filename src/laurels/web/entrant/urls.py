"""Addresses of the entrant's pages, below /my/."""

from django.urls import URLPattern, URLResolver, path

from laurels.web.entrant.views import (
    editing,
    feedback,
    files,
    home,
    nominations,
    organizations,
    people,
    saving,
    starting,
    submitting,
)

app_name = "entrant"
ENTRY = "entries/<slug:public_id>/"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("organizations/", organizations.organizations, name="organizations"),
    path("organizations/new/", organizations.new, name="organization-new"),
    path("organizations/find/", organizations.find, name="organization-find"),
    path("organizations/<slug:public_id>/", organizations.organization, name="organization"),
    path("organizations/<slug:public_id>/join/", organizations.join, name="organization-join"),
    path("organizations/<slug:public_id>/answer/<slug:person_id>/", organizations.answer, name="organization-answer"),
    path("nominate/<slug:program_key>/<slug:edition_key>/", nominations.nominate, name="nominate"),
    path("nominations/", home.nominations, name="nominations"),
    path("nominations/<slug:public_id>/", nominations.nomination, name="nomination"),
    path("nominations/<slug:public_id>/save/", saving.nomination, name="save-nomination"),
    path("nominations/<slug:public_id>/withdraw/", nominations.withdraw, name="nomination-withdraw"),
    path("applications/<slug:public_id>/start/", nominations.start, name="start-application"),
    path("enter/<slug:program_key>/<slug:edition_key>/", starting.enter, name="enter"),
    path(ENTRY, editing.company, name="entry"),
    path(f"{ENTRY}division/", starting.division, name="division"),
    path(f"{ENTRY}sections/<slug:key>/", editing.section, name="section"),
    path(f"{ENTRY}files/", editing.files, name="files"),
    path(f"{ENTRY}files/add/", files.add, name="add-file"),
    path(f"{ENTRY}read/", editing.read, name="read"),
    path(f"{ENTRY}check/", submitting.check, name="check"),
    path(f"{ENTRY}submit/", submitting.submit, name="submit"),
    path(f"{ENTRY}submitted/", submitting.submitted, name="submitted"),
    path(f"{ENTRY}withdraw/", submitting.withdraw, name="withdraw"),
    path(f"{ENTRY}take-up-again/", submitting.take_up_again, name="take-up-again"),
    path(f"{ENTRY}people/", people.people, name="people"),
    path(f"{ENTRY}people/<slug:person_id>/", people.change, name="people-change"),
    path(f"{ENTRY}save/title/", saving.title, name="save-title"),
    path(f"{ENTRY}save/answer/<str:field>/", saving.answer, name="save-answer"),
    path(f"{ENTRY}save/metric/<slug:row>/", saving.metric, name="save-metric"),
    path(f"{ENTRY}save/testimonial/<slug:row>/", saving.testimonial, name="save-testimonial"),
    path("files/<slug:public_id>/remove/", editing.remove_file, name="remove-file"),
    path("files/<slug:public_id>/<str:name>", files.serve, name="file"),
    path("feedback/", feedback.reports, name="feedback"),
    path("feedback/<slug:public_id>/", feedback.report, name="feedback-report"),
    path("feedback/<slug:public_id>/report.pdf", feedback.report_pdf, name="feedback-pdf"),
]
