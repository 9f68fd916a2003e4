"""Addresses of the entrant pages."""

from django.urls import URLPattern, URLResolver

app_name = "entrant"
urlpatterns: list[URLPattern | URLResolver] = []
