"""A PDF to lines, with the page of each: headings are marked by their look, gaps between paragraphs are empty lines."""

import io
import logging
import re
from collections import Counter
from dataclasses import replace

import pdfplumber
from pdfminer.pdfdocument import PDFPasswordIncorrect

from findings.readers.report.extract_text import mark_running
from findings.readers.report.pdf_lines import Word, gutters_of, lines_of
from findings.readers.report.pdf_tables import ruled_tables, with_tables
from findings.readers.report.source import Source, SourceLine, UnreadableReportError

MAX_PAGES = 1_000
MAX_LETTERS = 5_000_000
# Gaps wider than so many times the usual distance of lines part paragraphs.
PARAGRAPH = 1.28
_BOLD = re.compile(r"bold|black|heavy|semibold|demi", re.I)
# The parser warns of every oddity of a font; what matters is said in sentences of our own.
logging.getLogger("pdfminer").setLevel(logging.ERROR)


def extract_pdf(data, name="", progress=None):
    """A Source. UnreadableReportError says why a PDF cannot be read."""
    try:
        with pdfplumber.open(io.BytesIO(data)) as pdf:
            count = len(pdf.pages)
            if count > MAX_PAGES:
                raise UnreadableReportError(f"The PDF has {count:,} pages; a report has at most {MAX_PAGES:,}.")
            drawn = [_page(page, place, count, progress) for place, page in enumerate(pdf.pages, start=1)]
            pages = _lines(drawn)
    except UnreadableReportError:
        raise
    except PDFPasswordIncorrect:
        raise UnreadableReportError("The PDF is locked with a password; save it without one first.") from None
    except RecursionError:
        raise UnreadableReportError("The PDF refers to itself without end and cannot be read.") from None
    except Exception as error:  # the parser raises whatever a broken file makes it raise
        if any(isinstance(one, MemoryError) for one in (error, error.__cause__, error.__context__, *error.args)):
            raise MemoryError from None  # for who set the limit to tell
        if "password" in repr(error).lower():
            raise UnreadableReportError("The PDF is locked with a password; save it without one first.") from None
        raise UnreadableReportError(f"The PDF is broken and cannot be read ({type(error).__name__}).") from None
    if sum(len(line.text) for page in pages for line in page) > MAX_LETTERS:
        raise UnreadableReportError(f"The PDF has more than {MAX_LETTERS:,} letters: it is no report.")
    return Source(mark_running(_numbered(pages)), "pdf", name, count, _remarks(pages))


def _page(page, place, count, progress):
    """(words outside ruled tables, ruled tables) of one page; what the parser keeps of it is dropped at once."""
    words = [
        Word(
            word["text"],
            word["x0"],
            word["x1"],
            word["top"],
            word["bottom"],
            word["size"],
            bool(_BOLD.search(word["fontname"])),
        )
        for word in page.extract_words(extra_attrs=["size", "fontname"], x_tolerance_ratio=0.16)
        if word.get("upright", True)
    ]
    words += _drawn_bullets(page, words)
    tables = ruled_tables(page, words)
    page.close()
    if progress:
        progress(place, count)
    in_tables = {word for table in tables for word in table.words}
    return [word for word in words if id(word) not in in_tables], tables


def _lines(drawn):
    """The lines of every page, whose columns all pages tell together."""
    gutters = gutters_of([words for words, _ in drawn])
    return [
        with_tables(lines_of(words, gutter), tables) for (words, tables), gutter in zip(drawn, gutters, strict=True)
    ]


def _drawn_bullets(page, words):
    """Small shapes at the left of a word, as tall as a bullet: some producers draw the marks of lists."""
    shapes = [
        shape for shape in (*page.curves, *page.rects) if 1.5 <= shape["width"] <= 8 and 1.5 <= shape["height"] <= 8
    ]
    made = []
    for shape in shapes[:2_000]:
        middle = (shape["top"] + shape["bottom"]) / 2
        after = [
            word for word in words if word.top < middle < word.bottom and 1 <= word.x0 - shape["x1"] <= 2.5 * word.size
        ]
        before = [
            word for word in words if word.top < middle < word.bottom and 0 <= shape["x0"] - word.x1 <= 1.2 * word.size
        ]
        if after and not before:
            word = min(after, key=lambda word: word.x0)
            made.append(replace(word, text="\u2022", x0=shape["x0"], x1=shape["x1"]))
    return list({(round(word.x0), round(word.top)): word for word in made}.values())


def _remarks(pages):
    bare = [place for place, lines in enumerate(pages, start=1) if not lines]
    if not bare or len(bare) == len(pages):
        return ()
    shown = ", ".join(map(str, bare[:20])) + (" \u2026" if len(bare) > 20 else "")
    return (
        f"no text on page{'' if len(bare) == 1 else 's'} {shown}: pictures, or scanned; what they print is not read",
    )


def _numbered(pages):
    body = _body_size(pages)
    pitch = _pitch(pages, body)
    ranks = _ranks(pages, body)
    nested = _nested(pages)
    made = []
    for place, lines in enumerate(pages, start=1):
        for index, line in enumerate(lines):
            before = lines[index - 1] if index else None
            if before is None or _is_apart(before, line, pitch, body):
                made.append(SourceLine("", len(made) + 1, place))
            after = lines[index + 1] if index + 1 < len(lines) else None
            text = (" " if line.bullet is not None and line.bullet - line.column[0] > nested else "") + line.text
            if line.bullet is None and before is not None and before.bullet is not None and line.x0 > before.bullet + 4:
                text = " " + text
            made.append(
                SourceLine(
                    text,
                    len(made) + 1,
                    place,
                    heading=_rank(line, ranks, body),
                    full=_is_full(line, after, body),
                    is_note=line.size < 0.9 * body,
                )
            )
        made.append(SourceLine("", len(made) + 1, place))
    return made


def _letters(pages):
    for lines in pages:
        for line in lines:
            yield line, len(line.text)


def _body_size(pages):
    votes = Counter()
    for line, count in _letters(pages):
        votes[line.size] += count
    return votes.most_common(1)[0][0] if votes else 10.0


def _pitch(pages, body):
    """The usual distance from one line of the running text to the next."""
    steps = Counter()
    for lines in pages:
        for one, two in zip(lines, lines[1:], strict=False):
            step = two.bottom - one.bottom
            if 0 < step < 3 * body and abs(one.size - body) < 0.3 and abs(two.size - body) < 0.3:
                steps[round(step, 1)] += 1
    if not steps:
        return 1.3 * body
    most = max(steps.values())
    return min(step for step, count in steps.items() if count >= 0.5 * most)


def _ranks(pages, body):
    """Sizes of headings, the largest first; bold text of the body's size ranks last."""
    sizes = {round(line.size * 2) / 2 for lines in pages for line in lines if line.size > 1.08 * body}
    return {size: rank for rank, size in enumerate(sorted(sizes, reverse=True), start=1)}


def _rank(line, ranks, body):
    if line.bullet is not None or "\t" in line.text.strip():
        return None
    if line.size > 1.08 * body:
        return ranks[round(line.size * 2) / 2]
    if line.bold and line.size > 0.95 * body and not line.text.rstrip().endswith((":", ".", ";")):
        return len(ranks) + 1
    return None


def _nested(pages):
    """How far from the left edge of its column a bullet stands that belongs to a list within a list."""
    offsets = Counter(
        round(line.bullet - line.column[0]) for lines in pages for line in lines if line.bullet is not None
    )
    if not offsets:
        return float("inf")
    often = 0.15 * sum(offsets.values())
    return min(offset for offset in offsets if offsets[offset] >= often) + 6


def _is_full(line, after, body):
    """Whether the next line's first word no longer fitted."""
    right = line.column[1]
    if after is None or after.column != line.column:
        return line.x1 > right - 4 * body
    return line.x1 + 0.25 * body + after.first_width > right - 1


def _is_apart(before, line, pitch, body):
    """A gap, another column, or another look parts two lines."""
    step = line.bottom - before.bottom
    if step <= 0 or abs(line.size - before.size) > 0.4 or line.bold != before.bold:
        return True
    return step > PARAGRAPH * pitch * max(line.size, body) / body
