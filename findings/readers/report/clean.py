"""Lines to blocks: what page breaks, footnotes, wrapping and hyphens tore apart is whole again."""

import re
from collections import Counter
from dataclasses import dataclass, replace

from findings.readers.report.aligned_tables import with_aligned
from findings.readers.report.blocks import Block, Footnote, Piece
from findings.readers.report.boxes import is_label
from findings.readers.report.footnotes import part_footnotes
from findings.readers.report.grades import GRADE, listed_count
from findings.readers.report.letters import plain
from findings.readers.report.reading import Doubt

BULLET = re.compile(
    r"^(\s*)(?:[-\u2010-\u2015\u2022\u25aa\u25ab\u25cf\u25cb\u25e6\u00b7\u2023\uf0b7*]|o(?=\s)|\(?(?:[a-h]|[ivx]{1,4})\)(?=\s)|[ivx]{1,4}[.)](?=\s+[a-z]))\s+(?=\S)"
)
_PAGE_NUMBER = re.compile(r"^\s*(?:page\s+)?\d{1,3}(?:\s+of\s+\d{1,3})?\s*$|^\s*[ivxl]{1,6}\s*$", re.I)
_ENDS = re.compile(r"[.!?:;]['\"\u2019\u201d)\]]*$")
_STOPS = re.compile(r"[.!?]['\"\u2019\u201d)\]]*$")
_UNENDED = re.compile(r"\b(?:a|an|the|of|in|on|at|to|as|by|and|or|for|with|from|were|was|are|is|be|than|that|which)$")
# A paragraph that a page break cut is longer than any heading.
LONG = 160


@dataclass(frozen=True)
class CleanText:
    """The blocks of a report in order, its footnotes, and what was doubtful or left out on the way."""

    blocks: tuple[Block, ...]
    footnotes: tuple[Footnote, ...]
    doubts: tuple[Doubt, ...]
    running: tuple[str, ...] = ()
    has_headings: bool = False


def clean(source):
    """The blocks of a Source."""
    lines = [replace(line, text=_with_cells(plain(line.text))) for line in source.lines]
    lines, footnotes, doubts = part_footnotes(with_aligned(lines) if source.form == "text" else lines)
    running = tuple(dict.fromkeys(line.text.strip() for line in lines if line.is_running and line.text.strip()))
    lines = _without_page_numbers(lines)
    words = Counter(re.findall(r"[a-z]+(?:-[a-z]+)*", source.text.lower()))
    blocks = _blocks(lines, _width(lines), words)
    headings = sum(block.heading is not None for block in blocks)
    rejoined = _rejoin(blocks, words, doubts)
    return CleanText(tuple(rejoined), footnotes, tuple(doubts), running, headings >= 4)


def _with_cells(text):
    """Cells parted by bars as by tabs; a line of dashes under a header of such a table is nothing."""
    bare = text.strip().strip("|")
    if bare.count("|") < 2 or "\t" in bare:
        return text
    if re.fullmatch(r"[\s|:+=-]*", bare):
        return ""
    return "\t".join(cell.strip() for cell in bare.split("|"))


def _without_page_numbers(lines):
    """Running lines, and numbers that stand alone between empty lines, become empty lines."""
    kept = []
    for index, line in enumerate(lines):
        before = lines[index - 1].text.strip() if index else ""
        after = lines[index + 1].text.strip() if index + 1 < len(lines) else ""
        alone = not before and not after and _PAGE_NUMBER.match(line.text)
        gone = line.is_running or (alone and line.heading is None)
        kept.append(replace(line, text="") if gone else line)
    return kept


def _width(lines):
    """The width to which the text is wrapped, in letters, or None where each line is a whole paragraph."""
    lengths = sorted(len(line.text.rstrip()) for line in lines if line.text.strip())
    if len(lengths) < 20:
        return None
    width = lengths[int(len(lengths) * 0.98) - 1]
    near = sum(width * 0.75 < length <= width * 1.1 for length in lengths)
    return width if 40 <= width <= 140 and near > len(lengths) * 0.25 else None


def _is_full(line, following, width):
    """Whether the line ends where the next word no longer fitted."""
    if line.full is not None:
        return line.full
    if width is None:
        return False
    first = following.strip().split(" ", 1)[0]
    return len(line.text.rstrip()) + 1 + len(first) > width


def _blocks(lines, width, words):
    blocks, gap, last = [], True, None
    for line in lines:
        if not line.text.strip():
            gap = True
            continue
        bullet = BULLET.match(line.text)
        current = blocks[-1] if blocks else None
        if bullet and line.heading is None:
            depth = 1 if len(bullet[1].expandtabs()) else 0
            blocks.append(_new(line, "item", line.text[bullet.end() :], depth))
        elif not gap and current is not None and _goes_on(current, line, last, width):
            blocks[-1] = _continued(current, line, words)
        elif line.text[0] == " " and line.heading is None and _opens_list(current):
            blocks.append(_new(line, "item", line.text))
        else:
            blocks.append(_new(line, "row" if "\t" in line.text.strip() else "text", line.text))
        gap, last = False, line
    return blocks


def _new(line, kind, text, depth=0):
    return Block(kind, text.strip(), (Piece(0, line.line, line.page),), depth, line.heading)


def _opens_list(current):
    return current is not None and (current.kind == "item" or current.text.endswith(":"))


def _goes_on(current, line, last, width):
    """Whether a line without a gap before it continues the block."""
    if current.kind == "row" or "\t" in line.text.strip():
        return False
    if current.heading != line.heading:
        return False
    if line.heading is not None:
        return True
    if current.kind == "item" and line.text[0] == " " and last.full is None:
        return True
    return _is_full(last, line.text, width) or (last.full is None and _is_open(last.text, line.text))


def _is_open(text, following):
    """Whether a line plainly stops in the middle of a sentence."""
    text = text.rstrip()
    if len(text) < 40 or (_ENDS.search(text) and not text.endswith(":")):
        return False
    if following[:1].islower() or text.endswith(",") or _UNENDED.search(text):
        return True
    is_number = following[:1].isdigit() and text[-1].islower()
    return is_number and listed_count(following) is None and not re.match(r"\d{1,2}\.\s", following)


def _continued(block, line, words):
    text = line.text.strip()
    if _is_torn(block.text, text):
        return _before_hyphen(block, text, words).with_more(text, line.line, line.page, glue="")
    return block.with_more(text, line.line, line.page)


def _is_torn(text, following):
    """Whether a hyphen at the end of a line parts a word."""
    return bool(re.search(r"[A-Za-z]-$", text)) and following[:1].islower()


def _before_hyphen(block, following, words):
    """The block without its last hyphen where the word is known without it, and not with it."""
    head, tail = re.search(r"([A-Za-z]+)-$", block.text)[1].lower(), re.match(r"[a-z]*", following)[0]
    is_known = words[head + tail] > 0 or GRADE.fullmatch(head + tail) or head + tail == "improvement"
    return replace(block, text=block.text[:-1]) if is_known and words[f"{head}-{tail}"] == 0 else block


def _rejoin(blocks, words, doubts):
    """Paragraphs that a page break or a footnote parted."""
    kept = []
    for block in blocks:
        before = kept[-1] if kept else None
        if before is not None and _is_rest(before, block):
            is_torn = _is_torn(before.text, block.text)
            whole = _before_hyphen(before, block.text, words) if is_torn else before
            kept[-1] = whole.joined_to(block, glue="" if is_torn else " ")
            if not block.text[:1].islower():
                why = "the first has no end and the second no heading; they may be two"
                doubts.append(Doubt(kept[-1].place(), "Two pieces are read as one paragraph", why))
        else:
            kept.append(block)
    return kept


def _is_rest(before, block):
    if before.heading is not None and before.heading == block.heading:
        return block.text[:1].islower() and not _ENDS.search(before.text)
    if block.kind != "text" or before.kind == "row" or block.heading or before.heading or is_label(block.text):
        return False
    if _ENDS.search(before.text) or is_label(before.text):
        return False
    if _is_torn(before.text, block.text):
        return True
    if block.text[:1].islower() and (len(before.text) > 40 or before.kind == "item"):
        return True
    return len(before.text) > LONG and len(block.text) > 60 and bool(_STOPS.search(block.text))
