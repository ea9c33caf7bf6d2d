"""Counted sets in tables: grades as columns or as rows, whose cells say whose and which cases they count."""

import re
from dataclasses import replace

from findings.readers.report.blocks import span
from findings.readers.report.grades import GradeCount, counts_in, grades_in, listed_count
from findings.readers.report.numbers import NUMBER, value_of
from findings.readers.report.reading import Doubt
from findings.readers.report.tally_scene import Tally, assessor_of, sample_of, set_of
from findings.readers.report.tally_words import OTHER_INSPECTORATES
from findings.readers.report.titles import area_of

_TOTAL_LABEL = re.compile(r"(?:total|all)(?: (?:number of )?(?:cases|files|audits))?", re.I)
_TOTAL = re.compile(rf"(?:{_TOTAL_LABEL.pattern})\s*[:\u2013\u2014-]?\s*(?P<number>{NUMBER})\.?", re.I)
_IN_BRACKETS = re.compile(r"\((?:by )?(?:the )?(?:(force|constabulary)|(hmicfrs|hmic|inspectors))\)", re.I)
_FORCE_BY_NAME = re.compile(r"(?:[A-Z][\w'&-]+ (?:and )?){1,3}(?:Police|Constabulary)(?:['\u2019]s? (?:own )?\w+)?")


def table_at(blocks, index):
    """(header, rows) of a table whose header or first column names at least two grades; None otherwise."""
    header = blocks[index]
    if header.kind != "row":
        return None
    rows = []
    while index + 1 + len(rows) < len(blocks) and blocks[index + 1 + len(rows)].kind == "row":
        rows.append(blocks[index + 1 + len(rows)])
    if not rows or OTHER_INSPECTORATES.search(header.text):
        return None
    across = sum(len(grades_in(cell)) == 1 for cell in header.cells)
    down = sum(len(grades_in(row.cells[0])) == 1 and listed_count(row.cells[0]) is None for row in rows)
    return (header, rows) if across >= 2 or (down >= 2 and len(header.cells) >= 3) else None


def size_of_list(block):
    """The size of a set that a last line gives below its grades: "Total: 20". None where a block is no such line."""
    found = _TOTAL.fullmatch(block.text.replace("\t", " "))
    return value_of(found["number"]) if found else None


def from_table(section, scene, table, areas):
    header, rows = table
    if sum(len(grades_in(cell)) == 1 for cell in header.cells) >= 2:
        return _beside_force([made for row in rows if (made := _across(section, scene, header, row, areas))])
    return _beside_force(_down(section, scene, header, rows, areas))


def _beside_force(tallies):
    """A set of the inspectorate that says nothing of its cases, beside one of the force that counts as many: they are
    taken for the same cases, and said to be taken so.
    """
    sizes = {tally.area: sum(tally.numbers().values()) for tally in tallies if tally.assessor == "force"}
    why = "nothing names which cases these are; the row of the force beside it counts as many, so the same are taken"
    return [
        replace(tally, sample="joint", doubts=(Doubt(tally.place, "A row of grades", why),))
        if tally.assessor == "hmicfrs"
        and tally.sample == "all"
        and sizes.get(tally.area) == sum(tally.numbers().values())
        else tally
        for tally in tallies
    ]


def unread_rows(table, tallies):
    """Rows with numbers under a header of grades that no tally was made of."""
    header, rows = table
    read = {
        line for tally in tallies for line in range(tally.place.line, (tally.place.line_to or tally.place.line) + 1)
    }
    return [row for row in rows if row.line not in read and sum(bool(counts_in(cell)) for cell in row.cells) >= 2]


def _counts_of(cell):
    """The numbers of a cell; a percentage beside a count is none."""
    numbers = counts_in(cell)
    whole = [one for one in numbers if not one.is_percent]
    return whole if len(whole) == 1 else numbers


def _across(section, scene, header, row, areas):
    """Grades are columns; the row's first cell says whose or which cases they are."""
    counts, total = [], None
    # The first cell of the header may be empty and lost: columns are counted from the right.
    columns = list(zip(reversed(header.cells), reversed(row.cells), strict=False))
    for name, cell in reversed(columns):
        numbers = _counts_of(cell)
        grades = grades_in(name)
        if len(numbers) != 1:
            continue
        at = row.text.index(cell)
        if len(grades) == 1:
            number = numbers[0]
            counts.append(GradeCount(grades[0].grades, number.value, at, at + len(cell), number.is_percent))
        elif re.search(r"\btotal\b|\ball\b|\bcases\b", name, re.I):
            total = numbers[0].value
    if len(counts) < 2:
        return None
    return _from_cells(section, scene, row.cells[0], counts, total, row, areas)


def _down(section, scene, header, rows, areas):
    """Grades are rows; the header's cells say whose or which cases each column counts."""
    made = []
    for column, name in enumerate(header.cells):
        counts, total = [], None
        for row in rows:
            grades = grades_in(row.cells[0])
            numbers = _counts_of(row.cells[column]) if column < len(row.cells) else []
            if column and len(grades) == 1 and len(numbers) == 1:
                counts.append(GradeCount(grades[0].grades, numbers[0].value, 0, 1, numbers[0].is_percent))
            elif column and not grades and len(numbers) == 1 and _TOTAL_LABEL.fullmatch(row.cells[0]):
                total = numbers[0].value
        if len(counts) >= 2:
            made.append(_from_cells(section, scene, name, counts, total, rows[0], areas, span((header, *rows))))
    return made


def _from_cells(section, scene, label, counts, total, row, areas, place=None):
    assessor, sample, area, why = set_of(
        section, scene, assessor_of(label) or _bare_assessor(label), sample_of(label), area_of(label, areas)
    )
    place = place or row.place()
    if re.search(r"\btotal\b|\ball\b", label, re.I) and not sample_of(label):
        sample, area = "all", None
    doubts = (Doubt(place, f"A row of grades, “{label}”", why),) if why else ()
    return Tally(
        assessor, sample, area, tuple(counts), total, place, "table", section.slug, (place,) * len(counts), doubts
    )


def _bare_assessor(label):
    bare = r"(?:the )?(?:(force|police|constabulary)|(hmicfrs|hmic|inspectors?|inspectorate))(?:'s|\u2019s)?"
    if _FORCE_BY_NAME.fullmatch(label.strip()):
        return "force"
    if aside := _IN_BRACKETS.search(label):
        return "force" if aside[1] else "hmicfrs"
    found = re.fullmatch(
        rf"{bare}(?: (?:grades?|grading|judge?ments?|assessors?|assessment|view|total))?", label.strip(), re.I
    )
    return None if not found else "force" if found[1] else "hmicfrs"
