"""Sections by title: not by number and not by place, so that reordered and unnumbered reports are read alike."""

from dataclasses import dataclass

from findings.readers.report.blocks import Block
from findings.readers.report.grades import counts_in, grades_in, listed_count
from findings.readers.report.headings import Headings, contents_title
from findings.readers.report.openings import OPENS
from findings.readers.report.reading import Doubt, Place
from findings.readers.report.titles import chapter_of, has_grade, other_of, unnumbered
from findings.readers.report.unnamed import with_unnamed

FRONT = "front"
# Chapters that stand apart from what the inspection found on the ground.
BACKGROUND = frozenset({"summary", "introduction", "context", "case-file-analysis", "conclusion", "next-steps"})


@dataclass(frozen=True)
class Section:
    """A chapter (`slug` of the framework), or `front`, `foreword`, `contents`, `annex` or `recommendations`.

    `start` is the index of the first block among all blocks; `headings` are indexes into `blocks`.
    """

    slug: str
    title: str
    blocks: tuple[Block, ...]
    start: int
    headings: frozenset
    place: Place | None

    @property
    def is_findings(self):
        return self.slug not in BACKGROUND and self.slug not in APART

    def is_heading(self, index):
        return index in self.headings


# Where a list of recommendations is one of its own and belongs to no chapter.
CLOSING = frozenset({FRONT, "foreword", "conclusion", "next-steps", "annex"})
APART = frozenset({FRONT, "foreword", "contents", "annex", "recommendations"})


def read_sections(clean_text, chapters):
    """The sections in the order of the report, and doubts about titles."""
    is_heading = Headings(clean_text, chapters)
    blocks = clean_text.blocks
    heads = [index for index in range(len(blocks)) if is_heading(index)]
    skipped = _contents(blocks, set(heads), chapters)
    starts, doubts = _starts(blocks, [index for index in heads if index not in skipped], chapters)
    sections = []
    bounds = [(0, FRONT), *starts, (len(blocks), None)]
    for (start, slug), (end, _) in zip(bounds, bounds[1:], strict=False):
        first = start if slug == FRONT else start + 1
        kept = [index for index in range(first, end) if index not in skipped]
        title = "" if slug == FRONT else unnumbered(blocks[start].text)[0]
        marks = frozenset(place for place, index in enumerate(kept) if index in set(heads))
        place = None if slug == FRONT else blocks[start].place()
        sections.append(Section(slug, title, tuple(blocks[index] for index in kept), start, marks, place))
    sections, told = with_unnamed(sections, chapters, FRONT)
    return sections, [*doubts, *told]


def _contents(blocks, heads, chapters):
    """The indexes of the table of contents: from its title to the first title that prose follows."""
    first = next((index for index in sorted(heads) if other_of(blocks[index].text) == "contents"), None)
    if first is None:
        rows = [index for index, block in enumerate(blocks) if _is_row_of_contents(block, chapters)]
        return set(rows) if len(rows) >= 3 else set()
    index = first + 1
    listed = _listed_title(blocks[index].text).lower() if index < len(blocks) else ""
    while index < len(blocks) and not _is_prose(blocks[index]):
        index += 1
        if index < len(blocks) and index > first + 2 and blocks[index].text.lower() == listed:
            return set(range(first, index))  # the first of the titles again: the report begins
    last = index
    while last > first + 1 and _may_be_title(blocks[last - 1], chapters):
        last -= 1
    return set(range(first, last))


def _listed_title(text):
    return contents_title(text) or text


def _is_prose(block):
    return block.kind == "text" and len(block.text) > 90 and block.text.rstrip("'\u2019\u201d\"").endswith((".", ":"))


def _may_be_title(block, chapters):
    known = chapter_of(block.text, chapters) or other_of(block.text) or block.heading is not None
    return bool(known) and contents_title(block.text) is None


def _is_row_of_contents(block, chapters):
    title = contents_title(block.text)
    return title is not None and bool(chapter_of(title, chapters) or other_of(title))


def _starts(blocks, heads, chapters):
    """Where sections begin. A title met again inside its own section, or going back, begins nothing."""
    named = [(index, chapter_of(blocks[index].text, chapters) or other_of(blocks[index].text)) for index in heads]
    named = [(index, slug) for index, slug in named if slug and slug != "earlier"]
    bare = {slug for index, slug in named if not has_grade(blocks[index].text)}
    named = [(index, slug) for index, slug in named if slug not in bare or not has_grade(blocks[index].text)]
    numbered = {slug for index, slug in named if unnumbered(blocks[index].text)[1]}
    last = {slug: index for index, slug in named}
    starts, seen, doubts = [], set(), []
    for index, slug in named:
        current = starts[-1][1] if starts else FRONT
        if slug == "recommendations":
            if current in CLOSING or (current == "summary" and _recommends(blocks, index)):
                starts.append((index, slug))
            continue
        if slug in APART:
            starts.append((index, slug))
            continue
        if current == "case-file-analysis" and _counts_follow(blocks, index):
            continue  # the title of an area, which may be worded like that of a chapter
        if slug == current or (slug in numbered and not unnumbered(blocks[index].text)[1]):
            continue
        if slug == "conclusion" and current == "summary" and last[slug] != index:
            continue  # the summary's own conclusion
        if slug in seen and not unnumbered(blocks[index].text)[1]:
            what = f"The title “{blocks[index].text}” stands in the report a second time"
            doubts.append(Doubt(blocks[index].place(), what, "the first place is taken for the chapter"))
            continue
        seen.add(slug)
        starts.append((index, slug))
    return starts, doubts


def _counts_follow(blocks, index):
    return any(
        listed_count(block.text) is not None or (block.kind == "row" and len(grades_in(block.text, lumped=False)) >= 2)
        for block in blocks[index + 1 : index + 3]
    ) or any(
        len(grades_in(block.text, lumped=False)) >= 2 and bool(counts_in(block.text)) and len(block.text) < 400
        for block in blocks[index + 1 : index + 2]
    )


def _recommends(blocks, index):
    """Whether recommendations themselves follow, and not only a word about them."""
    return any(OPENS.match(block.text) for block in blocks[index + 1 : index + 4])
