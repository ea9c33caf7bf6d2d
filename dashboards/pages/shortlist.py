"""A person's list of findings and recommendations. It lives in the address of its page and nowhere on the server."""

import re
from dataclasses import dataclass
from urllib.parse import quote

from dashboards.pages.asked import Asked
from dashboards.registers.query import RefusedQuery, nearest
from findings.models import Finding, Recommendation

MOST = 100
NOUNS = {model.noun: model for model in (Finding, Recommendation)}
PREFETCHED = {"findings": ("areas", "themes", "recommendations__inspection"), "recommendations": ("parts", "claims")}
NAMED = re.compile(
    r"(?:https?://[^/]+)?(?:/?inspections/)?(?P<inspection>[-\w]+)(?:/editions/\d+)?"
    r"/(?:#(?P<place>findings|recommendations)-|(?P<noun>findings|recommendations)/)(?P<key>[-\w]+)/?(?:[?#].*)?",
    re.ASCII,
)


@dataclass(frozen=True)
class Entry:
    """One item on the list; `without`: the address of the list without it."""

    item: Finding | Recommendation
    asked: Asked | None
    without: str

    @property
    def noun(self):
        return self.item.noun


@dataclass(frozen=True)
class Shortlist:
    """`unknown`: what was asked for and is not here, as it was written; `left_out`: how many are beyond the limit."""

    entries: tuple[Entry, ...]
    unknown: tuple[str, ...]
    left_out: int

    @property
    def address(self):
        return address_of(self.handles)

    @property
    def handles(self):
        return [entry.item.handle for entry in self.entries]


def handle_of(text):
    """The name of an item from whatever a person may paste: its name, its address, or its place on a page; or None."""
    found = NAMED.fullmatch(text)
    return f"{found['inspection']}/{found['noun'] or found['place']}/{found['key']}" if found else None


def address_of(handles):
    """The address of a list of items, named as `Item.handle` names them."""
    query = "&".join(f"item={quote(handle)}" for handle in handles)
    return f"/shortlist/?{query}" if query else "/shortlist/"


def shortlist_of(items):
    """The address of a list of these items; nothing where there are none or more than a list holds."""
    return address_of([item.handle for item in items]) if 0 < len(items) <= MOST else ""


def asked_of(parameters):
    """What was put on the list, in order, each once, as it was written. Any parameter but `item` is refused."""
    sentences = [
        f"“{name}” is no parameter of this page.{nearest(name, ['item'])}" for name in parameters if name != "item"
    ]
    if sentences:
        raise RefusedQuery(sentences)
    return list(dict.fromkeys(value.strip() for value in parameters.getlist("item") if value.strip()))


def shortlist(asked, on):
    """The list on a day. What is not here is named and loses nothing else; two queries a noun and its links."""
    handles = list(dict.fromkeys(handle_of(text) or text for text in asked))
    kept = handles[:MOST]
    found = _found([handle for handle in kept if NAMED.fullmatch(handle)])
    known = [handle for handle in kept if handle in found]
    entries = tuple(
        Entry(
            found[handle],
            Asked.of(found[handle], on) if found[handle].noun == "recommendations" else None,
            address_of([other for other in known if other != handle]),
        )
        for handle in known
    )
    unknown = tuple(handle[:120] for handle in kept if handle not in found)
    return Shortlist(entries, unknown, len(handles) - len(kept))


def _found(handles):
    """Handle -> item of a current public edition."""
    found = {}
    for noun, model in NOUNS.items():
        wanted = [handle.split("/") for handle in handles if handle.split("/")[1] == noun]
        rows = model.objects.published().filter(
            inspection__slug__in={slug for slug, _, _ in wanted}, key__in={key for _, _, key in wanted}
        )
        rows = rows.select_related("inspection__force", "chapter").prefetch_related(*PREFETCHED[noun])
        found |= {row.handle: row for row in rows if row.handle in handles}
    return found
