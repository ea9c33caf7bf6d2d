from django.db import models
from django.db.models import Q


class DataVersion(models.Model):
    """One row: the name of the state of everything that anyone may read, and how often it has moved.

    Triggers move it in the transaction of each change (`findings.data_version.triggers`); nothing else writes it. The
    name is drawn at random, so that two databases, or one that was restored, never share a name for different data.
    """

    number = models.PositiveBigIntegerField(default=0)
    name = models.CharField(max_length=32)

    class Meta:
        verbose_name = "data version"
        constraints = [models.CheckConstraint(condition=Q(pk=1), name="%(app_label)s_%(class)s_one_row")]

    def __str__(self):
        return self.name
