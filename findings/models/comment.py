from django.db import models
from django.db.models import Q
from django.utils import timezone


class Comment(models.Model):
    """What a second person asks of a draft: about one item (`noun` and `key`) or about the whole. Never public.

    What somebody says to a comment is a comment too, which `answers` it; only the first of them is settled.
    """

    moves_data_version = False

    row = models.BigIntegerField(db_index=True, help_text="The id of the inspection's row; the comment outlives it.")
    slug = models.SlugField(max_length=80)
    edition = models.PositiveSmallIntegerField()
    noun = models.CharField(max_length=20, blank=True)
    key = models.CharField(max_length=250, blank=True)
    text = models.TextField()
    by = models.ForeignKey("inspections.Person", models.PROTECT, related_name="+")
    answers = models.ForeignKey("self", models.PROTECT, null=True, blank=True, related_name="said_to_it")
    at = models.DateTimeField(default=timezone.now)
    settled_by = models.ForeignKey("inspections.Person", models.PROTECT, null=True, blank=True, related_name="+")
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=~Q(text=""), name="%(app_label)s_%(class)s_says_something"),
            models.CheckConstraint(
                condition=Q(settled_by__isnull=True, settled_at__isnull=True)
                | Q(settled_by__isnull=False, settled_at__isnull=False),
                name="%(app_label)s_%(class)s_settled_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(answers__isnull=True) | Q(settled_at__isnull=True, noun="", key=""),
                name="%(app_label)s_%(class)s_answers_are_not_settled",
            ),
        ]

    def __str__(self):
        return f"comment {self.pk} on {self.slug}"
