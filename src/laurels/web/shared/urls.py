"""Addresses of the shared pages."""

from django.urls import URLPattern, URLResolver

app_name = "shared"
urlpatterns: list[URLPattern | URLResolver] = []
