"""Counts over several grades together, as lines beside the grid: which set, from and to which grade, how many."""

from dataclasses import dataclass, replace
from itertools import count, takewhile

from findings.documents.case_audits import GradeCountPart
from findings.documents.grid_cell import Cell, chosen_cell, number_cell

EMPTY_LINES = 2


@dataclass(frozen=True)
class LumpedLine:
    """One line. `audit` is the key of the counted set; `count` what the line means, or None where it says nothing."""

    audit: Cell
    grade: Cell
    grade_to: Cell
    cases: Cell
    is_derived: bool = False

    @property
    def cells(self):
        return (self.audit, self.grade, self.grade_to, self.cases)

    @property
    def is_used(self):
        return any(cell.text for cell in self.cells)

    @property
    def contradiction(self):
        """What is wrong with a line that is filled in; nothing is said of one that somebody is filling in."""
        if not all(cell.text for cell in self.cells):
            return ""
        return next((f"{cell.label}: {cell.error}" for cell in self.cells if cell.error), "")

    @property
    def count(self):
        if not self.is_used or any(cell.error for cell in self.cells):
            return None
        return GradeCountPart(
            grade=self.grade.value, grade_to=self.grade_to.value, cases=self.cases.value, derived=self.is_derived
        )


def texts_of_lumped(document):
    """What the lines hold for a document."""
    texts = {}
    lumped = [(audit.key, each) for audit in document.case_audits for each in audit.counts if each.grade_to]
    for number, (key, each) in enumerate(lumped):
        stem = f"lumped-{number}"
        texts |= {f"{stem}.audit": key, f"{stem}.grade": each.grade, f"{stem}.grade_to": each.grade_to}
        texts |= {f"{stem}.cases": str(each.cases)} | ({f"{stem}.derived": "on"} if each.derived else {})
    return texts


def read_lumped(texts, document, choices, keys):
    """Every line of these texts, and two empty ones. A form without any such line keeps what the draft has."""
    if "lumped-0.audit" not in texts:
        texts = {**texts, **texts_of_lumped(document)}
    lines, taken = [], {}
    for number in takewhile(lambda number: f"lumped-{number}.audit" in texts, count()):
        line = _line(number, texts, choices, keys)
        lines.append(_checked(line, texts, choices.of("grades"), taken))
    empty = sum(not line.is_used for line in lines)
    return (*lines, *(_line(len(lines) + more, {}, choices, keys) for more in range(EMPTY_LINES - empty)))


def _line(number, texts, choices, keys):
    stem, name, grades = f"lumped-{number}", f"Counted together, line {number + 1}", choices.of("grades")
    return LumpedLine(
        chosen_cell(f"{stem}.audit", f"{name}, counted set", texts, keys),
        chosen_cell(f"{stem}.grade", f"{name}, from", texts, grades),
        chosen_cell(f"{stem}.grade_to", f"{name}, to", texts, grades),
        number_cell(f"{stem}.cases", f"{name}, cases", texts),
        bool(texts.get(f"{stem}.derived")),
    )


def _checked(line, texts, grades, taken):
    """The line with what is missing or contradicts the rest. `taken` are the grades that lines before it count."""
    if not line.is_used:
        return line
    missing = {
        "audit": "choose the counted set",
        "grade": "choose the best grade of the range",
        "grade_to": "choose the worst grade of the range",
        "cases": "give the number of cases; 0 is a number",
    }
    told = {name: getattr(line, name).wrong(words) for name, words in missing.items() if not getattr(line, name).text}
    line = replace(line, **told)
    if any(cell.error for cell in line.cells):
        return line
    first, last = grades.index(line.grade.value), grades.index(line.grade_to.value)
    if last <= first:
        return replace(line, grade_to=line.grade_to.wrong("choose a grade that is worse than the first"))
    span, key = grades[first : last + 1], line.audit.value
    counted = [grade for grade in span if texts.get(f"{key}.{grade}", "").strip() or grade in taken.get(key, ())]
    if counted:
        return replace(line, grade=line.grade.wrong(f"{counted[0]} is counted already: a grade counts once in a set"))
    taken.setdefault(key, set()).update(span)
    return line
