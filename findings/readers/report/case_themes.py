"""Common themes: the list items under the tallies of an area, where some lists turn from good to bad at "but"."""

import re
from dataclasses import dataclass

from findings.readers.report.blocks import by_item, span
from findings.readers.report.polarity import polarity_of
from findings.readers.report.reading import Doubt, Place
from findings.readers.report.titles import area_of, areas_of

_LEAD = re.compile(
    r"\b(?:common|main|recurring|key|general) (?:themes?|features?|issues|points)\b|\bthemes\b.{0,60}:$"
    r"|\bfeatures in common\b|"
    r"\b(?:we|inspectors) (?:also )?(?:found|saw|noted|noticed)\b.{0,80}:$|\bin these cases\b.{0,60}:$",
    re.I,
)
_BUT = re.compile(r"[;,.]?\s*\b(?:but|however)[,:]?$", re.I)
_OR = re.compile(r"[;,]?\s*\bor$", re.I)
_DENIAL = re.compile(r"^(?:do|does|did|is|are|was|were|has|have)(?:\s+not|n['\u2019]t)\b", re.I)
_END = re.compile(r"[;,.:]?\s*(?:\b(?:and|but|or))?\s*[;,.:]?$", re.I)


@dataclass(frozen=True)
class CaseTheme:
    """One theme of one area, as printed without the punctuation of its list."""

    area: str | None
    text: str
    polarity: str
    place: Place
    doubts: tuple[Doubt, ...] = ()


def bare(text):
    """An item without the punctuation and the conjunction that tie it to the next."""
    return _END.sub("", text.strip()).strip()


def read_case_themes(section, areas, used):
    """The themes of a section, and the indexes of the blocks that hold them. `used` are blocks of tallies."""
    themes, taken, area, index = [], set(), None, 0
    blocks = section.blocks
    while index < len(blocks):
        block = blocks[index]
        named = areas_of(block.text, areas) if block.kind == "text" and len(block.text) < 200 else []
        if section.is_heading(index):
            area = area_of(block.text, areas) if named else None
        elif named and block.text.endswith(":") and not _LEAD.search(block.text):
            area = area_of(block.text, areas)
        if (
            block.kind == "text"
            and _LEAD.search(block.text)
            and block.text.endswith((":", "that", "include", "are", "."))
        ):
            items = _items(blocks, index + 1, used)
            if items:
                themes += _themes(area, items, block)
                taken |= set(range(index, index + 1 + len(items)))
                index += len(items)
        index += 1
    return tuple(themes), taken


def _items(blocks, start, used):
    end = start
    while end < len(blocks) and blocks[end].kind == "item" and end not in used:
        end += 1
    return blocks[start:end]


def _themes(area, items, lead):
    made, turned, denied_by = [], False, None
    for group in by_item(items):
        item, *inner = group
        text = "\n".join((bare(item.text), *(f"- {bare(block.text)}" for block in inner)))
        place, doubts = span(group), []
        if inner:
            why = f"{len(inner)} items stand under it, set in deeper; they are read as belonging to it"
            doubts.append(Doubt(place, "A common theme with a list of its own", why))
        if _DENIAL.match(text):
            denied_by = item
        elif denied_by is not None and not _is_or(items, item):
            denied_by = None
        elif denied_by is not None and made:
            place = span((denied_by, *group))
            doubts.append(
                Doubt(
                    place, "A theme is negative only through an earlier “not”", "the denial is taken to reach this far"
                )
            )
        if area is None:
            doubts.append(
                Doubt(place, "A common theme without an area", f"no heading before line {lead.line} names one")
            )
        polarity = "concern" if turned or doubts and denied_by is not None else polarity_of(text)
        made.append(CaseTheme(area, text, polarity, place, tuple(doubts)))
        turned = turned or bool(_BUT.search(group[-1].text))
        if not _OR.search(item.text) and not _DENIAL.match(text):
            denied_by = None
    return made


def _is_or(items, item):
    """Whether the item is tied by "or" to the one before it, so that a denial carries over."""
    place = items.index(item)
    return place > 0 and bool(_OR.search(items[place - 1].text))
