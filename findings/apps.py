from importlib import import_module

from django.apps import AppConfig


class FindingsConfig(AppConfig):
    name = "findings"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        import_module("findings.search.signals")
        import_module("findings.data_version.signals")
