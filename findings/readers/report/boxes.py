"""Boxes: what a report itself labels as positive practice or as a case study, and accounts it does not label."""

import re
from dataclasses import dataclass

from findings.readers.report.blocks import Block, span
from findings.readers.report.reading import Doubt, Place

LABELS = (
    ("positive-practice", r"(?:example of )?(?:positive|good|effective|innovative|promising|notable|best) practice"),
    ("case-study", r"case (?:study|studies|example|illustration)"),
)
# What may stand behind a label on its line: a number, a grade in brackets, a title.
_BEHIND = r"(?:\s*(?:no\.?\s*)?\d+)?(?:\s*\([^()]{1,40}\))?(?:\s*[:\u2013\u2014-]\s*\S.{0,100})?\s*$"
_LABEL = {kind: re.compile(rf"^{words}(?:\s+(?:example|study))?{_BEHIND}", re.I) for kind, words in LABELS}
_AGE = (
    r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen"
    r"|sixteen|seventeen)"
)
# How an account of one case opens: somebody with an age, a report about somebody, one person who is then told of.
_ACCOUNT = re.compile(
    rf"^(?:an?|the mother of an?|the father of an?)\s+(?:{_AGE}[- ](?:year|month|week|day)s?[- ]old|"
    r"(?:\w+[- ]){0,3}(?:rso|sex offender|mother|father|girl|boy|baby|teacher|social worker|search warrant|warrant|"
    r"allegation|da incident|domestic abuse incident|neighbour|suspect|man|woman|couple)\b)|^another force\b",
    re.I,
)
_GENERAL = re.compile(
    r"\b(?:we (?:found|saw|were told|examined|looked|spoke)|the force (?:has|does|is|should|needs|uses)"
    r"|officers (?:are|do|told)|"
    r"in (?:most|many|some|all|several) (?:of the )?cases|staff (?:are|told)|police (?:leaders|managers)|both examples|"
    r"this (?:lack|failure|delay) )",
    re.I,
)
_PEOPLE = re.compile(
    r"\b(?:he|she|him|the (?:boy|girl|baby|suspect|male|female|subject|victim|twins)|"
    r"the child(?:'s|\u2019s) (?:mother|father|parents|social worker))\b",
    re.I,
)


@dataclass(frozen=True)
class Box:
    """One case told: its kind, whether the report labels it, its blocks without the label."""

    kind: str
    labelled: bool
    title: str | None
    blocks: tuple[Block, ...]
    place: Place
    doubts: tuple[Doubt, ...] = ()


def label_of(text):
    """The kind that a label names, or None."""
    if len(text) > 140 or text.endswith((".", ";")):
        return None
    return next((kind for kind, pattern in _LABEL.items() if pattern.match(text.strip().rstrip(":"))), None)


def is_label(text):
    return label_of(text) is not None


def is_account(text):
    """Whether a paragraph opens like the account of one case."""
    return len(text) > 80 and bool(_ACCOUNT.match(text))


def read_boxes(blocks, is_heading):
    """The boxes among the blocks of one chapter, and the indexes of the blocks they take."""
    boxes, taken, index = [], set(), 0
    while index < len(blocks):
        kind = label_of(blocks[index].text) if blocks[index].kind == "text" else None
        if kind is None and not (blocks[index].kind == "text" and is_account(blocks[index].text)):
            index += 1
            continue
        end = _end(blocks, index, is_heading, labelled=kind is not None)
        boxes.append(_box(blocks, index, end, kind))
        taken |= set(range(index, end))
        index = max(end, index + 1)
    return tuple(boxes), taken


def _end(blocks, start, is_heading, labelled):
    """The index after the last block of the box: a heading, a label, a list's lead or general prose ends it."""
    index = start + 1
    if labelled and index < len(blocks):
        index += 1  # the first paragraph belongs to its label whatever it says
    while index < len(blocks):
        block = blocks[index]
        if is_heading(index) or is_label(block.text) or block.kind == "row":
            break
        if block.kind == "text" and (block.text.endswith(":") or (is_account(block.text) and not labelled)):
            break
        if not _tells_on(block.text) and (not labelled or _GENERAL.search(block.text)):
            break
        index += 1
    return index


def _tells_on(text):
    """Whether a paragraph plainly goes on with the people of one case."""
    return bool(_PEOPLE.search(text))


def _box(blocks, start, end, kind):
    labelled = kind is not None
    told = blocks[start + 1 : end] if labelled else blocks[start:end]
    label = blocks[start].text if labelled else None
    title = (
        re.split(r"[:\u2013\u2014]", label, maxsplit=1)[1].strip()
        if label and re.search(r"[:\u2013\u2014]\s*\S", label)
        else None
    )
    place = span(blocks[start:end])
    doubts = []
    if labelled:
        what = f"Where the box “{label}” ends"
        doubts.append(Doubt(place, what, "the text does not print the frame of a box; it is taken to end here"))
    else:
        what = "A paragraph is read as the account of one case"
        doubts.append(Doubt(place, what, "it opens like one, but the report does not label it"))
    return Box(kind or "case-study", labelled, title, tuple(told), place, tuple(doubts))
