from django.db import models
from django.db.models import Q


class ReleasedTable(models.Model):
    """A table computed from single cases that a publisher made public on purpose, as it was on that day.

    `figures` is frozen: later loads do not change it and a purge does not remove it; who wants it away withdraws it.
    """

    class What(models.TextChoices):
        CROSS_TABLE = "cross-table", "Grades of the joint cases, pair by pair"

    inspection = models.ForeignKey("inspections.Inspection", models.PROTECT, related_name="released_tables")
    what = models.CharField(max_length=20, choices=What, default=What.CROSS_TABLE)
    figures = models.JSONField()
    reason = models.TextField()
    released_at = models.DateTimeField()
    released_by = models.ForeignKey("inspections.Person", models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey("inspections.Person", models.PROTECT, null=True, blank=True, related_name="+")
    withdrawn_reason = models.TextField(blank=True)

    class Meta:
        ordering = ["-released_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "what"],
                condition=Q(withdrawn_at__isnull=True),
                name="%(app_label)s_%(class)s_one_at_a_time",
                violation_error_message="This table is released already; withdraw it first.",
            ),
            models.CheckConstraint(
                condition=~Q(reason=""),
                name="%(app_label)s_%(class)s_has_a_reason",
                violation_error_message="Say why the table is released.",
            ),
            models.CheckConstraint(
                condition=Q(withdrawn_at__isnull=True, withdrawn_by__isnull=True, withdrawn_reason="")
                | (Q(withdrawn_at__isnull=False, withdrawn_by__isnull=False) & ~Q(withdrawn_reason="")),
                name="%(app_label)s_%(class)s_withdrawal_is_whole",
                violation_error_message="A withdrawal has a time, a person and a reason.",
            ),
        ]

    def __str__(self):
        return f"{self.get_what_display()}: {self.inspection_id}"
