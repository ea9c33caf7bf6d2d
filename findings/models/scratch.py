from django.db import models
from django.utils import timezone


class Scratch(models.Model):
    """What a person has typed into a form of the desk and not saved: theirs alone, never public, and no history.

    `fields` are pairs of name and value in the order of the form; a name may stand there more than once.
    """

    moves_data_version = False

    person = models.ForeignKey("inspections.Person", models.CASCADE, related_name="+")
    address = models.CharField(max_length=250, help_text="The address of the form's page.")
    fields = models.JSONField(default=list)
    changed_at = models.DateTimeField(default=timezone.now, db_index=True)

    class Meta:
        ordering = ["pk"]
        verbose_name_plural = "scratches"
        constraints = [
            models.UniqueConstraint(fields=["person", "address"], name="%(app_label)s_%(class)s_one_of_a_form"),
            models.CheckConstraint(condition=~models.Q(address=""), name="%(app_label)s_%(class)s_is_of_a_form"),
        ]

    def __str__(self):
        return f"unsaved text of {self.address}"
