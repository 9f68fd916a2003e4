"""Addresses of the judge's desk. What a judge calls an entry is a seat: one judge at one entry in one round."""

from django.urls import path

from laurels.web.judge.views import conflicts, desk, files, home, invitation, leaving, profile, saving, steps

app_name = "judge"
urlpatterns = [
    path("", home.home, name="home"),
    path("entry/<str:seat_id>/", desk.desk, name="desk"),
    path("entry/<str:seat_id>/save/", saving.whole, name="save"),
    path("entry/<str:seat_id>/score/<str:criterion>/", saving.score, name="save-score"),
    path("entry/<str:seat_id>/remark/<str:kind>/", saving.remark, name="save-remark"),
    path("entry/<str:seat_id>/remark/<str:kind>/<str:anchor>/", saving.remark, name="save-remark"),
    path("entry/<str:seat_id>/review/", steps.review, name="review"),
    path("entry/<str:seat_id>/others/", steps.look, name="others"),
    path("entry/<str:seat_id>/reopen/", steps.reopen, name="reopen"),
    path("entry/<str:seat_id>/recuse/", steps.recuse, name="recuse"),
    path("entry/<str:seat_id>/wrong-category/", steps.wrong_category, name="wrong-category"),
    path("entry/<str:seat_id>/file/<str:file_id>/", files.attachment, name="file"),
    path("<str:judge_id>/", home.edition, name="edition"),
    path("<str:judge_id>/invitation/", invitation.answer, name="invitation"),
    path("<str:judge_id>/agreement/", invitation.agreement, name="agreement"),
    path("<str:judge_id>/conflicts/", conflicts.conflicts, name="conflicts"),
    path("<str:judge_id>/profile/", profile.profile, name="profile"),
    path("<str:judge_id>/step-down/", leaving.step_down, name="step-down"),
]
