from django.db import models
from django.db.models import Q

from inspections.models.grade import GradeScale
from inspections.models.slugged import SlugManager
from inspections.record import Record


class Framework(models.Model):
    """An edition of the inspectorate's rules: what is graded, on which scale, in which areas and chapters.

    Numbers of two frameworks are never pooled or put into one trend.
    """

    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=150)
    order = models.PositiveSmallIntegerField(unique=True)
    case_scale = models.ForeignKey(GradeScale, models.PROTECT, null=True, blank=True, related_name="+")
    topic_scale = models.ForeignKey(GradeScale, models.PROTECT, null=True, blank=True, related_name="+")
    introduced = models.CharField(max_length=60, blank=True)
    note = models.TextField(blank=True)

    objects = SlugManager()
    history = Record()

    class Meta:
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(case_scale__isnull=False) | Q(topic_scale__isnull=False),
                name="%(app_label)s_%(class)s_grades_something",
                violation_error_message="A framework grades cases or topics: give at least one scale.",
            ),
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.slug,)

    natural_key.dependencies = ["inspections.gradescale"]
