"""Case audits as one grid: a line for each counted set, a column for each grade, every cell as the person typed it.

Reading a grid never guesses: an empty cell is a grade that the report does not print, 0 is printed as none, and
anything else than a whole number is told with its line and column.
"""

from dataclasses import dataclass, replace

from pydantic import TypeAdapter, ValidationError

from findings.documents.base import Text
from findings.documents.case_audits import CaseAuditPart, GradeCountPart
from findings.documents.grid_cell import Cell, number_cell
from findings.documents.locator_text import UnclearPlaceError, locator_from, text_of
from findings.documents.lumped_counts import LumpedLine, read_lumped, texts_of_lumped
from findings.documents.workbook.plan import expected_sets
from findings.statistics.ledger import CountedSet

SAMPLES = {"joint": "the joint cases", "additional": "the additional cases", "all": "all cases"}
EVERYWHERE = "where-all"
NOTE = TypeAdapter(Text)
NO_PLACE = "say where in the report it stands, for example: page 12"


@dataclass(frozen=True)
class Line:
    """One counted set. `lumped` are its counts over several grades, which have lines of their own (`Grid.together`)."""

    key: str
    assessor: str
    sample: str
    area: str | None
    name: str
    counts: tuple[Cell, ...]
    total: Cell
    where: Cell
    note: Cell
    is_derived: bool = False
    lumped: tuple = ()

    @property
    def cells(self):
        return (*self.counts, self.total, self.where, self.note)

    @property
    def is_used(self):
        """Whether anything is printed of this set."""
        return bool(self.lumped) or any(cell.text for cell in (*self.counts, self.total))

    def by_grade(self):
        return {cell.field.rsplit(".", 1)[1]: cell.value for cell in self.counts}

    def counted_set(self):
        """What stands in the line, for the ledger: nothing is added that is not there."""
        return CountedSet(
            assessor=self.assessor,
            sample=self.sample,
            area=self.area,
            counts=self.by_grade(),
            printed_total=self.total.value,
            name=self.name,
            lumped={(count.grade, count.grade_to): count.cases for count in self.lumped},
        )

    def sum(self):
        """The sum of the grades, those counted together included; None where a grade is not printed."""
        return self.counted_set().derived_total()


@dataclass(frozen=True)
class Grid:
    """Every line, the place that holds for lines without one of their own, and the lines of grades counted together."""

    lines: tuple[Line, ...]
    everywhere: Cell
    together: tuple[LumpedLine, ...] = ()

    @property
    def errors(self):
        """(field, sentence) of everything that is wrong."""
        cells = [self.everywhere, *(cell for line in (*self.lines, *self.together) for cell in line.cells)]
        return [(cell.field, f"{cell.label}: {cell.error}") for cell in cells if cell.error]

    @property
    def unread(self):
        """How many cells hold something that is no whole number."""
        cells = [cell for line in self.lines for cell in (*line.counts, line.total)]
        cells += [line.cases for line in self.together]
        return sum(bool(cell.text) and cell.value is None for cell in cells)


def sets_of(document, choices):
    """The sets that have a line: those that reports usually print, then any other that the document counts."""
    found = expected_sets(choices)
    audits = [(audit.assessor, audit.sample, audit.area) for audit in document.case_audits]
    return [*found, *(counted for counted in audits if counted not in found)]


def texts_of(document, choices):
    """What the fields of the grid hold for a document."""
    texts = texts_of_lumped(document)
    for audit in document.case_audits:
        for count in audit.counts:
            if count.grade_to is None:
                texts[f"{audit.key}.{count.grade}"] = str(count.cases)
                if count.derived:
                    texts[f"{audit.key}.derived"] = "on"
        texts[f"{audit.key}.total"] = "" if audit.total is None else str(audit.total)
        texts[f"{audit.key}.where"] = text_of(audit.locator)
        texts[f"{audit.key}.note"] = audit.note or ""
    return texts


def read_grid(texts, document, choices):
    """The Grid of these texts. `document` is what the draft says: it may count sets that reports usually do not."""
    sets = {"-".join(part for part in identity if part): identity for identity in sets_of(document, choices)}
    together = read_lumped(texts, document, choices, tuple(sets))
    everywhere = _place(EVERYWHERE, "Where the tallies stand", texts)
    lines = []
    for key, identity in sets.items():
        lumped = tuple(line.count for line in together if line.audit.value == key and line.count)
        lines.append(_line(key, identity, texts, lumped, choices))
    return _placed(lines, everywhere, together)


def _placed(lines, everywhere, together):
    """The Grid, with what is missing of places: told once where no line has one, else at each line without."""
    if not everywhere.error and everywhere.value is None:
        used = [line for line in lines if line.is_used and not line.where.error]
        if len(used) > 1 and all(line.where.value is None for line in used):
            everywhere = everywhere.wrong("say where in the report the numbers stand, for example: page 12")
        else:
            lines = [
                replace(line, where=line.where.wrong(NO_PLACE)) if line in used and line.where.value is None else line
                for line in lines
            ]
    return Grid(tuple(lines), everywhere, together)


def _line(key, identity, texts, lumped, choices):
    assessor, sample, area = identity
    name = name_of(assessor, sample, choices.name("short_areas", area) if area else None)
    counts = tuple(
        number_cell(f"{key}.{grade}", f"{name}, {choices.name('grades', grade)}", texts)
        for grade in choices.of("grades")
    )
    total = number_cell(f"{key}.total", f"{name}, printed total", texts)
    where = _place(f"{key}.where", f"{name}, where it stands", texts)
    has_counts = lumped or any(cell.text for cell in counts)
    if total.text and not has_counts:
        total = total.wrong("a total alone is no count: give the cases of at least one grade")
    note = _note(f"{key}.note", f"{name}, note", texts)
    return Line(
        key, assessor, sample, area, name, counts, total, where, note, bool(texts.get(f"{key}.derived")), lumped
    )


def name_of(assessor, sample, area_name=None):
    """The set in words: "HMICFRS on all cases, missing children"."""
    who = "HMICFRS" if assessor == "hmicfrs" else "The force"
    return f"{who} on {SAMPLES[sample]}" + (f", {area_name.lower()}" if area_name else "")


def _note(field, label, texts):
    text = texts.get(field, "").strip()
    try:
        return Cell(field, label, text, NOTE.validate_python(text) if text else None)
    except ValidationError as invalid:
        return Cell(field, label, text, None, invalid.errors()[0]["msg"].removeprefix("Value error, "))


def _place(field, label, texts):
    text = texts.get(field, "").strip()
    try:
        return Cell(field, label, text, locator_from(text))
    except UnclearPlaceError as error:
        return Cell(field, label, text, None, str(error))


def counted_sets(grid):
    """What stands in the grid, for the ledger: nothing is added that is not there."""
    return tuple(line.counted_set() for line in grid.lines if line.is_used)


def audits_of(grid, document, choices):
    """The case audits of a grid without errors, in the order of its lines."""
    before = {audit.key: audit for audit in document.case_audits}
    return [_audit(line, before.get(line.key), grid.everywhere, choices) for line in grid.lines if line.is_used]


def _audit(line, before, everywhere, choices):
    order = {grade: number for number, grade in enumerate(choices.of("grades"))}
    had = {count.grade for count in before.counts if count.derived and not count.grade_to} if before else set()
    counts = list(line.lumped)
    for grade, cases in line.by_grade().items():
        if cases is not None:
            is_derived = line.is_derived and (grade in had or not had)
            counts.append(GradeCountPart(grade=grade, cases=cases, derived=is_derived))
    return CaseAuditPart(
        assessor=line.assessor,
        sample=line.sample,
        area=line.area,
        scale=choices.case_scale,
        total=line.total.value,
        counts=sorted(counts, key=lambda count: order[count.grade]),
        note=line.note.value,
        locator=line.where.value or everywhere.value,
    )
