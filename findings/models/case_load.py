from django.db import models
from django.db.models import F, Q


class CaseLoad(models.Model):
    """One load of single cases: which file, by whom, when, and what became of its rows. It outlives a purge.

    `loaded_by` is empty where the person at the terminal named no account; `loaded_by_name` then is the name of the
    account on that machine.
    """

    inspection = models.ForeignKey("inspections.Inspection", models.PROTECT, related_name="case_loads")
    file_name = models.CharField(max_length=150)
    file_hash = models.CharField("SHA-256 of the file", max_length=64)
    rows = models.PositiveIntegerField()
    added = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    loaded_at = models.DateTimeField()
    loaded_by = models.ForeignKey("inspections.Person", models.PROTECT, null=True, blank=True, related_name="+")
    loaded_by_name = models.CharField(max_length=150)
    purged_at = models.DateTimeField(null=True, blank=True)
    purged_by_name = models.CharField(max_length=150, blank=True)
    purged_rows = models.PositiveIntegerField(null=True, blank=True)

    moves_data_version = False  # nothing of it is public

    class Meta:
        ordering = ["-loaded_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(rows=F("added") + F("changed") + F("unchanged")),
                name="%(app_label)s_%(class)s_rows_add_up",
                violation_error_message="Every row was added, changed or unchanged.",
            ),
            models.CheckConstraint(
                condition=Q(purged_at__isnull=True, purged_by_name="", purged_rows__isnull=True)
                | (Q(purged_at__isnull=False, purged_rows__isnull=False) & ~Q(purged_by_name="")),
                name="%(app_label)s_%(class)s_purge_is_whole",
                violation_error_message="A purge has a time, a person and a number of rows.",
            ),
        ]

    def __str__(self):
        return f"load {self.pk}"
