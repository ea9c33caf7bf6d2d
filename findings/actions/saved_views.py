"""Views of registers that people keep under a name. They concern nothing that is stored of inspections."""

from django.db import transaction

from inspections.models import SavedView
from inspections.models.saved_view import new_token


@transaction.atomic
def save_view(*, name, register, query, is_shared, by):
    """Keeps a view for the person. Raises ValidationError where the name is empty, too long or theirs already."""
    view = SavedView(owner=by, name=name.strip(), register=register, query=query, is_shared=is_shared)
    view.full_clean()
    view.save(force_insert=True)
    return view


@transaction.atomic
def change_view(view, *, name, is_shared, by):
    """Renames, shares or unshares a view of the person's own. Unshared, it gets another address."""
    row = SavedView.objects.select_for_update().get(pk=view.pk, owner=by)
    if row.is_shared and not is_shared:
        row.token = new_token()
    row.name, row.is_shared = name.strip(), is_shared
    row.full_clean()
    row.save()
    return row


@transaction.atomic
def remove_view(view, *, by):
    """Removes a view of the person's own."""
    SavedView.objects.get(pk=view.pk, owner=by).delete()
