from django.db import models
from django.utils import timezone

from findings.models.kept import Kept, KeptQuerySet


class RevisionQuerySet(KeptQuerySet):
    def of(self, inspection):
        """What was done to this row, oldest first."""
        return self.filter(row=inspection.pk).order_by("pk")


class Revision(Kept):
    """One thing that somebody did to an inspection: who, when, what, why, and exactly what it changed.

    `changes` maps the name of each part that changed to what it said before and after (`findings.documents.parts`), so
    that the revisions of a draft from its first on add up to what it says. `row` is the id of the inspection's row,
    which may be gone by now. `by` is empty where a command did it.
    """

    class What(models.TextChoices):
        """In the order of an inspection's way."""

        CREATED = "created", "Created"
        LOADED = "loaded", "Loaded by a command"
        FOUND = "found", "Found as it stood before the record began"
        CHANGED = "changed", "Changed"
        REVERTED = "reverted", "Set back to an earlier state"
        WAIVED = "waived", "Failing equation accepted with a reason"
        SUBMITTED = "submitted", "Submitted for review"
        TAKEN_BACK = "taken-back", "Taken back from review"
        RETURNED = "returned", "Returned with comments"
        PUBLISHED = "published", "Published"
        FOLLOWED_UP = "followed-up", "Follow-up recorded"
        DISCARDED = "discarded", "Discarded"

    row = models.BigIntegerField(db_index=True)
    slug = models.SlugField(max_length=80)
    edition = models.PositiveSmallIntegerField()
    what = models.CharField(max_length=12, choices=What)
    by = models.ForeignKey("inspections.Person", models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    reason = models.TextField(blank=True)
    changes = models.JSONField(default=dict)

    objects = RevisionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.slug}, edition {self.edition}: {self.what}"
