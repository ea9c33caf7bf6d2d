from django.db import models
from django.db.models import F, Q
from django.utils import timezone

from inspections.addresses import address_of
from inspections.models.slugged import SlugManager
from inspections.record import Record


class ThemeGroup(models.TextChoices):
    """Where a theme stands in the coding frame, in the order of a case: leaders first, custody last."""

    LEADERSHIP = "leadership", "Leadership and organisation"
    RESPONSE = "response", "Responding to children"
    PARTNERS = "partners", "Working with partners"
    INVESTIGATION = "investigation", "Investigating"
    POWERS = "powers", "Powers to protect"
    CHILDREN = "children", "Relations with children"
    OFFENDERS = "offenders", "Managing offenders"
    CUSTODY = "custody", "Children in custody"


class ThemeManager(SlugManager):
    def current(self):
        """Those that are in use: neither merged nor retired."""
        return self.filter(retired_on__isnull=True)


class Theme(models.Model):
    """What analysts code findings with, so that the same practice meets under one name across forces.

    A theme that is merged into another or retired stays as a row: its address leads on, its slug is never given to
    another, and superseded editions still say it. Nothing of a current edition or draft is coded with it.
    """

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120, unique=True)
    group = models.CharField(max_length=20, choices=ThemeGroup)
    definition = models.TextField()
    order = models.PositiveSmallIntegerField(unique=True)
    retired_on = models.DateField(null=True, blank=True, editable=False, help_text="When it went out of use.")
    merged_into = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, editable=False, related_name="+", help_text="What took it over."
    )

    objects = ThemeManager()
    history = Record()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(merged_into=None) | Q(retired_on__isnull=False), name="findings_theme_merged_is_retired"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("id")), name="findings_theme_not_into_itself"
            ),
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)

    def get_absolute_url(self):
        return address_of("theme-detail", self.slug)


class Coding(models.Model):
    """A theme given to an item: by the document it came in (`coded_by` empty) or by a person, whose coding stays."""

    theme = models.ForeignKey(Theme, models.PROTECT, related_name="+")
    coded_by = models.ForeignKey("inspections.Person", models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        abstract = True
        ordering = ["theme__order", "pk"]


class WithdrawnTheme(models.Model):
    """A theme that a person took off an item of a published inspection: no document that is loaded brings it back."""

    moves_data_version = False

    inspection = models.ForeignKey("inspections.Inspection", models.CASCADE, related_name="withdrawn_themes")
    noun = models.CharField(max_length=20, help_text="findings, illustrations or recommendations")
    key = models.SlugField(max_length=120, help_text="The key of the item.")
    theme = models.ForeignKey(Theme, models.CASCADE, related_name="+")
    by = models.ForeignKey("inspections.Person", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["inspection", "noun", "key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "noun", "key", "theme"], name="findings_withdrawntheme_once")
        ]

    def __str__(self):
        return f"{self.theme} taken off {self.noun}/{self.key}"
