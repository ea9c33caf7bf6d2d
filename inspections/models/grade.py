from django.db import models

from inspections.models.slugged import SlugManager
from inspections.record import Record


class GradeScale(models.Model):
    """An ordered set of grades. Grades of two scales never meet in a sum, a chart or a trend."""

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=120)
    note = models.TextField(blank=True)

    objects = SlugManager()
    history = Record()

    class Meta:
        ordering = ["slug"]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)


class Tone(models.TextChoices):
    """How a grade is coloured, best first; the order is relied on by the charts."""

    BEST = "best"
    GOOD = "good"
    FAIR = "fair"
    WEAK = "weak"
    POOR = "poor"


class GradeManager(models.Manager):
    def get_by_natural_key(self, scale, slug):
        return self.get(scale__slug=scale, slug=slug)


class Grade(models.Model):
    """One grade of one scale; `order` counts from 1 = best."""

    scale = models.ForeignKey(GradeScale, models.PROTECT, related_name="grades")
    slug = models.SlugField(max_length=40)
    name = models.CharField(max_length=60)
    order = models.PositiveSmallIntegerField()
    tone = models.CharField(max_length=10, choices=Tone)

    objects = GradeManager()
    history = Record()

    class Meta:
        ordering = ["scale", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["scale", "slug"], name="%(app_label)s_%(class)s_slug_in_scale"),
            models.UniqueConstraint(fields=["scale", "order"], name="%(app_label)s_%(class)s_order_in_scale"),
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.scale.slug, self.slug)

    natural_key.dependencies = ["inspections.gradescale"]
