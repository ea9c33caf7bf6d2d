"""What every item of an inspection shares: a key, a place in the order, a place in the report, a wording."""

from django.db import models
from django.db.models import F, ProtectedError, Q
from django.db.models.signals import pre_delete
from django.dispatch import receiver


class Wording(models.TextChoices):
    """Whether a text is ours or the report's."""

    OWN = "own words"
    PRINTED = "as printed"


class Polarity(models.TextChoices):
    """What a finding says of the force's practice."""

    STRENGTH = "strength", "Strength"
    CONCERN = "concern", "Concern"
    MIXED = "mixed", "Mixed"


class Located(models.Model):
    """A place in the report: lines of a named text edition, printed page, paragraph, a pointer, or an address."""

    line = models.PositiveIntegerField(null=True, blank=True)
    line_to = models.PositiveIntegerField(null=True, blank=True)
    page = models.PositiveIntegerField(null=True, blank=True)
    paragraph = models.PositiveIntegerField(null=True, blank=True)
    section = models.CharField(max_length=250, blank=True)
    place_address = models.URLField(max_length=500, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(line_to__isnull=True) | Q(line__isnull=False, line_to__gte=F("line")),
                name="%(app_label)s_%(class)s_lines_in_order",
                violation_error_message="The last line must come with the first and not before it.",
            ),
        ]

    def place(self, text_edition):
        """The place in words, as pages and exports print it: "lines 245–246 of dorset-2021.txt"."""
        parts = []
        if self.line:
            several = self.line_to and self.line_to != self.line
            lines = f"lines {self.line}–{self.line_to}" if several else f"line {self.line}"
            parts.append(f"{lines} of {text_edition or 'the report'}")
        if self.page:
            parts.append(f"page {self.page}")
        if self.paragraph:
            parts.append(f"paragraph {self.paragraph}")
        if self.section:
            parts.append(self.section)
        if self.place_address:
            parts.append(self.place_address)
        return "; ".join(parts)


class PublishedQuerySet(models.QuerySet):
    def published(self):
        """Rows of current public editions only."""
        return self.filter(inspection__state="published")


class Item(Located):
    """Something an inspection says, known by a key that is stable within the inspection."""

    inspection = models.ForeignKey("inspections.Inspection", models.CASCADE, related_name="%(class)ss")
    key = models.SlugField(max_length=100)
    position = models.PositiveIntegerField(help_text="Counts from 1 in the order of the report.")
    note = models.TextField(blank=True)

    noun = ""  # as the address names it

    objects = PublishedQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["inspection", "position", "pk"]
        constraints = [
            *Located.Meta.constraints,
            models.UniqueConstraint(fields=["inspection", "key"], name="%(app_label)s_%(class)s_key_in_inspection"),
        ]

    def __str__(self):
        return self.key

    @property
    def source(self):
        return self.place(self.inspection.text_edition)

    def get_absolute_url(self):
        """The permalink: the item on a page of its own, at an address made of slug, noun and key."""
        return f"{self.inspection.get_absolute_url()}{self.noun}/{self.key}/"

    @property
    def handle(self):
        """How a list names the item, whatever its edition: "dorset-2021/recommendations/rec-investigations"."""
        return f"{self.inspection.slug}/{self.noun}/{self.key}"

    def get_place_url(self):
        """The item among its neighbours, on the inspection's page."""
        return f"{self.inspection.get_absolute_url()}#{self.noun}-{self.key}"


class ChapterItem(Item):
    """An item that stands in a chapter and may speak of areas."""

    chapter = models.ForeignKey("inspections.Chapter", models.PROTECT, related_name="+")
    areas = models.ManyToManyField("inspections.Area", blank=True, related_name="%(class)ss")

    class Meta(Item.Meta):
        abstract = True


@receiver(pre_delete, sender="inspections.Area")
def protect_area(sender, instance, **kwargs):
    """Refuses to delete an area that any item speaks of: Django would drop a many-to-many link without a word."""
    for model in ChapterItem.__subclasses__():
        items = model.objects.filter(areas=instance)
        if items.exists():
            raise ProtectedError(f"The area {instance} is named by {model._meta.verbose_name_plural}.", set(items))
