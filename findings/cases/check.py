"""One row of cells into one case, or into problems that say what was found and what was expected."""

import re
from typing import NamedTuple

from findings.cases.problems import quoted
from findings.cases.source import MOST_CELL, MOST_COLUMNS
from findings.models.audited_case import CASE_SAMPLES

COLUMNS = ("reference", "area", "sample", "force_grade", "hmicfrs_grade", "referred_back")
REFERENCE = re.compile(r"(?=.*[0-9])[A-Za-z0-9][A-Za-z0-9._/-]{0,39}")
YES_NO = {"": "", "yes": "yes", "no": "no", "y": "yes", "n": "no", "true": "yes", "false": "no", "1": "yes", "0": "no"}
NO_TEXT = f"only {', '.join(COLUMNS)}: single cases hold no free text"


class Case(NamedTuple):
    """A case as a file has it, with the numbers of the rows it names; force_grade is None for an additional case."""

    reference: str
    area: int
    sample: str
    force_grade: int | None
    hmicfrs_grade: int
    referred_back: str


def plain(text):
    """Capital letters, spaces, hyphens and underscores make no difference between names."""
    return " ".join(text.replace("-", " ").replace("_", " ").lower().split())


class RowChecker:
    """Knows the areas and grades of one inspection's framework, and which column is which in one file."""

    def __init__(self, inspection, problems):
        self.problems = problems
        framework = inspection.framework
        areas = list(framework.areas.all())
        grades = list(framework.case_scale.grades.all()) if framework.case_scale_id else []
        self.areas = {plain(name): area.pk for area in areas for name in (area.slug, area.short_name, area.name)}
        self.grades = {plain(name): grade.pk for grade in grades for name in (grade.slug, grade.name)}
        self.samples = {plain(name): sample.value for sample in CASE_SAMPLES for name in (sample.value, sample.label)}
        self.expected = {
            "area": f"one of {', '.join(area.slug for area in areas)}",
            "sample": "joint or additional",
            "force_grade": f"one of {', '.join(grade.slug for grade in grades)}",
            "hmicfrs_grade": f"one of {', '.join(grade.slug for grade in grades)}",
            "referred_back": "yes, no, or nothing where it is not known",
        }
        self.known = {
            "area": self.areas,
            "sample": self.samples,
            "force_grade": self.grades,
            "hmicfrs_grade": self.grades,
            "referred_back": YES_NO,
        }
        self.seen = {name: {} for name in self.known}
        self.places = {}

    def heading(self, cells):
        """Learns where each column stands; every column must be there once, and no other may be."""
        if len(cells) > MOST_COLUMNS:
            self.problems.add(1, "", f"{len(cells)} columns", NO_TEXT)
            return
        for place, cell in enumerate(cells):
            name = plain(cell).replace(" ", "_")
            if name in COLUMNS and name not in self.places:
                self.places[name] = place
            elif name in COLUMNS:
                self.problems.add(1, name, "the column twice", "each column once")
            elif name or place < len(COLUMNS):
                self.problems.add(1, "", f"a column {quoted(cell)}", NO_TEXT)
        for name in COLUMNS:
            if name not in self.places:
                self.problems.add(1, name, "no such column", f"a column named {name}")
        self.width = len(cells)

    def case(self, row, cells):
        """The case of one row, or None where something is wrong with it."""
        if len(cells) != self.width:
            if any(cells[self.width :]):
                self.problems.add(row, "", f"{len(cells)} cells", f"{self.width}, as in the heading")
                return None
            cells = [*cells, *[""] * (self.width - len(cells))]
        values = {name: self._value(row, name, cells[place]) for name, place in self.places.items()}
        if None in (values[name] for name in COLUMNS if name != "force_grade") or values["force_grade"] is False:
            return None
        return self._whole(row, values)

    def _value(self, row, name, cell):
        if name == "reference":
            return self._reference(row, cell)
        seen = self.seen[name]
        if cell not in seen:
            found = self.known[name].get(plain(cell)) if len(cell) <= MOST_CELL else None
            if name == "force_grade" and not cell.strip():
                return None
            if found is None:
                self.problems.add(row, name, quoted(cell), self.expected[name])
                return False if name == "force_grade" else None
            seen[cell] = found
        return seen[cell]

    def _reference(self, row, cell):
        reference = cell.strip()
        if REFERENCE.fullmatch(reference):
            return reference
        self.problems.add(
            row, "reference", quoted(reference), "a number of up to 40 letters, digits and . _ / -, no name and no text"
        )
        return None

    def _whole(self, row, values):
        """What the columns must fulfil together."""
        is_joint, grade = values["sample"] == "joint", values["force_grade"]
        if is_joint and grade is None:
            self.problems.add(row, "force_grade", "nothing", f"{self.expected['force_grade']}: the case is joint")
        elif not is_joint and grade is not None:
            self.problems.add(row, "force_grade", "a grade", "nothing: only HMICFRS grades additional cases")
        else:
            return Case(**values)
        return None
