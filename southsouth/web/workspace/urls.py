"""Addresses of the workspace: for whoever is signed in."""

from django.urls import URLPattern

app_name = "workspace"

urlpatterns: list[URLPattern] = []
