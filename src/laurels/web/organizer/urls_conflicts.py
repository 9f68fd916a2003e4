"""Addresses below judging: conflicts of interest, and entries in a doubted category."""

from django.urls import path

from laurels.web.organizer.views import categories, conflicts

urlpatterns = [
    path("conflicts/", conflicts.conflicts, {"tab": "doubt"}, name="conflicts"),
    path("conflicts/in-force/", conflicts.conflicts, {"tab": "force"}, name="conflicts-in-force"),
    path("conflicts/settled/", conflicts.conflicts, {"tab": "off"}, name="conflicts-settled"),
    path("conflicts/decide/", conflicts.decide, name="conflicts-decide"),
    path("conflicts/give-up/", conflicts.give_up, name="conflicts-give-up"),
    path("assignments/<slug:assignment>/give-back/", conflicts.give_back, name="assignment-give-back"),
    path("categories/", categories.categories, name="doubted-categories"),
    path("categories/decided/", categories.decided, name="decided-categories"),
    path("categories/<slug:report>/", categories.decide, name="category-decide"),
]
