from django.db import models

from inspections.models.slugged import SlugManager
from inspections.record import Record


class GlossaryTerm(models.Model):
    """A term or abbreviation that a newcomer stumbles over, explained in our own words."""

    slug = models.SlugField(max_length=80, unique=True)
    term = models.CharField(max_length=120, unique=True)
    full_name = models.CharField(max_length=200, blank=True)
    definition = models.TextField()
    aliases = models.JSONField(default=list, blank=True)

    objects = SlugManager()
    history = Record()

    class Meta:
        ordering = ["slug", "pk"]

    def __str__(self):
        return self.term

    def natural_key(self):
        return (self.slug,)
