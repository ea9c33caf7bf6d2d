from django.db import models
from django.db.models import Q
from django.utils import timezone

from findings.models.reading_job import ReadingJob


class ReadingResult(models.Model):
    """What was read from a report: the document, the place of every value, doubts, and the lines themselves.

    `document` is YAML. `values` are `{path, value, line, line_to, page, confidence}`, `doubts` and `ignored` are
    `{line, line_to, page, what, why}`, `lines` are `[text, page]` in the order of the report, counted from 1; `missing`
    names the fields of the header without which there can be no draft.
    """

    job = models.OneToOneField(ReadingJob, models.CASCADE, primary_key=True, related_name="result")
    document = models.TextField()
    missing = models.JSONField(default=list)
    values = models.JSONField(default=list)
    doubts = models.JSONField(default=list)
    ignored = models.JSONField(default=list)
    lines = models.JSONField(default=list)

    moves_data_version = False  # nothing of it is public

    def __str__(self):
        return f"result of reading {self.pk}"


class ReadingDecision(models.Model):
    """What a person made of one value that was read: seen as it is, changed to `value`, or its item left out.

    `path` is `findings[3].polarity` for a value, `findings[3]` for an item, counted from 1.
    """

    class What(models.TextChoices):
        """`edited` alone has a value."""

        SEEN = "seen", "Seen"
        EDITED = "edited", "Changed"
        REJECTED = "rejected", "Left out"

    job = models.ForeignKey(ReadingJob, models.CASCADE, related_name="decisions")
    path = models.CharField(max_length=100)
    what = models.CharField(max_length=8, choices=What)
    value = models.TextField(blank=True)
    by = models.ForeignKey("inspections.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    moves_data_version = False  # nothing of it is public

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["job", "path"], name="%(app_label)s_%(class)s_once"),
            models.CheckConstraint(
                condition=Q(what="edited") | Q(value=""),
                name="%(app_label)s_%(class)s_value_where_edited",
                violation_error_message="Only a change has a value.",
            ),
        ]

    def __str__(self):
        return f"{self.path}: {self.what}"
