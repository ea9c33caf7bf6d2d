"""Deleting in the admin: refused with a count where something rests on the row, without reading what does."""

from django.db import models


class CountedDeletion:
    """For admins of rows that others point to. Django itself reads and lists every one of those."""

    def get_deleted_objects(self, objs, request):
        """Counts of what rests on these rows, as Django lists protected objects; only where there is none, its own."""
        protected = [told for relation in _protecting(self.model) if (told := _count(relation, objs))]
        if protected:
            return [], {}, set(), protected
        return super().get_deleted_objects(objs, request)


def _protecting(model):
    """The relations by which other rows forbid that one of this model goes."""
    relations = model._meta.get_fields(include_hidden=True)
    return [
        relation
        for relation in relations
        if relation.auto_created
        and not relation.concrete
        and getattr(relation, "on_delete", None) in (models.PROTECT, models.RESTRICT)
    ]


def _count(relation, objs):
    """“1,234 inspections”, or nothing."""
    keys = [row.pk for row in objs]
    number = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": keys}).count()
    names = relation.related_model._meta
    return f"{number:,} {names.verbose_name if number == 1 else names.verbose_name_plural}" if number else ""
