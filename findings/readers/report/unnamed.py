"""Text under titles that nobody thought of: it is read all the same, in the chapter before it, and said to be so."""

import re
from dataclasses import replace

from findings.readers.report.openings import OPENS
from findings.readers.report.reading import Doubt
from findings.readers.report.timescales import as_heading
from findings.readers.report.titles import other_of

ASKS = re.compile(r"\b(?:should|must|recommend\w*|needs? to|following actions?)\b", re.I)
STEPS = "next-steps"
_NUMBERED = re.compile(r"^(?:recommendation|action)\s*(?:no\.?\s*)?(?:\d+|[a-z])\b", re.I)


def with_unnamed(sections, chapters, front):
    """(sections, doubts): what stands under an unknown title in front of all chapters, in a foreword, or after a list
    of recommendations or the closing steps, becomes a section of its own. `front`: the slug of the title page.
    """
    made, doubts, chapter = [], [], "introduction" if "introduction" in chapters else next(iter(chapters))
    for section in sections:
        if section.slug in chapters and section.slug != STEPS:
            chapter = section.slug
        is_front = section.slug in (front, "foreword")
        cut = _cut(section, is_front) if is_front or section.slug in ("recommendations", STEPS) else None
        if cut is None:
            made.append(section)
            continue
        first, rest = _parted(section, cut, chapter)
        made += [first, rest]
        why = "the title is not known; what stands under it is put into the chapter " + chapter.replace("-", " ")
        doubts.append(Doubt(rest.place, f"“{rest.title}”", why))
    return tuple(made), doubts


def _cut(section, is_front):
    """The index of the first title under which a text of its own begins, or None."""
    for index in sorted(section.headings):
        text = section.blocks[index].text
        if index + 1 >= len(section.blocks) or (is_front and index == 0):
            continue
        if as_heading(text) or other_of(text) or _NUMBERED.match(text) or OPENS.match(text):
            continue
        following = section.blocks[index + 1]
        is_body = following.kind in ("item", "row") or len(following.text) > 60
        if is_body and following.text.rstrip().endswith((".", ":", ";")) and (is_front or not _asks(following)):
            return index
        if is_front and following.kind in ("item", "row"):
            return index
    return None


def _asks(block):
    return bool(ASKS.search(block.text)) or block.kind == "item"


def _parted(section, cut, chapter):
    first = replace(
        section, blocks=section.blocks[:cut], headings=frozenset(index for index in section.headings if index < cut)
    )
    rest = replace(
        section,
        slug=chapter,
        title=section.blocks[cut].text,
        blocks=section.blocks[cut + 1 :],
        start=section.start + cut + 1,
        headings=frozenset(index - cut - 1 for index in section.headings if index > cut),
        place=section.blocks[cut].place(),
    )
    return first, rest
