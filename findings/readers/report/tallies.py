"""Counted sets of case grades: from lists, tables and sentences, each with its assessor, sample and area."""

import re
from dataclasses import dataclass

from findings.readers.report.blocks import span
from findings.readers.report.grades import GradeCount, counts_in, grades_in, listed_count
from findings.readers.report.reading import Doubt, Place
from findings.readers.report.tally_sentences import sentence_tallies
from findings.readers.report.tally_words import ADDITIONAL, ALL, FORCE, HMICFRS, JOINT, OTHER_INSPECTORATES
from findings.readers.report.titles import area_of, areas_of
from findings.readers.report.uncounted import counts_all, may_count

SHORT = 200
_BARE = re.compile(
    r"(?:the )?(?:(force|police|constabulary)|(hmicfrs|hmic|inspectors?|inspectorate))(?:'s|\u2019s)?"
    r"(?: (?:grades?|grading|judge?ments?|assessors?|assessment|view|total))?",
    re.I,
)
_BREAKDOWN = re.compile(r"\bbreakdown\b|\bby area\b", re.I)


@dataclass(frozen=True)
class Tally:
    """One statement of one counted set, as printed in one place. `form` is `list`, `table` or `sentence`."""

    assessor: str
    sample: str
    area: str | None
    counts: tuple[GradeCount, ...]
    total: int | None
    place: Place
    form: str
    chapter: str
    count_places: tuple[Place, ...] = ()
    doubts: tuple[Doubt, ...] = ()

    @property
    def key(self):
        return (self.assessor, self.sample, self.area)

    @property
    def is_shares(self):
        return any(count.is_percent for count in self.counts)

    def numbers(self):
        return {count.grades: count.value for count in self.counts}


@dataclass
class _Scene:
    """What headings and leads have said so far about the sets that follow."""

    area: str | None = None
    sample: str | None = None
    assessor: str | None = None
    total: int | None = None
    at: Place | None = None


def read_tallies(section, areas):
    """(tallies in the order of the text, indexes of the blocks that hold them, doubts about what may hold more)."""
    found, used, doubts, scene, index = [], set(), [], _Scene(), 0
    blocks = section.blocks
    while index < len(blocks):
        run = _run(blocks, index)
        if run:
            found.append(_listed(section, scene, blocks[index : index + len(run)], run))
            used |= set(range(index, index + len(run)))
            index += len(run)
            continue
        table = _table(blocks, index)
        if table:
            found += _from_table(section, scene, table, areas)
            used |= set(range(index, index + 1 + len(table[1])))
            index += 1 + len(table[1])
            continue
        block = blocks[index]
        told, unread = _told(section, scene, block, areas) if block.kind != "row" else ([], [])
        found += told
        doubts += unread
        if told:
            used.add(index)
        elif may_count(block) or counts_all(block, scene.area):
            why = "it mentions grades and numbers, but not which belong together"
            doubts.append(Doubt(block.place(), "A passage is not read as grades of cases", why))
        elif block.kind == "text" and listed_count(block.text) is not None:
            why = "one grade with one number stands alone and is not read as a set"
            doubts.append(Doubt(block.place(), f"“{block.text}”", why))
        elif block.kind == "text" and (len(block.text) < SHORT or section.is_heading(index)):
            _listen(scene, block, section.is_heading(index), areas)
        index += 1
    return tuple(found), used, doubts


def _run(blocks, index):
    """The counts of consecutive short blocks that each name one grade; a grade that comes again ends the run."""
    run = []
    while index + len(run) < len(blocks):
        block = blocks[index + len(run)]
        count = listed_count(block.text.replace("\t", " "))
        if count is None or any(set(count.grades) & set(other.grades) for other in run):
            break
        run.append(count)
    return run if len(run) >= 2 or (run and blocks[index].kind == "item") else []


def _listen(scene, block, is_heading, areas):
    """A heading or a lead sets what it names; a heading of areas or samples ends what stood before."""
    text = block.text
    if OTHER_INSPECTORATES.search(text) and not re.search(r"\bhmic", text, re.I):
        return
    area = area_of(text, areas) if (areas_of(text, areas) and _names_cases(text, is_heading)) else None
    sample = _sample_of(text)
    assessor = _assessor_of(text)
    if is_heading and not area and not sample and not assessor:
        scene.area = scene.sample = scene.assessor = scene.total = None
    if area:
        if area != scene.area:
            scene.sample = scene.assessor = scene.total = None
        scene.area, scene.at = area, block.place()
    if _BREAKDOWN.search(text):
        scene.area = scene.sample = scene.assessor = scene.total = None
        return
    if sample:
        scene.sample, scene.area, scene.at = sample, area, block.place()
        scene.assessor, scene.total = None, None
    if assessor:
        scene.assessor = assessor
    sizes = [count.value for count in counts_in(text) if not count.is_percent and isinstance(count.value, int)]
    if (sample or area) and sizes and re.search(r"\bcases\b|\baudits\b|\bfiles\b", text, re.I):
        scene.total = sizes[0]


def _names_cases(text, is_heading):
    return is_heading or text.endswith(":") or len(text) < 130


def _sample_of(text):
    if ADDITIONAL.search(text):
        return "additional"
    if JOINT.search(text):
        return "joint"
    return "all" if ALL.search(text) else None


def _assessor_of(text):
    """The one assessor a lead names; where it names both, none."""
    has_force, has_inspectorate = bool(FORCE.search(text)), bool(HMICFRS.search(text))
    if has_force == has_inspectorate:
        return None
    return "force" if has_force else "hmicfrs"


def _set_of(section, scene, assessor, sample, area):
    """Assessor, sample and area of a set, and why they are not certain, if so."""
    assessor = assessor or scene.assessor
    sample, area = sample or scene.sample, area or scene.area
    doubt = None
    if assessor is None:
        assessor = "hmicfrs"
        if section.slug == "case-file-analysis" and area is None and sample != "additional":
            doubt = "nobody is named who assessed these cases; HMICFRS is taken"
    if doubt is None and section.slug == "case-file-analysis" and (assessor, sample, area) == ("hmicfrs", None, None):
        doubt = "nothing names which cases these are; all cases are taken"
    if assessor == "force":
        sample = "joint"
    return assessor, sample or "all", area, doubt


def _listed(section, scene, blocks, run):
    assessor, sample, area, why = _set_of(section, scene, None, None, None)
    place = span(blocks)
    if assessor == "force" and scene.sample is None:
        scene.sample = "joint"  # what the inspectorate's list beside it counts are the same cases
    doubts = (Doubt(place, "A list of grades", why),) if why else ()
    places = tuple(block.place() for block in blocks)
    form = "table" if blocks[0].kind == "row" else "list"
    return Tally(assessor, sample, area, tuple(run), scene.total, place, form, section.slug, places, doubts)


def _told(section, scene, block, areas):
    """(tallies, doubts) of a paragraph."""
    found = []
    tallies, unread = sentence_tallies(block.text)
    what = "A sentence with grades is not read"
    doubts_of_block = [Doubt(block.place(start, end), what, why) for start, end, why in unread]
    for told in tallies:
        named = areas_of(told.text, areas)
        is_told = section.slug == "case-file-analysis" or _opens_with(told.text, areas)
        area = named[0] if len(named) == 1 and is_told else None
        assessor, sample, area, why = _set_of(section, scene, told.assessor, told.sample, area or scene.area)
        if section.slug in ("summary", "conclusion", "front") and told.sample is None and assessor == "hmicfrs":
            sample = "all"
        place = block.place(told.start, told.end)
        doubts = [Doubt(place, "A sentence with grades", why)] if why else []
        if not named and scene.area and ALL.search(told.text):
            why = f"it speaks of all cases, under a heading of {scene.area}; it is read as of {scene.area}"
            doubts.append(Doubt(place, "A sentence with grades", why))
        if told.unclear:
            doubts.append(Doubt(place, "A sentence with grades", f"“{told.unclear}” is not plain enough to be sure of"))
        places = tuple(block.place(count.start, count.end) for count in told.counts)
        found.append(
            Tally(
                assessor, sample, area, told.counts, told.total, place, "sentence", section.slug, places, tuple(doubts)
            )
        )
    return found, doubts_of_block


def _opens_with(text, areas):
    """Whether a sentence outside the analysis plainly counts the cases of an area: "Custody: nine cases, …"."""
    found = re.match(r"[^:.;]{3,80}?(?::|\bcases\b)", text)
    return bool(found) and len(areas_of(found.group(), areas)) == 1


def _table(blocks, index):
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


def _from_table(section, scene, table, areas):
    header, rows = table
    if sum(len(grades_in(cell)) == 1 for cell in header.cells) >= 2:
        return [made for row in rows if (made := _across(section, scene, header, row, areas))]
    return _down(section, scene, header, rows, areas)


def _across(section, scene, header, row, areas):
    """Grades are columns; the row's first cell says whose or which cases they are."""
    counts, total = [], None
    # The first cell of the header may be empty and lost: columns are counted from the right.
    columns = list(zip(reversed(header.cells), reversed(row.cells), strict=False))
    for name, cell in reversed(columns):
        numbers = counts_in(cell)
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
        counts = []
        for row in rows:
            grades = grades_in(row.cells[0])
            numbers = counts_in(row.cells[column]) if column < len(row.cells) else []
            if column and len(grades) == 1 and len(numbers) == 1:
                counts.append(GradeCount(grades[0].grades, numbers[0].value, 0, 1, numbers[0].is_percent))
        if len(counts) >= 2:
            made.append(_from_cells(section, scene, name, counts, None, rows[0], areas, span((header, *rows))))
    return made


def _from_cells(section, scene, label, counts, total, row, areas, place=None):
    assessor, sample, area, why = _set_of(
        section, scene, _assessor_of(label) or _bare_assessor(label), _sample_of(label), area_of(label, areas)
    )
    place = place or row.place()
    if re.search(r"\btotal\b|\ball\b", label, re.I) and not _sample_of(label):
        sample, area = "all", None
    doubts = (Doubt(place, f"A row of grades, “{label}”", why),) if why else ()
    return Tally(
        assessor, sample, area, tuple(counts), total, place, "table", section.slug, (place,) * len(counts), doubts
    )


def _bare_assessor(label):
    bare = r"(?:the )?(?:(force|police|constabulary)|(hmicfrs|hmic|inspectors?|inspectorate))(?:'s|\u2019s)?"
    found = re.fullmatch(
        rf"{bare}(?: (?:grades?|grading|judge?ments?|assessors?|assessment|view|total))?", label.strip(), re.I
    )
    return None if not found else "force" if found[1] else "hmicfrs"
