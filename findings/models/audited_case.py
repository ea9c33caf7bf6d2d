from django.db import models
from django.db.models import Q

from findings.models.case_audit import Sample

CASE_SAMPLES = (Sample.JOINT, Sample.ADDITIONAL)


class ReferredBack(models.TextChoices):
    """Whether HMICFRS sent the case back to the force for action; not known is not no."""

    NOT_KNOWN = "", "Not known"
    YES = "yes", "Yes"
    NO = "no", "No"


class CaseKind(models.Model):
    """What is known of a case but for its reference: the columns that single cases and their counts share.

    `force` repeats the inspection's, so that a force's cases are found without a join; a trigger keeps the two alike.
    A joint case has a grade from both, an additional one from HMICFRS alone.
    """

    inspection = models.ForeignKey("inspections.Inspection", models.PROTECT, related_name="%(class)ss", db_index=False)
    force = models.ForeignKey("inspections.Force", models.PROTECT, related_name="+", db_index=False)
    area = models.ForeignKey("inspections.Area", models.PROTECT, related_name="+", db_index=False)
    sample = models.CharField(max_length=12, choices=[(sample.value, sample.label) for sample in CASE_SAMPLES])
    force_grade = models.ForeignKey(
        "inspections.Grade", models.PROTECT, null=True, blank=True, related_name="+", db_index=False
    )
    hmicfrs_grade = models.ForeignKey("inspections.Grade", models.PROTECT, related_name="+", db_index=False)
    referred_back = models.CharField(max_length=3, choices=ReferredBack, blank=True)

    moves_data_version = False  # nothing of it is public

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(sample="joint", force_grade__isnull=False)
                | Q(sample="additional", force_grade__isnull=True),
                name="%(app_label)s_%(class)s_both_grade_joint_cases",
                violation_error_message="The force grades the joint cases, and no others.",
            ),
            models.CheckConstraint(
                condition=Q(referred_back__in=["", "yes", "no"]),
                name="%(app_label)s_%(class)s_referred_back_known",
                violation_error_message="A case was referred back (yes), was not (no), or it is not known.",
            ),
        ]


class AuditedCase(CaseKind):
    """A single audited case that an organisation holds itself. Never public, and without any text about a child.

    `load` is the load that added the row or changed it last. References are compared and ordered byte for byte on both
    engines, whatever the language of the database, so that all that begin alike stand together. Written by
    `findings.cases` alone, which keeps the counts (`CaseCount`) in the same transaction.
    """

    reference = models.CharField(max_length=40)
    load = models.ForeignKey("findings.CaseLoad", models.PROTECT, related_name="cases", db_index=False)

    class Meta(CaseKind.Meta):
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["force", "id"], name="findings_case_of_force"),
            models.Index(fields=["inspection", "id"], name="findings_case_of_inspection"),
            models.Index(fields=["reference", "id"], name="findings_case_by_reference"),
        ]
        constraints = [
            *CaseKind.Meta.constraints,
            models.UniqueConstraint(
                fields=["inspection", "reference"], name="%(app_label)s_%(class)s_reference_in_inspection"
            ),
            models.CheckConstraint(
                condition=~Q(reference=""),
                name="%(app_label)s_%(class)s_has_a_reference",
                violation_error_message="A case needs a reference.",
            ),
        ]

    def __str__(self):
        """Without the reference: what is printed somewhere by accident names no case."""
        return f"audited case {self.pk}"


class CaseCount(CaseKind):
    """How many cases of an inspection are alike in everything but their reference: the summary that pages read.

    A combination without cases has no row. Remade for an inspection by whatever changes its cases.
    """

    cases = models.PositiveIntegerField()

    class Meta(CaseKind.Meta):
        ordering = ["pk"]
        constraints = [
            *CaseKind.Meta.constraints,
            models.UniqueConstraint(
                fields=["inspection", "area", "sample", "force_grade", "hmicfrs_grade", "referred_back"],
                name="%(app_label)s_%(class)s_joint_once",
            ),
            models.UniqueConstraint(
                fields=["inspection", "area", "hmicfrs_grade", "referred_back"],
                condition=Q(force_grade__isnull=True),
                name="%(app_label)s_%(class)s_additional_once",
            ),
            models.CheckConstraint(condition=Q(cases__gte=1), name="%(app_label)s_%(class)s_of_some_cases"),
        ]

    def __str__(self):
        return f"{self.cases} cases alike"
