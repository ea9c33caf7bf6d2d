"""Findings in prose: what stands under a heading, what stands outside one, and the main findings in bullets."""

import re
from dataclasses import dataclass

from findings.readers.report.blocks import Block, span
from findings.readers.report.case_themes import bare
from findings.readers.report.polarity import polarity_of, polarity_of_title
from findings.readers.report.reading import Place
from findings.readers.report.titles import areas_of, other_of

LONGEST = 15_000
_TONED = re.compile(
    r"(?:our |the |main |key )*(?:strengths|weaknesses|concerns|what \w+ (?:\w+ )?(?:well|better))", re.I
)


@dataclass(frozen=True)
class Narrative:
    """One finding in the report's words. `kind` as in the document: headed, unheaded or main."""

    kind: str
    chapter: str
    title: str | None
    text: str
    areas: tuple[str, ...]
    polarity: str
    place: Place


def read_narrative(section, taken, areas):
    """The findings of one section. `taken`: indexes of blocks that boxes, recommendations and tallies hold."""
    if section.slug in ("summary", "conclusion"):
        return _of_summary(section, taken, areas)
    if section.slug == "case-file-analysis":
        free = [index for index, block in enumerate(section.blocks) if _is_prose(block) and index not in taken]
        return tuple(_unheaded(section, index, areas) for index in free if not section.is_heading(index))
    return _of_chapter(section, taken, areas) if section.is_findings else ()


def _is_prose(block):
    return block.kind == "text" and not block.text.endswith(":") and len(block.text) > 60


def _of_chapter(section, taken, areas):
    found, group, title = [], [], None
    for index, block in enumerate(section.blocks):
        if index in taken:
            continue
        if section.is_heading(index):
            found += _headed(section, title, group, areas)
            title, group = (None if other_of(block.text) in ("recommendations", "earlier") else block), []
        elif title is not None:
            group.append(block)
        elif _is_prose(block) and not found:
            found.append(_unheaded(section, index, areas))
    return (*found, *_headed(section, title, group, areas))


def _headed(section, title, group, areas):
    if title is None:
        return []
    text = _joined(group) or title.text
    polarity = polarity_of_title(title.text, text)
    named = tuple(areas_of(title.text, areas))
    return [Narrative("headed", section.slug, title.text, text, named, polarity, span((title, *group)))]


def _joined(group: list[Block]):
    lines = [f"- {block.text}" if block.kind == "item" else block.text for block in group]
    return "\n\n".join(lines)[:LONGEST]


def _unheaded(section, index, areas):
    block = section.blocks[index]
    return Narrative(
        "unheaded",
        section.slug,
        None,
        block.text,
        tuple(areas_of(block.text, areas))[:1],
        polarity_of(block.text),
        block.place(),
    )


def _of_summary(section, taken, areas):
    """Bullets are main findings; a list takes its tone from the sentence that introduces it."""
    found, lead, started = [], None, section.slug == "conclusion"
    has_main = any("finding" in section.blocks[index].text.lower() for index in section.headings)
    for index, block in enumerate(section.blocks):
        started = started or not has_main or (section.is_heading(index) and "finding" in block.text.lower())
        if section.is_heading(index):
            lead = block.text if _TONED.fullmatch(block.text.strip()) else lead
        if index in taken or section.is_heading(index):
            continue
        if block.kind == "item":
            found.append(_main(section, block, lead, areas))
        elif block.text.endswith(":"):
            lead = block.text
        elif started and _is_prose(block) and not block.text.lower().startswith("this report"):
            found.append(_unheaded(section, index, areas))
    return tuple(found)


def _main(section, block, lead, areas):
    text = bare(block.text)
    lowered = (lead or "").lower()
    if "improve" in lowered or "concern" in lowered or "weak" in lowered or "better" in lowered:
        polarity = "concern"
    elif "good" in lowered or "strength" in lowered or "well" in lowered or "positive" in lowered:
        polarity = "strength"
    else:
        polarity = polarity_of(text)
    return Narrative("main", section.slug, None, text, tuple(areas_of(text, areas)), polarity, block.place())
