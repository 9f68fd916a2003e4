"""Addresses of the judge pages."""

from django.urls import URLPattern, URLResolver

app_name = "judge"
urlpatterns: list[URLPattern | URLResolver] = []
