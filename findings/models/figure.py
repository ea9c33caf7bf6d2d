from django.db import models
from django.db.models import F, Q

from findings.models.located import ChapterItem, Item
from inspections.models.inspection import Precision

# The unit of a share: what is printed with it is a number of hundredths, whatever its base.
PERCENT = "percent"


class ReportedFigure(ChapterItem):
    """Any other number that a report prints, with unit, qualifier and the date it holds for. `of`: a printed base."""

    noun = "figures"

    class Qualifier(models.TextChoices):
        ABOUT = "about", "about"
        MORE_THAN = "more-than", "more than"
        LESS_THAN = "less-than", "less than"
        AT_LEAST = "at-least", "at least"
        UP_TO = "up-to", "up to"

    figure = models.CharField(max_length=250)
    value = models.DecimalField(max_digits=15, decimal_places=3)
    value_to = models.DecimalField(max_digits=15, decimal_places=3, null=True, blank=True)
    of = models.DecimalField(max_digits=15, decimal_places=3, null=True, blank=True)
    unit = models.CharField(max_length=250)
    qualifier = models.CharField(max_length=10, choices=Qualifier, blank=True)
    as_of = models.DateField(null=True, blank=True)
    as_of_to = models.DateField(null=True, blank=True)
    as_of_precision = models.CharField(max_length=5, choices=Precision, blank=True)
    as_printed = models.CharField(max_length=250)

    class Meta(ChapterItem.Meta):
        constraints = [
            *ChapterItem.Meta.constraints,
            models.CheckConstraint(
                condition=Q(value_to__isnull=True) | Q(value_to__gte=F("value")),
                name="%(app_label)s_%(class)s_range_in_order",
                violation_error_message="The upper value must not be below the lower.",
            ),
            models.CheckConstraint(
                condition=Q(as_of_to__isnull=True) | Q(as_of_to__gte=F("as_of")),
                name="%(app_label)s_%(class)s_period_in_order",
            ),
        ]


class Equation(models.Model):
    """An equation between printed figures for the ledger: `whole` against the sum of `parts`."""

    class Relation(models.TextChoices):
        EQUALS = "equals", "equals"
        AT_MOST = "at-most", "at most"

    inspection = models.ForeignKey("inspections.Inspection", models.CASCADE, related_name="equations")
    key = models.SlugField(max_length=100)
    position = models.PositiveIntegerField()
    statement = models.CharField(max_length=250)
    whole = models.ForeignKey(ReportedFigure, models.CASCADE, related_name="+")
    parts = models.ManyToManyField(ReportedFigure, through="findings.EquationTerm", related_name="+")
    relation = models.CharField(max_length=8, choices=Relation, default=Relation.EQUALS)
    note = models.TextField(blank=True)

    class Meta:
        ordering = ["inspection", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "key"], name="%(app_label)s_%(class)s_key_in_inspection")
        ]

    def __str__(self):
        return self.statement


class EquationTerm(models.Model):
    """One summand of an equation, in the order printed; the same figure may stand in it twice."""

    equation = models.ForeignKey(Equation, models.CASCADE, related_name="terms")
    figure = models.ForeignKey(ReportedFigure, models.CASCADE, related_name="+")
    position = models.PositiveSmallIntegerField()

    class Meta:
        ordering = ["equation", "position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["equation", "position"], name="%(app_label)s_%(class)s_position_once")
        ]

    def __str__(self):
        return f"term {self.position} of {self.equation_id}"


class LocalAuthorityJudgment(Item):
    """Another inspectorate's grade of a local authority, kept apart from case grades whatever its words."""

    noun = "judgments"

    authority = models.CharField(max_length=250)
    inspectorate = models.CharField(max_length=250)
    subject = models.CharField(max_length=250)
    grade_as_printed = models.CharField(max_length=250)
    published_on = models.DateField()
    published_precision = models.CharField(max_length=5, choices=Precision)

    class Meta(Item.Meta):
        pass
