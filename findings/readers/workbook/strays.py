"""Rows that belong to a row which is not there: nothing can be made of them, but their cells are looked at as well."""

from dataclasses import dataclass

from findings.documents.base import Part
from findings.documents.case_audits import CaseAuditPart, GradeCountPart
from findings.documents.recommendations import ClaimPart, RecommendationPartPart
from findings.readers.workbook.items import data_of, place_item

PARTS = {"parts": RecommendationPartPart, "claims": ClaimPart}


@dataclass(frozen=True)
class Stray:
    """One such row as plain data; `scale` is that of a count without its set."""

    part: type[Part]
    path: tuple
    data: dict
    scale: str | None = None

    def set_of(self, count):
        """The count in a set that says nothing else, so that its grades are checked as those of any other."""
        made = CaseAuditPart.model_construct(scale=self.scale, counts=[count])
        made.__dict__.pop("area")
        return made


def stray_item(made, name, record):
    """Notes a row of the sheet of parts or of claims."""
    path = (name, len(made.strays))
    place_item(made, path, record)
    made.strays.append(Stray(PARTS[name], path, data_of(record)))


def stray_count(made, record, choices):
    """Notes a row of the sheet of lumped grades; its set comes after those of the document."""
    sets = len(made.data["case_audits"]) + sum(stray.scale is not None for stray in made.strays)
    path = ("case_audits", sets, "counts", 0)
    place_item(made, path, record)
    data = {name: value for name, value in record.values.items() if name in GradeCountPart.model_fields}
    made.strays.append(Stray(GradeCountPart, path, data, choices.case_scale))


def ask_for(record, names, file, problems):
    """Whether the row has these fields; where a cell is empty, a problem says so."""
    lacking = [name for name in names if name not in record.values and name not in record.unread]
    for name in lacking:
        told = "this field is missing and must be given"
        problems.append(record.places[name].problem(file, told, "a value"))
    return not lacking
