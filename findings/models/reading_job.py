from django.db import models
from django.db.models import Q
from django.db.models.functions import Now
from django.utils import timezone

MOST_ATTEMPTS = 3


class ReadingJobQuerySet(models.QuerySet):
    def of(self, person):
        """What this person sent, newest first."""
        return self.filter(started_by=person).order_by("-pk")


class ReadingJob(models.Model):
    """One published report that somebody sent to be read, and how far that is. Never public.

    The file lies beside it (ReadingFile), and what was read (ReadingResult): this row is written again and again while
    the work runs, and stays small. `lease` names the worker that holds a running job: only who holds it writes to it.
    `accepted_slug` names the inspection that a draft was made of, also when the draft is a published edition by now.
    Where the file was deleted, and what was read with it, this row stays; without `deleted_by` it was old, and unused.
    """

    class State(models.TextChoices):
        """A job waits, runs, and ends in one of the others; a person may let it wait again."""

        WAITING = "waiting", "Waiting"
        RUNNING = "running", "Being read"
        DONE = "done", "Read"
        REFUSED = "refused", "No such report"
        FAILED = "failed", "Failed"
        CANCELLED = "cancelled", "Cancelled"

    OPEN = (State.WAITING, State.RUNNING)
    STOPPED = (State.REFUSED, State.FAILED, State.CANCELLED)

    name = models.CharField("name of the file", max_length=150)
    size = models.PositiveIntegerField("bytes")
    sha256 = models.CharField("SHA-256 of the file", max_length=64)
    started_by = models.ForeignKey("inspections.Person", models.PROTECT, related_name="+")
    started_at = models.DateTimeField(default=timezone.now)
    waits_since = models.DateTimeField("when it began to wait, the last time", default=timezone.now, db_default=Now())
    state = models.CharField(max_length=9, choices=State, default=State.WAITING)
    stage = models.CharField(max_length=100, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    message = models.CharField("why it ended without a result", max_length=500, blank=True)
    lease = models.CharField(max_length=16, blank=True)
    heartbeat = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    draft = models.ForeignKey("inspections.Inspection", models.SET_NULL, null=True, blank=True, related_name="+")
    accepted_slug = models.SlugField(max_length=80, blank=True)
    accepted_at = models.DateTimeField(null=True, blank=True)
    deleted_at = models.DateTimeField("when the file was deleted", null=True, blank=True)
    deleted_by = models.ForeignKey("inspections.Person", models.PROTECT, null=True, blank=True, related_name="+")

    moves_data_version = False  # nothing of it is public

    objects = ReadingJobQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["state", "id"], name="findings_readingjob_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=(Q(state="running", heartbeat__isnull=False) & ~Q(lease=""))
                | (~Q(state="running") & Q(lease="", heartbeat__isnull=True)),
                name="%(app_label)s_%(class)s_running_is_held",
                violation_error_message="A running job is held by a worker, any other by none.",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["refused", "failed"], message=""),
                name="%(app_label)s_%(class)s_says_why_it_ended",
                violation_error_message="Say why nothing was read.",
            ),
            models.CheckConstraint(
                condition=Q(accepted_slug="", accepted_at__isnull=True)
                | (Q(state="done", accepted_at__isnull=False) & ~Q(accepted_slug="")),
                name="%(app_label)s_%(class)s_accepted_was_read",
                violation_error_message="Only what was read is accepted, at a time and as an inspection.",
            ),
            models.CheckConstraint(
                condition=Q(deleted_at__isnull=True, deleted_by__isnull=True)
                | (Q(deleted_at__isnull=False) & ~Q(state__in=["waiting", "running"])),
                name="%(app_label)s_%(class)s_deleted_is_over",
                violation_error_message="Only the file of a reading that has ended is deleted, at a time.",
            ),
            models.CheckConstraint(
                condition=Q(percent__lte=100, attempts__lte=MOST_ATTEMPTS, size__gte=1),
                name="%(app_label)s_%(class)s_within_bounds",
            ),
        ]

    def __str__(self):
        return self.name

    @property
    def is_open(self):
        return self.state in self.OPEN

    @property
    def is_stopped(self):
        return self.state in self.STOPPED


class ReadingFile(models.Model):
    """The bytes of a report as they were sent."""

    job = models.OneToOneField(ReadingJob, models.CASCADE, primary_key=True, related_name="file")
    content = models.BinaryField()

    moves_data_version = False  # nothing of it is public

    def __str__(self):
        return f"file of reading {self.pk}"
