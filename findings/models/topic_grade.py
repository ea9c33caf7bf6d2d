from django.db import models

from findings.models.located import Located, PublishedQuerySet


class TopicGrade(Located):
    """The grade of one topic as a whole, under a framework that grades topics. Never pooled with case grades."""

    inspection = models.ForeignKey("inspections.Inspection", models.CASCADE, related_name="topic_grades")
    topic = models.ForeignKey("inspections.Topic", models.PROTECT, related_name="grades")
    grade = models.ForeignKey("inspections.Grade", models.PROTECT, related_name="+")
    note = models.TextField(blank=True)
    position = models.PositiveIntegerField()

    objects = PublishedQuerySet.as_manager()

    class Meta:
        ordering = ["inspection", "position", "pk"]
        constraints = [
            *Located.Meta.constraints,
            models.UniqueConstraint(fields=["inspection", "topic"], name="%(app_label)s_%(class)s_topic_once"),
        ]

    def __str__(self):
        return f"{self.topic}: {self.grade}"

    @property
    def source(self):
        return self.place(self.inspection.text_edition)
