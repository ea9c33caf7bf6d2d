from django.db import models
from django.db.models import Q

from findings.models.located import ChapterItem, Located, Wording
from findings.models.theme import Coding
from inspections.models.inspection import Precision


class Timescale(models.TextChoices):
    """How soon after publication, soonest first; the order is relied on by the register."""

    IMMEDIATELY = "immediately", "Immediately"
    THREE_MONTHS = "three-months", "Within three months"
    SIX_MONTHS = "six-months", "Within six months"


MONTHS = {Timescale.IMMEDIATELY: 0, Timescale.THREE_MONTHS: 3, Timescale.SIX_MONTHS: 6}


class Recommendation(ChapterItem):
    """What the inspectorate asks the force to do. `restated_line`: where the report prints it a second time."""

    class Kind(models.TextChoices):
        """Reports of 2014 to 2023 make recommendations that stand alone; later ones tie some to a cause of concern."""

        STANDALONE = "standalone", "Standing alone"
        CAUSE_OF_CONCERN = "cause-of-concern", "For a cause of concern"

    noun = "recommendations"

    kind = models.CharField(max_length=20, choices=Kind, default=Kind.STANDALONE)

    number = models.PositiveSmallIntegerField()
    timescale = models.CharField(max_length=14, choices=Timescale, blank=True)
    timescale_as_printed = models.CharField(max_length=250, blank=True)
    text = models.TextField()
    wording = models.CharField(max_length=12, choices=Wording)
    restated_line = models.PositiveIntegerField(null=True, blank=True)
    restated_line_to = models.PositiveIntegerField(null=True, blank=True)
    answers = models.ManyToManyField("findings.Finding", blank=True, related_name="recommendations")
    themes = models.ManyToManyField(
        "findings.Theme", through="findings.RecommendationTheme", related_name="recommendations"
    )

    class Meta(ChapterItem.Meta):
        ordering = ["inspection", "number", "pk"]
        constraints = [
            *ChapterItem.Meta.constraints,
            models.UniqueConstraint(fields=["inspection", "number"], name="%(app_label)s_%(class)s_number_once"),
            models.CheckConstraint(condition=Q(number__gte=1), name="%(app_label)s_%(class)s_number_from_1"),
        ]


class RecommendationTheme(Coding):
    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="codings")

    class Meta(Coding.Meta):
        constraints = [
            models.UniqueConstraint(fields=["recommendation", "theme"], name="findings_recommendationtheme_once")
        ]


class RecommendationPart(Located):
    """One listed item of a recommendation; its wording is the recommendation's."""

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="parts")
    key = models.SlugField(max_length=100)
    position = models.PositiveSmallIntegerField()
    text = models.TextField()

    class Meta:
        ordering = ["recommendation", "position", "pk"]
        constraints = [
            *Located.Meta.constraints,
            models.UniqueConstraint(fields=["recommendation", "key"], name="%(app_label)s_%(class)s_key_once"),
        ]

    def __str__(self):
        return self.key


class ClaimQuerySet(models.QuerySet):
    def published(self):
        return self.filter(recommendation__inspection__state="published")


class Claim(models.Model):
    """What one voice said on one day had become of a recommendation. `entered_by` empty: it came in a document."""

    class Voice(models.TextChoices):
        FORCE = "force", "The force"
        HMICFRS = "hmicfrs", "HMICFRS"
        COMMISSIONER = "commissioner", "The commissioner"

    class State(models.TextChoices):
        """In the order of progress; only an inspectorate's claim closes."""

        ACCEPTED = "accepted", "Accepted"
        ACTION_REPORTED = "action-reported", "Action reported"
        AWAITING_SIGN_OFF = "awaiting-sign-off", "Awaiting sign-off"
        MET = "met", "Met"
        PARTLY_MET = "partly-met", "Partly met"
        NOT_MET = "not-met", "Not met"
        SUPERSEDED = "superseded", "Superseded"
        CLOSED = "closed", "Closed"

    recommendation = models.ForeignKey(Recommendation, models.CASCADE, related_name="claims")
    voice = models.CharField(max_length=14, choices=Voice)
    state = models.CharField(max_length=20, choices=State)
    on = models.DateField()
    precision = models.CharField(max_length=5, choices=Precision, default=Precision.DAY)
    note = models.TextField(blank=True)
    source = models.CharField(max_length=250)
    entered_by = models.ForeignKey("inspections.Person", models.PROTECT, null=True, blank=True, related_name="+")

    objects = ClaimQuerySet.as_manager()

    class Meta:
        ordering = ["recommendation", "on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="closed") | Q(voice="hmicfrs"),
                name="%(app_label)s_%(class)s_only_hmicfrs_closes",
                violation_error_message="Only the inspectorate closes a recommendation.",
            ),
            models.CheckConstraint(condition=~Q(source=""), name="%(app_label)s_%(class)s_has_a_source"),
        ]

    def __str__(self):
        return f"{self.get_voice_display()}: {self.get_state_display()}"
