from django.db import models

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


class Theme(models.Model):
    """What analysts code findings with, so that the same practice meets under one name across forces."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=120, unique=True)
    group = models.CharField(max_length=20, choices=ThemeGroup)
    definition = models.TextField()
    order = models.PositiveSmallIntegerField(unique=True)

    objects = SlugManager()
    history = Record()

    class Meta:
        ordering = ["order", "pk"]

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
