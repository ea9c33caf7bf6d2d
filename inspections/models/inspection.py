from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from inspections.addresses import address_of


class Precision(models.TextChoices):
    """How exactly a date is known; a month or year is stored as its first day."""

    DAY = "day"
    MONTH = "month"
    YEAR = "year"


class InspectionQuerySet(models.QuerySet):
    def published(self):
        """The current public edition of each inspection: what every public page, export and count is about."""
        return self.filter(state=Inspection.State.PUBLISHED)

    def public(self):
        """Every edition that anyone may read: the current ones and those they supersede."""
        return self.filter(state__in=[Inspection.State.PUBLISHED, Inspection.State.SUPERSEDED])

    def newest_first(self):
        return self.order_by("-published_on", "slug", "pk")


class Inspection(models.Model):
    """One edition of what one inspection found: force, framework, kind, dates, where the report is.

    The current edition keeps its row, and so the rows of its items, from edition to edition; an earlier edition is
    kept as a copy in state `superseded`.
    """

    class Kind(models.TextChoices):
        INSPECTION = "inspection", "Inspection"
        RE_INSPECTION = "re-inspection", "Re-inspection"
        REVIEW = "review", "Post-inspection review"
        REVISIT_LETTER = "revisit-letter", "Revisit letter"

    class State(models.TextChoices):
        """In the order an inspection passes through them."""

        DRAFT = "draft", "Draft"
        IN_REVIEW = "in-review", "In review"
        PUBLISHED = "published", "Published"
        SUPERSEDED = "superseded", "Superseded"

    slug = models.SlugField(max_length=80)
    edition = models.PositiveSmallIntegerField(default=1)
    edition_note = models.TextField(blank=True, help_text="What this edition corrects.")
    state = models.CharField(max_length=12, choices=State, default=State.DRAFT)
    force = models.ForeignKey("inspections.Force", models.PROTECT, related_name="inspections")
    framework = models.ForeignKey("inspections.Framework", models.PROTECT, related_name="inspections")
    kind = models.CharField(max_length=20, choices=Kind)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="follow_ups", help_text="What this one follows up."
    )
    title = models.CharField(max_length=250)
    abstract = models.TextField(blank=True)
    inspected_from = models.DateField(null=True, blank=True)
    inspected_to = models.DateField(null=True, blank=True)
    inspected_precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    published_on = models.DateField()
    published_precision = models.CharField(max_length=5, choices=Precision)
    published_as_printed = models.CharField(max_length=250, blank=True)
    isbn = models.CharField("ISBN", max_length=250, blank=True)
    address = models.URLField(max_length=500, blank=True)
    archive_address = models.URLField(max_length=500, blank=True)
    text_edition = models.CharField(max_length=250, blank=True, help_text="The text that line numbers count in.")
    created_at = models.DateTimeField(auto_now_add=True)
    changed_at = models.DateTimeField(auto_now=True)

    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "slug", "-edition", "pk"]
        permissions = [
            ("enter_findings", "Can enter findings as drafts"),
            ("publish_findings", "Can check and publish what another person entered"),
            ("record_follow_up", "Can record what became of recommendations"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["slug", "edition"], name="%(app_label)s_%(class)s_edition_once"),
            models.UniqueConstraint(
                fields=["slug"],
                condition=Q(state="published"),
                name="%(app_label)s_%(class)s_one_published_edition",
                violation_error_message="This inspection has a published edition already.",
            ),
            models.CheckConstraint(condition=Q(edition__gte=1), name="%(app_label)s_%(class)s_edition_from_1"),
            models.CheckConstraint(
                condition=Q(inspected_from__isnull=True, inspected_to__isnull=True)
                | Q(inspected_to__gte=F("inspected_from")),
                name="%(app_label)s_%(class)s_inspected_in_order",
                violation_error_message="The last day of the inspection must not be before the first.",
            ),
            models.CheckConstraint(
                condition=Q(inspected_from__isnull=True)
                | ~Q(published_precision="day")
                | Q(published_on__gte=F("inspected_from")),
                name="%(app_label)s_%(class)s_published_after_inspected",
                violation_error_message="The report cannot be published before the inspection begins.",
            ),
            models.CheckConstraint(
                condition=Q(parent__isnull=True) | ~Q(parent=F("id")), name="%(app_label)s_%(class)s_not_its_own_parent"
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_current(self):
        return self.state == self.State.PUBLISHED

    @property
    def is_public(self):
        """Whether anyone may read this edition: the current one, or one that it superseded."""
        return self.state in (self.State.PUBLISHED, self.State.SUPERSEDED)

    def get_absolute_url(self):
        if self.state == self.State.SUPERSEDED:
            return reverse("inspection-edition", args=[self.slug, self.edition])
        return address_of("inspection-detail", self.slug)
