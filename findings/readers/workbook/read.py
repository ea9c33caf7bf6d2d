"""A workbook as an InspectionDocument: every problem of every cell, or a document and where each value stands."""

from dataclasses import dataclass

from pydantic import ValidationError

from findings.documents.inspection_document import InspectionDocument
from findings.documents.problems import DocumentError, Problem
from findings.documents.workbook.layout import ABOUT, LISTS, VERSION
from findings.documents.workbook.plan import plan
from findings.documents.workbook.sheets import INSPECTION
from findings.documents.yaml_form import dotted, explain
from findings.readers.workbook.assemble import assemble
from findings.readers.workbook.cells import read_cells
from findings.readers.workbook.container import NotAWorkbookError
from findings.readers.workbook.tables import read_fields, read_table


@dataclass(frozen=True)
class WorkbookSource:
    """A document together with the cells its values stand in, for problems found later."""

    file: str
    document: InspectionDocument
    places: dict

    def problem(self, path, message):
        return problem_at(self.places, self.file, path, message)


def problem_at(places, file, path, message):
    """The problem at the cell of this path, or of the nearest thing around it."""
    path, steps = tuple(path), tuple(path)
    while steps and steps not in places:
        steps = steps[:-1]
    if steps:
        return places[steps].problem(file, message)
    return Problem(file, 0, dotted(path), message)


def read_workbook(content, choices, file="workbook"):
    """A WorkbookSource from the bytes of a workbook; `choices` maps the slug of each framework to its Choices.

    DocumentError lists every problem, each with sheet, row, column, what was found and what was expected.
    """
    try:
        sheets = read_cells(content, file)
    except NotAWorkbookError as sentence:
        raise DocumentError([Problem(file, 0, "", str(sentence))]) from None
    chosen = _about(sheets, choices, file)
    planned = (INSPECTION, *plan(chosen))
    problems = list(_sheets(sheets, planned, file))
    if problems:
        raise DocumentError(problems)
    for sheet in planned:
        problems += sheets[sheet.title].problems
    header = read_fields(sheets[INSPECTION.title], INSPECTION, chosen, file, problems)
    tables = {
        sheet.title: (sheet, read_table(sheets[sheet.title], sheet, chosen, file, problems)) for sheet in planned[1:]
    }
    made = assemble(header, tables, chosen, file, problems)
    document = _validated(made, file, problems)
    if problems:
        raise DocumentError(problems)
    return WorkbookSource(file, document, made.places)


def _about(sheets, choices, file):
    """The Choices of the framework that the workbook names, if it was made from this template."""
    if ABOUT not in sheets:
        told = f"the sheet {ABOUT} is missing: fill in the template of this site"
        raise DocumentError([Problem(file, 0, "", told)])
    said = {}
    for row in (1, 2):
        line = sheets[ABOUT].rows.get(row, {})
        said[row] = line[2].shown if 2 in line else "nothing"
    if said[1] != VERSION:
        told = f"this workbook follows the template {said[1]}, and {VERSION} is expected: take a new template"
        raise DocumentError([Problem(file, 1, "Template", told, ABOUT, "B", said[1], VERSION)])
    if said[2] not in choices:
        known = ", ".join(choices)
        told = f"the framework {said[2]} is not known; known: {known}"
        raise DocumentError([Problem(file, 2, "Framework", told, ABOUT, "B", said[2], f"one of {known}")])
    return choices[said[2]]


def _sheets(sheets, planned, file):
    wanted = {sheet.title for sheet in planned}
    for title in sorted(wanted - set(sheets)):
        yield Problem(file, 0, "", "this sheet is missing: leave it empty rather than take it out", title)
    for title in sorted(set(sheets) - wanted - {ABOUT, LISTS}):
        yield Problem(file, 0, "", "no sheet of the template is called so: take it out", title)


def _validated(made, file, problems):
    try:
        return InspectionDocument.model_validate(made.data)
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False):
            if not _is_told_already(error["loc"], made.unread):
                problems.append(problem_at(made.places, file, error["loc"], explain(error)))
        if not problems:
            raise  # a problem that no cell answers for: never passed over in silence
        return None


def _is_told_already(path, unread):
    """Whether the value at this path, or one within it, could not be read, and a problem says so."""
    return any(path[: len(other)] == other or other[: len(path)] == path for other in unread)
