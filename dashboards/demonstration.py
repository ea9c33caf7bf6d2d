"""Whether invented data is here: then every page says so, as any of them may show it or lead to it."""

from django.db import DatabaseError

from findings.data_version.kept_values import KeptValues
from inspections.models import Force

KEPT = KeptValues(2)


def demonstration(request):
    """Asked only where a page is made of the common frame; kept for as long as the data stays."""
    return {"holds_invented": _holds_invented}


def _holds_invented():
    try:
        return KEPT.get("holds invented", Force.objects.filter(is_demo=True).exists)
    except DatabaseError:  # what is wrong with the database is said elsewhere
        return False
