from django.contrib.auth.models import AbstractUser
from django.db import models

from inspections.record import Record


class Person(AbstractUser):
    """Somebody with an account. Reading needs none. Accounts are closed and never deleted."""

    link_issued_at = models.DateTimeField(null=True, blank=True, editable=False)

    history = Record(excluded_fields=["password", "last_login"], m2m_fields=["groups"])

    class Meta(AbstractUser.Meta):
        verbose_name = "person"
        verbose_name_plural = "people"
        permissions = [("manage_people", "Can invite people and give roles")]
