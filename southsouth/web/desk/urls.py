"""Addresses of the desk: for the secretariat."""

from django.urls import URLPattern

app_name = "desk"

urlpatterns: list[URLPattern] = []
