"""Addresses of the public pages."""

from django.urls import URLPattern, URLResolver, path

from laurels.web.public.feeds import feed
from laurels.web.public.views import announcements, programs, search, winners, write_ups

app_name = "public"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", programs.home, name="programs"),
    path("programs/<slug:program_key>/", programs.program, name="program"),
    path("programs/<slug:program_key>/<slug:edition_key>/", programs.edition, name="edition"),
    path("programs/<slug:program_key>/<slug:edition_key>/categories/", programs.categories, name="categories"),
    path("programs/<slug:program_key>/<slug:edition_key>/categories/<slug:key>/", programs.category, name="category"),
    path("programs/<slug:program_key>/<slug:edition_key>/how-to-enter/", programs.how_to_enter, name="how_to_enter"),
    path("programs/<slug:program_key>/<slug:edition_key>/judging/", programs.judging, name="judging"),
    path("how-judging-works/", programs.how_judging_works, name="how_judging_works"),
    path("winners/", winners.programs, name="winners"),
    path("winners/<slug:program_key>/", winners.archive_, name="archive"),
    path("winners/<slug:program_key>/lists/<slug:key>/", winners.honor_list, name="honor_list"),
    path("write-ups/<slug:public_id>/", write_ups.write_up, name="write_up"),
    path("write-ups/<slug:public_id>/approve/", write_ups.approve, name="approve_write_up"),
    path("write-ups/<slug:public_id>/take-down/", write_ups.take_down, name="take_down_write_up"),
    path("announcements/", announcements.listing, name="announcements"),
    path("announcements/<slug:public_id>/", announcements.announcement, name="announcement"),
    path("feed/", feed, name="feed"),
    path("feed/<slug:program_key>/", feed, name="program_feed"),
    path("search/", search.search, name="search"),
]
