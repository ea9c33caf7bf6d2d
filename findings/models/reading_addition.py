from django.db import models
from django.utils import timezone

from findings.models.reading_job import ReadingJob


class ReadingAddition(models.Model):
    """An item that a person added to what was read: the report prints it, and the reader passed it over.

    `noun` is the list of the document that it goes to, or `parts` of the recommendation that `part` names; `part` is
    the item as a document has it, `key` tells it from others of its list. One that is left out can be put back.
    """

    job = models.ForeignKey(ReadingJob, models.CASCADE, related_name="additions")
    noun = models.CharField(max_length=20)
    key = models.CharField(max_length=200)
    part = models.JSONField()
    is_left_out = models.BooleanField(default=False)
    by = models.ForeignKey("inspections.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    moves_data_version = False  # nothing of it is public

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["job", "noun", "key"], name="%(app_label)s_%(class)s_once"),
            models.CheckConstraint(
                condition=~models.Q(noun="") & ~models.Q(key=""),
                name="%(app_label)s_%(class)s_is_named",
                violation_error_message="An added item belongs to a list and has a key there.",
            ),
        ]

    def __str__(self):
        return f"{self.noun}: {self.key}"
