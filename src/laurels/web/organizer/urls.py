"""Addresses of the organizer pages."""

from django.urls import URLPattern, URLResolver

app_name = "organizer"
urlpatterns: list[URLPattern | URLResolver] = []
