from django.db import models
from django.db.models import Q

from findings.models.located import Item
from inspections.models.inspection import Precision


class Milestone(Item):
    """A step promised or required after publication, and when it happened, where a source says so."""

    noun = "milestones"

    class Kind(models.TextChoices):
        """In the order they fall due."""

        IMMEDIATE_UPDATE = "immediate-update", "Update on immediate recommendations"
        ACTION_PLAN = "action-plan", "Action plan"
        COMMISSIONER_RESPONSE = "commissioner-response", "Commissioner's response"
        REVISIT = "revisit", "Revisit"
        REVIEW_PUBLISHED = "review-published", "Review published"

    class Unit(models.TextChoices):
        DAYS = "days"
        WEEKS = "weeks"
        MONTHS = "months"

    kind = models.CharField(max_length=24, choices=Kind)
    what = models.CharField(max_length=250)
    within = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Counted from publication.")
    unit = models.CharField(max_length=6, choices=Unit, blank=True)
    happened_on = models.DateField(null=True, blank=True)
    happened_precision = models.CharField(max_length=5, choices=Precision, blank=True)
    happened_source = models.CharField(max_length=250, blank=True)
    entered_by = models.ForeignKey("inspections.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta(Item.Meta):
        constraints = [
            *Item.Meta.constraints,
            models.CheckConstraint(
                condition=Q(happened_on__isnull=True) | ~Q(happened_source=""),
                name="%(app_label)s_%(class)s_happened_has_a_source",
                violation_error_message="What happened needs a source.",
            ),
            models.CheckConstraint(
                condition=Q(within__isnull=True, unit="") | (Q(within__isnull=False) & ~Q(unit="")),
                name="%(app_label)s_%(class)s_within_has_a_unit",
            ),
        ]
