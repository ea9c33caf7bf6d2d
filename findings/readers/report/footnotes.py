"""Footnotes: their bodies are set apart, their marks are taken out of the sentences."""

import re
from dataclasses import replace

from findings.readers.report.blocks import Footnote
from findings.readers.report.letters import RAISED, RAISED_RUN, raised_value
from findings.readers.report.reading import Doubt, Place

_BODY = re.compile(rf"^\s*([{RAISED}]+)\s+(\S.*)$")


def part_footnotes(lines):
    """The lines without footnotes, the footnotes, and doubts about marks that look like numbers."""
    kept, notes, index = [], [], 0
    while index < len(lines):
        line = lines[index]
        body = _BODY.match(line.text)
        if not body:
            kept.append(line)
            index += 1
            continue
        said, last, index = [body[2]], line, index + 1
        while (more := _rest_of_note(lines, index, line)) is not None:
            last = lines[more]
            said.append(last.text.strip())
            index = more + 1
        place = Place(line.line, last.line if last.line != line.line else None, line.page)
        notes.append(Footnote(raised_value(body[1]), _joined(said), place))
        # An empty line stays in its place: what stood before and after is parted, and may be rejoined.
        kept.append(replace(line, text="", heading=None))
    return _without_marks(kept, notes)


def _joined(said):
    """The lines of a note as one text; a word parted by a hyphen is whole again."""
    return re.sub(r"(?<=[a-z])-\n(?=[a-z])", "", "\n".join(said)).replace("\n", " ")


def _rest_of_note(lines, index, body):
    """The index of the line that carries a note on: the next, or, in small letters, the next that is not empty."""
    if index < len(lines) and (_continues(lines[index], body) or _is_torn(lines, index)):
        return index
    while index < len(lines) and (not lines[index].text.strip() or lines[index].is_running):
        index += 1
    if index < len(lines) and lines[index].is_note and body.is_note and _continues(lines[index], body):
        return index
    return None


def _is_torn(lines, index):
    """The line before stops within a word or a sentence, and this one goes on in small letters."""
    before, text = lines[index - 1].text.rstrip(), lines[index].text.strip()
    return text[:1].islower() and (before.endswith("-") or not re.search(r"[.!?:;]['\"\u2019\u201d)]*$", before))


def _continues(line, body):
    if not line.text.strip() or _BODY.match(line.text) or line.heading:
        return False
    return line.is_note or (body.full is not None and line.page == body.page and not body.is_note)


def _without_marks(lines, notes):
    """Raised marks go; a body whose mark is not raised is looked for as a bare number in the lines before it."""
    marked = set()
    cleaned = []
    for line in lines:
        marked |= {raised_value(run) for run in RAISED_RUN.findall(line.text)}
        cleaned.append(replace(line, text=RAISED_RUN.sub("", line.text)))
    doubts = []
    for before, note in zip((None, *notes), notes, strict=False):
        if note.number not in marked:
            _take_bare_mark(cleaned, before.place.line if before else 0, note, doubts)
    return cleaned, tuple(notes), doubts


def _take_bare_mark(lines, after, note, doubts):
    """A mark follows a letter, a quotation mark or a full stop and precedes a space or the end."""
    pattern = re.compile(rf"(?<=[a-z.,;)'’”\"]){note.number}(?=\s|$)|(?<=['’”\"])\s{note.number}(?=\s|$)")
    for index, line in enumerate(lines):
        if not after < line.line < note.place.line:
            continue
        found = pattern.search(line.text)
        if found:
            text = line.text[: found.start()] + line.text[found.end() :]
            lines[index] = replace(line, text=text)
            place = Place(line.line, None, line.page)
            why = f"it is not raised, but footnote {note.number} has no other mark"
            doubts.append(Doubt(place, f"The number {note.number} is taken for the mark of a footnote", why))
            return
