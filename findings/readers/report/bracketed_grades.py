"""Grades of both assessors in one cell: the inspectorate's number with the force's own in brackets, or the reverse."""

import re

from findings.readers.report.blocks import span
from findings.readers.report.grades import GRADE, GradeCount, grades_in
from findings.readers.report.tally_scene import Tally

_BOTH = re.compile(r"(?<![\d.,])(\d{1,4})\s*\(\s*(\d{1,4})\s*\)")
_TOTAL = re.compile(r"^(?:total|all(?: cases)?|number of cases)\b", re.I)
_FORCE = r"(?:force|constabulary|police)(?:['\u2019]s)?(?: own)?"
_INSPECTORATE = r"(?:hmicfrs|hmic|inspectors|inspectorate)(?:['\u2019]s?)?"
_REST = r"(?: (?:grades?|grading|assessments?|judge?ments?|view))?"
_HEADERS = (
    ("force", re.compile(rf"\b{_INSPECTORATE}{_REST}\s*\((?:the )?{_FORCE}{_REST}\)", re.I)),
    ("hmicfrs", re.compile(rf"\b{_FORCE}{_REST}\s*\({_INSPECTORATE}{_REST}\)", re.I)),
    (
        "force",
        re.compile(
            rf"\b(?:{_FORCE}|its) (?:own )?(?:grades?|assessments?|grading|judge?ments?)\b[^.;]{{0,40}}?"
            r"\bin (?:brackets|parentheses)",
            re.I,
        ),
    ),
    (
        "hmicfrs",
        re.compile(
            rf"\b(?:{_INSPECTORATE}|our)(?: own)?{_REST}\b[^.;]{{0,40}}?\bin (?:brackets|parentheses)",
            re.I,
        ),
    ),
)
# How far above the first row its explanation may stand.
ABOVE = 4


def bracketed_at(section, index):
    """(tallies of both assessors, how many blocks they fill) where rows of grades with brackets begin and what stands
    above them says whose the brackets are; ((), 0) otherwise.
    """
    rows, total = [], None
    for block in section.blocks[index:]:
        both = list(_BOTH.finditer(block.text))
        grades = grades_in(block.text)
        if len(both) == 1 and len(grades) == 1 and len(block.text) < 80:
            rows.append((block, grades[0].grades, both[0]))
        elif len(both) == 1 and rows and _TOTAL.match(block.text):
            rows.append((block, None, both[0]))
            total = both[0]
            break
        else:
            break
    named = [grades for _, grades, _ in rows if grades]
    inside = _whose(section.blocks[max(0, index - ABOVE) : index])
    if len(named) < 2 or len({grade for grades in named for grade in grades}) < len(named) or inside is None:
        return (), 0
    outside = "hmicfrs" if inside == "force" else "force"
    return tuple(_made(section, rows, total, who, group) for who, group in ((outside, 1), (inside, 2))), len(rows)


def _whose(above):
    """The assessor whose numbers stand in the brackets: what the nearest block says that says so."""
    for block in reversed(above):
        named = {who for who, pattern in _HEADERS if pattern.search(block.text)}
        if named:
            return named.pop() if len(named) == 1 else None
        if GRADE.search(block.text) and _BOTH.search(block.text):
            return None
    return None


def _made(section, rows, total, who, group):
    blocks = [block for block, _, _ in rows]
    counts = tuple(
        GradeCount(grades, int(both[group]), both.start(group), both.end(group)) for _, grades, both in rows if grades
    )
    places = tuple(block.place() for block, grades, _ in rows if grades)
    size = int(total[group]) if total else None
    return Tally(who, "joint", None, counts, size, span(blocks), "table", section.slug, places)
