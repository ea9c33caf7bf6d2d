"""Rows that are kept for good: nothing in the application changes or deletes them, and the database refuses it."""

from django.db import models


class KeptForGoodError(Exception):
    """Somebody tried to change or delete what is kept for good."""


class KeptQuerySet(models.QuerySet):
    def update(self, **kwargs):
        raise KeptForGoodError(f"{self.model._meta.verbose_name_plural.capitalize()} are kept as they are.")

    def delete(self):
        raise KeptForGoodError(f"{self.model._meta.verbose_name_plural.capitalize()} are kept for good.")


class Kept(models.Model):
    """Written once: changing and deleting are refused here, and by triggers of the database (`inspections.kept`)."""

    is_kept = True

    objects = KeptQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        if not self._state.adding:
            raise KeptForGoodError(f"This {self._meta.verbose_name} is kept as it is.")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise KeptForGoodError(f"This {self._meta.verbose_name} is kept for good.")
