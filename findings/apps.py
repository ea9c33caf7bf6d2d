from django.apps import AppConfig
from django.db.models.signals import pre_delete


class FindingsConfig(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"
    name = "findings"

    def ready(self):
        # An app's own models can be imported only once all apps are ready.
        from findings.protection import protect_area

        pre_delete.connect(protect_area, sender="inspections.Area", dispatch_uid="findings.protect_area")
