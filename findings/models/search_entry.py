from django.db import models
from django.db.models import Q
from django.urls import reverse


class SearchEntry(models.Model):
    """One thing that a search can find, and its text as the search reads it. Written by `findings.search.index` alone.

    `title` and `body` are shown. Words and phrases are looked for in `title_stems`, `body_stems` and `about_stems` (the
    names of force and areas), beginnings of words in `words`: forms of `findings.search.text`, never shown. What the
    engines keep over them is made by `findings.search.tables`.
    """

    class Kind(models.TextChoices):
        """In the order in which the page offers them."""

        FINDING = "finding", "Finding"
        RECOMMENDATION = "recommendation", "Recommendation"
        ILLUSTRATION = "illustration", "Illustration"
        FIGURE = "figure", "Figure"
        THEME = "theme", "Theme"
        GLOSSARY = "glossary", "Glossary"
        FORCE = "force", "Force"

    moves_data_version = False  # it follows what does

    kind = models.CharField(max_length=14, choices=Kind)
    key = models.SlugField(max_length=100, help_text="The item's key within its inspection, or the slug.")
    inspection = models.ForeignKey("inspections.Inspection", models.CASCADE, null=True, related_name="+")
    force = models.ForeignKey("inspections.Force", models.CASCADE, null=True, related_name="+")
    chapter = models.ForeignKey("inspections.Chapter", models.PROTECT, null=True, related_name="+")
    areas = models.TextField(blank=True, help_text="Slugs in their order, each between semicolons.")
    year = models.PositiveSmallIntegerField(null=True, help_text="The year of publication.")
    title = models.CharField(max_length=250, blank=True)
    body = models.TextField(blank=True)
    title_stems = models.TextField(blank=True)
    body_stems = models.TextField(blank=True)
    about_stems = models.TextField(blank=True)
    words = models.TextField(blank=True)

    class Meta:
        verbose_name_plural = "search entries"
        ordering = ["kind", "inspection", "key", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["inspection", "kind", "key"],
                condition=Q(inspection__isnull=False),
                name="%(app_label)s_%(class)s_item_once",
            ),
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(inspection__isnull=True),
                name="%(app_label)s_%(class)s_reference_once",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=["theme", "glossary", "force"], inspection__isnull=True)
                | (~Q(kind__in=["theme", "glossary", "force"]) & Q(inspection__isnull=False)),
                name="%(app_label)s_%(class)s_items_have_an_inspection",
            ),
        ]

    def __str__(self):
        return f"{self.kind}: {self.key}"

    @property
    def area_slugs(self):
        return [slug for slug in self.areas.split(";") if slug]

    def get_absolute_url(self):
        """The address of what was found."""
        if self.inspection_id:
            return f"{self.inspection.get_absolute_url()}{self.kind}s/{self.key}/"
        if self.kind == self.Kind.GLOSSARY:
            return f"{reverse('glossary')}#{self.key}"
        return reverse(f"{self.kind}-detail", args=[self.key])


class MatchedField(models.TextField):
    """The column that an FTS5 table has under its own name: it can be matched and never read."""


@MatchedField.register_lookup
class Fts5(models.Lookup):
    lookup_name = "fts5"

    def as_sql(self, compiler, connection):
        left, left_values = self.process_lhs(compiler, connection)
        right, right_values = self.process_rhs(compiler, connection)
        return f"{left} MATCH {right}", [*left_values, *right_values]


class FullText(models.Model):
    """The FTS5 table over SearchEntry: on SQLite only, and kept in step by its triggers.

    It is joined by its own row number, which is the entry's: its column `id` would be read from the entry each time.
    """

    entry = models.OneToOneField(
        SearchEntry, models.DO_NOTHING, primary_key=True, db_column="rowid", related_name="full_text"
    )
    matched = MatchedField(db_column="findings_fulltext")
    rank = models.FloatField()

    class Meta:
        managed = False
        db_table = "findings_fulltext"

    def __str__(self):
        return f"text of entry {self.pk}"
