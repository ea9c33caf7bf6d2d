from django.db import models

from findings.models.located import ChapterItem, Polarity, Wording
from findings.models.theme import Coding


class Finding(ChapterItem):
    """One thing the report says about the force's practice."""

    noun = "findings"

    class Kind(models.TextChoices):
        CASE_THEME = "case-theme", "Case theme"
        HEADED = "headed", "Under a heading"
        UNHEADED = "unheaded", "Outside a heading"
        MAIN = "main", "Main finding"
        CAUSE_OF_CONCERN = "cause-of-concern", "Cause of concern"
        AREA_FOR_IMPROVEMENT = "area-for-improvement", "Area for improvement"

    kind = models.CharField(max_length=24, choices=Kind)
    topic = models.ForeignKey("inspections.Topic", models.PROTECT, null=True, blank=True, related_name="findings")
    polarity = models.CharField(max_length=10, choices=Polarity)
    title = models.CharField(max_length=250, blank=True)
    summary = models.TextField()
    wording = models.CharField(max_length=12, choices=Wording)
    themes = models.ManyToManyField("findings.Theme", through="findings.FindingTheme", related_name="findings")

    class Meta(ChapterItem.Meta):
        pass


class FindingTheme(Coding):
    finding = models.ForeignKey(Finding, models.CASCADE, related_name="codings")

    class Meta(Coding.Meta):
        constraints = [models.UniqueConstraint(fields=["finding", "theme"], name="findings_findingtheme_once")]
