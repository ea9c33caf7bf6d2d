"""What was published or corrected, newest first, for those who follow it in a feed reader."""

from datetime import datetime, time

from django.contrib.syndication.views import Feed
from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed

from inspections.models import Inspection


class RecentInspections(Feed):
    feed_type = Atom1Feed
    title = "Child Protection Inspection Findings: published and changed"
    link = "/inspections/"
    subtitle = "Inspections that were added here, and new editions of those that were corrected."

    def items(self):
        rows = Inspection.objects.published().select_related("force")
        return rows.order_by("-changed_at", "slug")[:30]

    def item_title(self, item):
        return f"{item.title} (edition {item.edition})" if item.edition > 1 else item.title

    def item_description(self, item):
        return item.edition_note or item.abstract

    def item_updateddate(self, item):
        return item.changed_at

    def item_pubdate(self, item):
        return timezone.make_aware(datetime.combine(item.published_on, time()))
