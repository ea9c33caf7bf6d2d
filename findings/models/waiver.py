from django.db import models
from django.db.models import Q
from django.utils import timezone


class Waiver(models.Model):
    """Why an inspection is published although one equation of its ledger fails. The reason is public, beside it.

    `detail` is the equation in numbers as it failed then: where the numbers change, the waiver holds no more.
    """

    inspection = models.ForeignKey("inspections.Inspection", models.CASCADE, related_name="waivers")
    equation = models.CharField(max_length=250, help_text="The key of the equation in the ledger.")
    detail = models.TextField()
    reason = models.TextField()
    by = models.ForeignKey("inspections.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["inspection", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "equation"], name="%(app_label)s_%(class)s_once"),
            models.CheckConstraint(condition=~Q(reason=""), name="%(app_label)s_%(class)s_has_a_reason"),
        ]

    def __str__(self):
        return f"waiver of {self.equation}"
