"""What a file of single cases says of itself: filters, order, time, the loads its cases come from, its columns."""

from django.conf import settings

from dashboards.registers.cases import COLUMNS
from findings.models import CaseLoad

NOTICE = (
    "Single cases are not public. They are for people who have the right to see them; nothing computed from them is "
    "published but by a publisher, on purpose."
)


def about(query, made_at, address=""):
    """`loads` are what a version of the data is elsewhere: the files that the cases came from, by their hashes."""
    filters = "; ".join(f"{name}: {', '.join(values)}" for name, values in query.filters.items())
    page = f"{settings.SITE_ADDRESS}/cases/?{query.query_string(after='', before='', size='')}".rstrip("?")
    return {
        "register": "Single cases",
        "address": address or page,
        "filters": filters or "none",
        "order": f"{query.sort[1:]}, descending" if query.sort.startswith("-") else query.sort,
        "made_at": made_at.isoformat(timespec="seconds"),
        "notice": NOTICE,
        "loads": [_told(load) for load in _loads(query)],
    }


def lines(query, made_at, address=""):
    """The same as `(what, text)`, with what every column means."""
    for what, text in about(query, made_at, address).items():
        for one in text if isinstance(text, list) else [text]:
            yield "comes from" if what == "loads" else what.replace("_", " "), one
    yield from COLUMNS.items()


def columns(names=COLUMNS):
    return [{"name": name, "meaning": COLUMNS[name]} for name in names]


def _loads(query):
    """The loads of the forces, inspections and loads that the filters name; a purged one has no cases."""
    found = CaseLoad.objects.filter(purged_at=None).select_related("inspection").order_by("pk")
    for name, column in (("force", "inspection__force_id"), ("inspection", "inspection_id"), ("load", "pk")):
        if name in query.chosen:
            found = found.filter(**{f"{column}__in": query.chosen[name]})
    return found


def _told(load):
    return (
        f"load {load.pk}, {load.loaded_at.date().isoformat()}: {load.inspection.slug}, {load.rows} rows of a file with "
        f"the SHA-256 {load.file_hash}"
    )
