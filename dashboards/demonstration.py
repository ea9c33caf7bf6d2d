"""Whether invented data is here: then every page says so, as any of them may show it or lead to it."""

from django.db import DatabaseError

from inspections.models import Force


def demonstration(request):
    """Asked only where a page is made of the common frame; one query."""
    return {"holds_invented": _holds_invented}


def _holds_invented():
    try:
        return Force.objects.filter(is_demo=True).exists()
    except DatabaseError:  # what is wrong with the database is said elsewhere
        return False
