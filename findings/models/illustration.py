from django.db import models

from findings.models.located import ChapterItem, Polarity, Wording
from findings.models.theme import Coding


class Illustration(ChapterItem):
    """One case that the report tells, kept short and sober. `is_labelled`: the report itself names its kind."""

    noun = "illustrations"

    class Kind(models.TextChoices):
        POSITIVE_PRACTICE = "positive-practice", "Positive practice"
        CASE_STUDY = "case-study", "Case study"

    kind = models.CharField(max_length=20, choices=Kind)
    is_labelled = models.BooleanField()
    finding = models.ForeignKey(
        "findings.Finding", models.SET_NULL, null=True, blank=True, related_name="illustrations"
    )
    polarity = models.CharField(max_length=10, choices=Polarity)
    summary = models.TextField()
    wording = models.CharField(max_length=12, choices=Wording)
    themes = models.ManyToManyField(
        "findings.Theme", through="findings.IllustrationTheme", related_name="illustrations"
    )

    class Meta(ChapterItem.Meta):
        pass


class IllustrationTheme(Coding):
    illustration = models.ForeignKey(Illustration, models.CASCADE, related_name="codings")

    class Meta(Coding.Meta):
        constraints = [
            models.UniqueConstraint(fields=["illustration", "theme"], name="findings_illustrationtheme_once")
        ]
