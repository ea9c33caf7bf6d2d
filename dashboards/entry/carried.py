"""What a new item begins with: the chapter and the place of the item that its author entered last.

A report is entered from its first page to its last, so that the next thing stands near the one before. What is carried
over stands in the form, where it is seen and changed; nothing of it is stored before the form is sent.
"""

from dataclasses import dataclass

from findings.documents.base import Locator
from findings.documents.edits import PARTS, item_of
from findings.documents.locator_text import text_of
from findings.models import Revision

LOOKED_BACK = 20  # acts of one person; a longer search costs more than typing the place again
GOES_ON = ("page", "section", "address")  # a paragraph or line is another one in the next item


@dataclass(frozen=True)
class Carried:
    """`chapter` and `where` are values of fields, "" where the last item has none."""

    chapter: str = ""
    where: str = ""


def carried_over(desk, person):
    """The Carried of the item that this person added last to the draft, as the draft says it today."""
    item = _added_last(desk, person)
    if item is None:
        return Carried()
    place = {name: getattr(item.locator, name) for name in GOES_ON if item.locator and getattr(item.locator, name)}
    return Carried(getattr(item, "chapter", None) or "", text_of(Locator(**place)) if place else "")


def _added_last(desk, person):
    own = Revision.objects.of(desk.inspection).filter(by=person, what=Revision.What.CHANGED)
    for changes in own.order_by("-pk").values_list("changes", flat=True)[:LOOKED_BACK]:
        added = [name.partition("/") for name, (before, _) in changes.items() if before is None and "/" in name]
        if len(added) != 1:  # a whole file, or no addition at all
            continue
        noun, _, key = added[0]
        item = item_of(desk.document, noun, key) if noun in PARTS else None
        if item is not None and hasattr(item, "locator"):
            return item
    return None
