from django.db import models
from django.db.models import F, Q

from findings.models.located import Located, PublishedQuerySet


class Assessor(models.TextChoices):
    FORCE = "force", "The force"
    HMICFRS = "hmicfrs", "HMICFRS"


class Sample(models.TextChoices):
    """Areas, samples and headline are the same cases counted again: never summed together."""

    JOINT = "joint", "Joint sample"
    ADDITIONAL = "additional", "Additional cases"
    ALL = "all", "All cases"


class CaseAuditQuerySet(PublishedQuerySet):
    def graded_by(self, assessor):
        return self.filter(assessor=assessor)

    def whole_sample(self):
        return self.filter(area__isnull=True)

    def headlines(self):
        """HMICFRS on all cases of an inspection: the numbers a report opens with."""
        return self.whole_sample().filter(assessor=Assessor.HMICFRS, sample=Sample.ALL)


class CaseAudit(Located):
    """One counted set of audited cases: inspection × assessor × sample × area (no area: the whole sample).

    `printed_total` is empty where the report prints no total. An absent set is no row.
    """

    inspection = models.ForeignKey("inspections.Inspection", models.CASCADE, related_name="case_audits")
    assessor = models.CharField(max_length=8, choices=Assessor)
    sample = models.CharField(max_length=12, choices=Sample)
    area = models.ForeignKey("inspections.Area", models.PROTECT, null=True, blank=True, related_name="case_audits")
    scale = models.ForeignKey("inspections.GradeScale", models.PROTECT, related_name="case_audits")
    printed_total = models.PositiveIntegerField(null=True, blank=True)
    note = models.TextField(blank=True)
    position = models.PositiveIntegerField()

    objects = CaseAuditQuerySet.as_manager()

    class Meta:
        ordering = ["inspection", "position", "pk"]
        constraints = [
            *Located.Meta.constraints,
            models.UniqueConstraint(
                fields=["inspection", "assessor", "sample", "area"], name="%(app_label)s_%(class)s_area_once"
            ),
            models.UniqueConstraint(
                fields=["inspection", "assessor", "sample"],
                condition=Q(area__isnull=True),
                name="%(app_label)s_%(class)s_whole_sample_once",
                violation_error_message="This sample is counted already.",
            ),
            models.CheckConstraint(
                condition=~Q(assessor="force", sample="additional"),
                name="%(app_label)s_%(class)s_additional_by_hmicfrs",
                violation_error_message="The additional sample is assessed by HMICFRS alone.",
            ),
        ]

    def __str__(self):
        return self.key

    @property
    def key(self):
        area = f"-{self.area.slug}" if self.area_id else ""
        return f"{self.assessor}-{self.sample}{area}"

    @property
    def source(self):
        return self.place(self.inspection.text_edition)

    def get_absolute_url(self):
        return f"{self.inspection.get_absolute_url()}#case-audits-{self.key}"


class GradeCount(models.Model):
    """The cases of one set with one grade, or with a grade from `grade` to `grade_to` where a report lumps them.

    Zero is stored; a grade that the report leaves out has no row. That both grades are of the set's scale, and in its
    order, is kept by database triggers (migration 0003).
    """

    case_audit = models.ForeignKey(CaseAudit, models.CASCADE, related_name="counts")
    grade = models.ForeignKey("inspections.Grade", models.PROTECT, related_name="+")
    grade_to = models.ForeignKey("inspections.Grade", models.PROTECT, null=True, blank=True, related_name="+")
    cases = models.PositiveIntegerField()
    is_derived = models.BooleanField("is derived, not printed", default=False)

    class Meta:
        ordering = ["case_audit", "grade__order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["case_audit", "grade"], name="%(app_label)s_%(class)s_grade_once"),
            models.CheckConstraint(
                condition=Q(cases__gte=0),
                name="%(app_label)s_%(class)s_not_negative",
                violation_error_message="A count is never negative.",
            ),
            models.CheckConstraint(
                condition=Q(grade_to__isnull=True) | ~Q(grade_to=F("grade")),
                name="%(app_label)s_%(class)s_lumps_two",
                violation_error_message="A range of grades ends with another grade than it begins with.",
            ),
        ]

    def __str__(self):
        return f"{self.case_audit} {self.grade.slug}: {self.cases}"
