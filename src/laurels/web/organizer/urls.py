"""Addresses of the organizer's room."""

from django.urls import URLPattern, URLResolver, include, path

from laurels.web.organizer.views import (
    assignments,
    declarations,
    entries,
    files,
    home,
    judges,
    ledger,
    nominations,
    organizations,
    overview,
    plans,
    program_files,
    rounds,
    setting_up,
    staff,
)

app_name = "organizer"

one_entry: list[URLPattern | URLResolver] = [
    path("", entries.entry, name="entry"),
    path("withdraw/", entries.withdraw, name="entry-withdraw"),
    path("disqualify/", entries.disqualify, name="entry-disqualify"),
    path("move/", entries.move, name="entry-move"),
    path("fee/", entries.fee, name="entry-fee"),
]

nominated: list[URLPattern | URLResolver] = [
    path("decide/", nominations.decide, name="decide"),
    path("fee/", nominations.fee, name="nominated-fee"),
    path("exception/", nominations.override, name="override"),
]

in_judging: list[URLPattern | URLResolver] = [
    path("", rounds.judging, name="judging"),
    path("judges/", judges.judges, name="judges"),
    path("judges/invite/", judges.invite, name="judges-invite"),
    path("judges/several/", judges.several, name="judges-several"),
    path("judges/list.csv", judges.export, name="judges-export"),
    path("judges/<slug:judge>/", judges.judge, name="judge"),
    path("judges/<slug:judge>/link/", judges.resend, name="judge-resend"),
    path("judges/<slug:judge>/change/", judges.change, name="judge-change"),
    path("judges/<slug:judge>/withdraw/", judges.withdraw, name="judge-withdraw"),
    path("judges/<slug:judge>/return/", judges.return_, name="judge-return"),
    path("judges/<slug:judge>/note-conflict/", judges.note_conflict, name="conflict-note"),
    path("scorecards/<slug:card>/count/", judges.count_scorecard, name="scorecard-count"),
    path("conflicts/<slug:conflict>/withdraw/", judges.withdraw_conflict, name="conflict-withdraw"),
    path("", include("laurels.web.organizer.urls_conflicts")),
    path("assignments/", assignments.assignments, name="assignments"),
    path("assignments/fill/", plans.fill, name="fill"),
    path("assignments/top-up/", plans.top_up, name="top-up"),
    path("assignments/chosen/", plans.chosen, name="chosen-seats"),
    path("assignments/repair/", plans.repair, name="repair"),
    path("assignments/plans/<slug:plan>/", plans.plan, name="plan"),
    path("assignments/plans/<slug:plan>/again/", plans.again, name="plan-again"),
    path("assignments/plans/<slug:plan>/undo/", plans.undo, name="plan-undo"),
    path("assignments/by-hand/", assignments.assign, name="assign"),
    path("assignments/<slug:assignment>/take-back/", assignments.remove, name="assignment-remove"),
    path("rounds/<slug:round_id>/", include("laurels.web.organizer.urls_rounds")),
]

in_setup: list[URLPattern | URLResolver] = [
    path("", setting_up.setting_up, name="setup"),
    path("form/", setting_up.form_preview, name="form-preview"),
    path("program.toml", setting_up.export, name="export"),
    path("dates/<slug:milestone>/", setting_up.move_date, name="date-move"),
    path("publish/", setting_up.publish_edition, name="edition-publish"),
    path("next-year/", setting_up.clone, name="clone"),
    path("revise/", declarations.revise, name="revise"),
    path("declared/<slug:declaration>/", declarations.declaration, name="declaration"),
    path("declared/<slug:declaration>/rubric/", declarations.rubric, name="rubric"),
]

in_edition: list[URLPattern | URLResolver] = [
    path("", overview.overview, name="overview"),
    path("entries/", entries.entries, name="entries"),
    path("entries/<slug:entry>/", include(one_entry)),
    path("files/<slug:attachment>/", files.file, name="file"),
    path("nominations/", nominations.nominations, name="nominations"),
    path("nominations/<slug:nomination>/", nominations.nomination, name="nomination"),
    path("nominated/<slug:nominated>/", include(nominated)),
    path("judging/", include(in_judging)),
    path("results/", include("laurels.web.organizer.urls_results")),
    path("setup/", include(in_setup)),
    path("ledger/", ledger.ledger, name="ledger"),
]

one_organization: list[URLPattern | URLResolver] = [
    path("", organizations.organization, name="organization"),
    path("membership/", organizations.membership, name="membership"),
    path("verify/", organizations.verify, name="organization-verify"),
    path("parent/", organizations.parent, name="organization-parent"),
    path("merge/", organizations.merge, name="organization-merge"),
    path("people/<slug:person>/confirm/", organizations.confirm, name="organization-confirm"),
    path("people/<slug:person>/refuse/", organizations.decline, name="organization-decline"),
]

in_house: list[URLPattern | URLResolver] = [
    path("import/", program_files.import_file, name="import"),
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
