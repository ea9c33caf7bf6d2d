"""Addresses of the desk, under /entry/. Every view is wrapped in `needs` (access.py)."""

from django.urls import path

from dashboards.entry.desk import desk

urlpatterns = [path("", desk, name="entry")]
