from importlib import import_module

from django.apps import AppConfig


class DashboardsConfig(AppConfig):
    name = "dashboards"

    def ready(self):
        """Signing in and out is written to the log."""
        import_module("dashboards.monitoring.sign_in_log")
