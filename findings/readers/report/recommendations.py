"""Recommendations with their parts and timescales, wherever a section sets them out."""

import re
from dataclasses import dataclass, replace

from findings.readers.report.blocks import by_item, span
from findings.readers.report.case_themes import bare
from findings.readers.report.openings import OPENS
from findings.readers.report.reading import Doubt, Place
from findings.readers.report.timescales import Timescale, as_heading, timescale_in
from findings.readers.report.titles import areas_of, other_of
from findings.readers.report.unnamed import ASKS
from findings.readers.report.verdicts import VERDICT, verdict_in

_NUMBERED = re.compile(r"^recommendation\s*(?:no\.?\s*)?\d+\s*[:.\u2013\u2014-]?\s*", re.I)
_SHOULD = re.compile(
    r"^(?:(?:R|Rec\.? ?)?\d{1,2}(?:\.\d{1,2})?[.):]?\s+)?"
    r"(?:(?:[Ww]ithin|[Ww]ithout|[Aa]s soon|[Uu]rgently|[Bb]y|[Ww]ith|[Ii]n|[Ii]mmediately)\b[^,.]{0,40}?"
    r"(?:,\s*|\s*[:\u2013\u2014-]\s+|\s+))?"
    r"(?:[Tt]he (?:force|constabulary|chief constable|service|chief officers)"
    r"|[A-Z][\w&' -]{2,40}(?:Police|Constabulary))\b.{0,120}?"
    r"\b(?:should|must|needs? to)\b"
)
# Right under a title that announces recommendations, other words may stand before the force.
_ASKED_LATER = re.compile(
    r"^[A-Z][^.:;]{0,120}?\b(?:force|constabulary|Constabulary|Police|chief constable)\b"
    r"[^.:;]{0,80}?\b(?:should|must)\b"
)
_NEW = re.compile(r"\b(?:new|further|additional|our) recommendations?\b", re.I)
_LEADS = re.compile(r"\bfollowing(?: actions?| steps?)?\.$", re.I)  # what is asked for stands below
_LISTED = re.compile(r"^\d{1,2}[.)]\s+(?=\D)")
# In its own words a recommendation prints its timescale near its opening; later words may mean something else.
NEAR = 140


@dataclass(frozen=True)
class Part:
    """One listed item within a recommendation."""

    text: str
    place: Place


@dataclass(frozen=True)
class ReadRecommendation:
    """One recommendation as printed in one place."""

    chapter: str
    text: str
    parts: tuple[Part, ...]
    timescale: Timescale | None
    areas: tuple[str, ...]
    place: Place
    doubts: tuple[Doubt, ...] = ()
    restated: Place | None = None
    is_earlier: bool = False
    verdict: str | None = None

    @property
    def whole(self):
        return " ".join((self.text, *(part.text for part in self.parts)))


@dataclass
class _Open:
    """A recommendation while its blocks are being gathered."""

    blocks: list
    depth: int
    heading: Timescale | None
    is_earlier: bool
    after: list
    lead: object = None


class _Walk:
    """The state of a walk through the blocks of one section."""

    def __init__(self, section, areas, all_earlier):
        self.section, self.areas, self.all_earlier = section, areas, all_earlier
        self.everywhere = section.slug == "recommendations"
        self.inside, self.is_earlier = self.everywhere, all_earlier
        self.heading, self.current, self.found, self.taken = None, None, [], set()
        self.headed, self.lead = None, None  # blocks: the timescale over a list, the sentence that leads to it
        self.lead_at = None  # where the lead stands, if it was not taken yet

    def close(self):
        if self.current is not None:
            self.found.append(_made(self.section, self.current, self.areas))
        self.current = None

    def meet_heading(self, index, block):
        given, named = as_heading(block.text), other_of(block.text)
        if self.current is not None and self.current.is_earlier and VERDICT.search(block.text):
            self.current.after.append(block)  # "Status: met" on a line of its own
            self.taken.add(index)
            return
        self.close()
        if given is None:
            is_new = bool(_NEW.search(block.text))
            self.is_earlier = named == "earlier" or (self.all_earlier and not is_new)
            self.inside = (
                named in ("recommendations", "earlier")
                or self.everywhere
                or (is_new and "recommend" in block.text.lower())
            )
            self.heading = None
        else:
            self.heading, self.headed = given, block
        if self.inside:
            self.taken.add(index)

    def meet(self, index, block):
        given = as_heading(block.text) if self.inside else None
        if given is not None:
            self.close()
            self.heading, self.headed = given, block
        elif self.has_own_timescale(block):
            self.lead_on()
            self.close()
            self.current = _Open([block], -1, None, self.is_earlier, [], self.lead)
        elif _opens(block, self.inside, self.current):
            self.close()
            depth = block.depth if block.kind == "item" else -1
            self.current = _Open([block], depth, self.heading, self.is_earlier, [])
            self.inside = True
        elif self.current is not None and _belongs(block, self.current):
            is_listed = block.kind == "text" and _LISTED.match(block.text)
            self.current.blocks.append(replace(block, kind="item") if is_listed else block)
        elif self.current is None and self.inside and self.headed is None and self.lead and _LISTED.match(block.text):
            self.current = _Open([block], -1, self.heading, self.is_earlier, [], self.lead)
            self.take_lead()
        elif self.current is None and self.inside and self.headed is not None and _is_action(block):
            opening = [*([self.lead] if self.lead else []), replace(self.headed, kind="text")]
            self.current = _Open([*opening, replace(block, kind="item")], -1, self.heading, self.is_earlier, [])
            self.take_lead()
        elif self.current is not None and self.current.is_earlier and block.kind == "text":
            self.current.after.append(block)
        elif self.current is None and self.inside and block.kind == "text" and ASKS.search(block.text):
            self.lead, self.lead_at, self.headed = block, index, None
            return
        else:
            if self.current is not None:
                self.close()
                self.inside = self.everywhere
                self.heading = self.heading if self.everywhere else None
            return
        self.taken.add(index)

    def take_lead(self):
        if self.lead_at is not None:
            self.taken.add(self.lead_at)

    def has_own_timescale(self, block):
        """Whether a listed action opens with a timescale of its own, under a lead that has none."""
        own = timescale_in(_LISTED.sub("", block.text))
        if block.kind == "row" or own is None or own.at > 3 or self.current is None or self.heading is not None:
            return False
        if block.kind == "text" and not _LISTED.match(block.text):
            return False
        return self.current.lead is not None or self.is_lead_alone()

    def is_lead_alone(self):
        """Whether what is open is nothing but the sentence that leads to a list, without a timescale."""
        first = self.current.blocks[0]
        return len(self.current.blocks) == 1 and first.text.endswith(":") and timescale_in(first.text) is None

    def lead_on(self):
        """What was taken for a recommendation is the lead of those below it."""
        if self.current.lead is None:
            self.lead, self.lead_at, self.current = self.current.blocks[0], None, None


def read_recommendations(section, areas, *, all_earlier=False):
    """The recommendations of a section, and the indexes of the blocks that hold them.

    `all_earlier`: the report assesses what an earlier one recommended; only what is called new is its own.
    """
    walk = _Walk(section, areas, all_earlier)
    for index, block in enumerate(section.blocks):
        is_opening = OPENS.match(block.text) or (_NUMBERED.match(block.text) and other_of(block.text) != "earlier")
        if section.is_heading(index) and not is_opening:
            walk.meet_heading(index, block)
        else:
            walk.meet(index, block)
    walk.close()
    return tuple(walk.found), walk.taken


def _opens(block, inside, current):
    if block.kind == "row" or _LEADS.search(block.text):
        return False
    if OPENS.match(block.text) or _NUMBERED.match(block.text):
        return True
    if not inside:
        return False
    if current is None:
        return bool(_SHOULD.match(block.text) or _ASKED_LATER.match(block.text))
    # A second "the force should" of the same rank is a recommendation of its own.
    same_rank = current.depth == (block.depth if block.kind == "item" else -1)
    first = current.blocks[0].text
    return same_rank and not OPENS.match(first) and not _NUMBERED.match(first) and bool(_SHOULD.match(block.text))


def _belongs(block, current):
    """Items below the opening, and paragraphs that lead to further items or carry on a list."""
    if block.kind == "item":
        return current.depth == -1 or block.depth > current.depth
    if block.kind == "row":
        return False
    if _LISTED.match(block.text) and current.blocks[0].text.endswith(":"):
        return True
    return block.text.endswith(":") or block.text[:1].islower()


def _is_action(block):
    """What is to be done, listed under a timescale."""
    return block.kind == "item" or (block.kind == "text" and (block.text[:1].islower() or block.text.endswith(";")))


def _made(section, opened, areas):
    own = [block for block in opened.blocks if block.kind != "item" or block is opened.blocks[0]]
    listed = [block for block in opened.blocks if block not in own]
    groups = by_item(listed)
    parts = tuple(_part(group) for group in groups)
    text = " ".join(block.text for block in own)
    place = span(opened.blocks)
    timescale, doubts = _timescale(text, opened.heading, place)
    doubts = (*doubts, *(_about_inner_list(group) for group in groups if len(group) > 1))
    if opened.lead is not None:
        why = f"it stands under “{opened.lead.text}” ({opened.lead.place()}); its own words alone are taken"
        doubts = (*doubts, Doubt(place, "A recommendation in a list", why))
    elif opened.heading is not None and as_heading(own[-1].text):
        why = f"what is listed under “{own[-1].text}” is read as parts of one; they may be several"
        doubts = (*doubts, Doubt(place, "A recommendation under its timescale", why))
    named = tuple(areas_of(" ".join((text, *(part.text for part in parts))), areas))
    verdict = verdict_in([*opened.blocks, *opened.after]) if opened.is_earlier else None
    return ReadRecommendation(
        section.slug, text, parts, timescale, named, place, doubts, is_earlier=opened.is_earlier, verdict=verdict
    )


def _part(group):
    """An item with the items below it, which are no parts of their own."""
    first, *inner = group
    text = "\n".join((first.text if inner else bare(first.text), *(f"- {bare(block.text)}" for block in inner)))
    return Part(text, span(group))


def _about_inner_list(group):
    why = f"{len(group) - 1} items stand under it, set in deeper; they are read as belonging to it"
    return Doubt(span(group), "A part with a list of its own", why)


def _differ(one, other):
    """Two timescales without a name are compared as printed."""
    return one.slug != other.slug or (one.slug is None and one.as_printed.lower() != other.as_printed.lower())


def _timescale(text, heading, place):
    """The heading over the list decides; words in the sentence only where they stand near its opening."""
    own = timescale_in(text)
    own = own if own is not None and own.at <= NEAR else None
    doubts = []
    if heading is not None and own is not None and _differ(heading, own):
        why = f"the list is headed “{heading.as_printed}”, the sentence prints “{own.as_printed}”; the first is taken"
        doubts.append(Doubt(place, "The timescale of a recommendation", why))
    chosen = heading or own
    if chosen is None:
        doubts.append(Doubt(place, "A recommendation without a timescale", "none is printed with it"))
    elif chosen.slug is None:
        why = f"“{chosen.as_printed}” is none of the timescales that a document names; it is kept as printed"
        doubts.append(Doubt(place, "The timescale of a recommendation", why))
    return chosen, tuple(doubts)


def with_restated(recommendation, place, doubts):
    return replace(recommendation, restated=place, doubts=(*recommendation.doubts, *doubts))
