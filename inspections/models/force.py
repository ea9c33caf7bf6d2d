from django.db import models
from django.db.models import Q

from inspections.addresses import address_of
from inspections.models.slugged import SlugManager
from inspections.record import Record


class Nation(models.TextChoices):
    ENGLAND = "England"
    WALES = "Wales"


class Force(models.Model):
    """One of the 43 territorial police forces of England and Wales, or an invented one marked as a demonstration."""

    slug = models.SlugField(max_length=80, unique=True)
    name = models.CharField(max_length=100, unique=True)
    official_name = models.CharField(max_length=150, help_text="A display name; not from an official list.")
    region = models.CharField(max_length=60)
    nation = models.CharField(max_length=10, choices=Nation)
    ons_code = models.CharField("ONS code", max_length=9, blank=True)
    aliases = models.JSONField(default=list, blank=True, help_text="Other names by which reports call the force.")
    note = models.TextField(blank=True)
    is_demo = models.BooleanField("is a demonstration", default=False, help_text="An invented force, never a real one.")

    objects = SlugManager()
    history = Record()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["ons_code"], condition=~Q(ons_code=""), name="%(app_label)s_%(class)s_ons_code_once"
            ),
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)

    def get_absolute_url(self):
        return address_of("force-detail", self.slug)
