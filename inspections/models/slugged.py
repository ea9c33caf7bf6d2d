"""What every row of reference data has: a slug that fixtures, documents and addresses name it by."""

from django.db import models

from inspections.record import Record


class SlugManager(models.Manager):
    """Finds a row by its slug, so that fixtures need no numbers."""

    def get_by_natural_key(self, slug):
        return self.get(slug=slug)


class FrameworkPartManager(models.Manager):
    """Finds a part of a framework (area, chapter, topic) by the framework's slug and its own."""

    def get_by_natural_key(self, framework, slug):
        return self.get(framework__slug=framework, slug=slug)


class FrameworkPart(models.Model):
    """An area, chapter or topic: it belongs to one framework and has a place in its order."""

    framework = models.ForeignKey("inspections.Framework", models.PROTECT, related_name="%(class)ss")
    slug = models.SlugField(max_length=80)
    name = models.CharField(max_length=200)
    order = models.PositiveSmallIntegerField()

    objects = FrameworkPartManager()
    history = Record(inherit=True)

    class Meta:
        abstract = True
        ordering = ["framework", "order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["framework", "slug"], name="%(app_label)s_%(class)s_slug_in_framework"),
            models.UniqueConstraint(fields=["framework", "order"], name="%(app_label)s_%(class)s_order_in_framework"),
        ]

    def __str__(self):
        return self.name

    def natural_key(self):
        return (self.framework.slug, self.slug)

    natural_key.dependencies = ["inspections.framework"]
