from django.core.validators import MaxLengthValidator
from django.db import models
from django.db.models import Q

TEXT_LENGTH = 2_000
CONTACT_LENGTH = 200


class ErrorReportQuerySet(models.QuerySet):
    def open(self):
        """What still waits for somebody: not answered yet, or accepted and not mended."""
        return self.filter(state__in=ErrorReport.OPEN)

    def newest_first(self):
        return self.order_by("-reported_at", "-pk")


class ErrorReport(models.Model):
    """What a reader says is wrong with one item, and what became of that. Never public.

    The item is named, not linked: by kind, key and the inspection's slug and edition at the time, so that a report
    outlives the item. A theme stands in no inspection; an inspection as a whole has no key.
    """

    class Kind(models.TextChoices):
        """As the item's own address names it."""

        FINDING = "findings", "Finding"
        ILLUSTRATION = "illustrations", "Illustration"
        RECOMMENDATION = "recommendations", "Recommendation"
        FIGURE = "figures", "Printed figure"
        JUDGMENT = "judgments", "Judgment of another inspectorate"
        MILESTONE = "milestones", "Step after publication"
        CASE_AUDIT = "case-audits", "Case grades"
        EQUATION = "equations", "Equation"
        INSPECTION = "inspection", "Inspection as a whole"
        THEME = "themes", "Theme"

    class State(models.TextChoices):
        """In the order a report passes through them; declined and mended close it."""

        NEW = "new", "New"
        ACCEPTED = "accepted", "Accepted, to be mended"
        DECLINED = "declined", "Declined"
        MENDED = "mended", "Mended"

    OPEN = (State.NEW, State.ACCEPTED)
    CLOSED = (State.DECLINED, State.MENDED)

    kind = models.CharField(max_length=16, choices=Kind)
    key = models.SlugField(max_length=100, blank=True)
    inspection_slug = models.SlugField("inspection", max_length=80, blank=True)
    edition = models.PositiveSmallIntegerField(null=True, blank=True)
    text = models.TextField("what is wrong", max_length=TEXT_LENGTH, validators=[MaxLengthValidator(TEXT_LENGTH)])
    contact = models.CharField(max_length=CONTACT_LENGTH, blank=True, help_text="Deleted when the report is closed.")
    reported_at = models.DateTimeField(auto_now_add=True)
    state = models.CharField(max_length=8, choices=State, default=State.NEW)
    note = models.TextField(
        "answer",
        blank=True,
        max_length=TEXT_LENGTH,
        validators=[MaxLengthValidator(TEXT_LENGTH)],
        help_text="What was found or done; needed to decline.",
    )
    handled_by = models.ForeignKey("inspections.Person", models.PROTECT, null=True, blank=True, related_name="+")
    handled_at = models.DateTimeField(null=True, blank=True)

    objects = ErrorReportQuerySet.as_manager()

    class Meta:
        ordering = ["-reported_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(text=""),
                name="%(app_label)s_%(class)s_says_something",
                violation_error_message="Say what is wrong.",
            ),
            models.CheckConstraint(
                condition=Q(kind="themes", inspection_slug="", edition__isnull=True)
                | (~Q(kind="themes") & ~Q(inspection_slug="") & Q(edition__isnull=False)),
                name="%(app_label)s_%(class)s_names_inspection_and_edition",
            ),
            models.CheckConstraint(
                condition=Q(kind="inspection", key="") | (~Q(kind="inspection") & ~Q(key="")),
                name="%(app_label)s_%(class)s_names_item",
            ),
            models.CheckConstraint(
                condition=Q(state="new", handled_by__isnull=True, handled_at__isnull=True)
                | (~Q(state="new") & Q(handled_by__isnull=False, handled_at__isnull=False)),
                name="%(app_label)s_%(class)s_answered_by_somebody",
                violation_error_message="An answer names who gave it and when; a new report has none.",
            ),
            models.CheckConstraint(
                condition=~Q(state="declined", note=""),
                name="%(app_label)s_%(class)s_declined_says_why",
                violation_error_message="Say why the report is declined.",
            ),
            models.CheckConstraint(
                condition=Q(contact="") | Q(state__in=["new", "accepted"]),
                name="%(app_label)s_%(class)s_closed_keeps_no_contact",
                violation_error_message="A closed report keeps no contact.",
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()} {self.key or self.inspection_slug}"

    @property
    def is_open(self):
        return self.state in self.OPEN
