"""Dates of promises and due dates as a calendar that a calendar program can subscribe to."""

from datetime import UTC

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe
from icalendar import Calendar, Event

from dashboards.pages.due_dates import asked_of, entries
from inspections.models import Force


@require_safe
def follow_up_calendar(request):
    forces = asked_of(request.GET)
    names = list(Force.objects.filter(slug__in=forces).order_by("name", "pk").values_list("name", flat=True))
    site = settings.SITE_ADDRESS or request.build_absolute_uri("/").rstrip("/")
    whole = Calendar()
    whole.add("prodid", "-//Child Protection Inspection Findings//Follow-up//EN")
    whole.add("version", "2.0")
    whole.add("method", "PUBLISH")
    whole.add("x-wr-calname", f"Child protection follow-up: {', '.join(names) or 'all forces'}")
    for entry in entries(forces):
        whole.add_component(_event(entry, site))
    response = HttpResponse(whole.to_ical(), content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = 'inline; filename="follow-up.ics"'
    return response


def _event(entry, site):
    """One all-day entry that blocks no time; the same data make the same bytes."""
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", entry.stamp.astimezone(UTC).replace(microsecond=0))
    event.add("dtstart", entry.on)
    event.add("summary", entry.title)
    event.add("description", entry.text)
    event.add("url", f"{site}{entry.path}")
    event.add("categories", [entry.category])
    event.add("sequence", entry.edition - 1)
    event.add("transp", "TRANSPARENT")
    return event
