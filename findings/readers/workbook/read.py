"""A workbook as an InspectionDocument: every problem of every cell, or a document and where each value stands."""

from dataclasses import dataclass

from findings.documents.base import Part
from findings.documents.inspection_document import InspectionDocument
from findings.documents.mistakes import attempt
from findings.documents.problems import DocumentError, Problem, sound
from findings.documents.workbook.layout import ABOUT, LISTS, VERSION
from findings.documents.workbook.plan import plan
from findings.documents.workbook.sheets import INSPECTION
from findings.documents.yaml_form import dotted
from findings.readers.workbook.assemble import assemble
from findings.readers.workbook.cells import read_cells
from findings.readers.workbook.container import NotAWorkbookError
from findings.readers.workbook.tables import read_header, read_table


@dataclass(frozen=True)
class WorkbookSource:
    """A document together with the cells its values stand in, for problems found later.

    With `problems` it is what could be read in spite of them, and good for further checks only.
    """

    file: str
    document: InspectionDocument
    places: dict
    problems: tuple = ()

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
    return sound(examine_workbook(content, choices, file))


def examine_workbook(content, choices, file="workbook"):
    """A WorkbookSource with every problem of reading it; DocumentError where it is no workbook of a template."""
    try:
        sheets = read_cells(content, file)
    except NotAWorkbookError as sentence:
        raise DocumentError([Problem(file, 0, "", str(sentence))]) from None
    chosen = _about(sheets, choices, file)
    planned = (INSPECTION, *plan(chosen))
    problems = list(_sheets(sheets, planned, file))
    for sheet in planned:
        problems += sheets[sheet.title].problems if sheet.title in sheets else ()
    header = read_header(sheets.get(INSPECTION.title), chosen, file, problems)
    tables = {
        sheet.title: (sheet, read_table(sheets[sheet.title], sheet, chosen, file, problems))
        for sheet in planned[1:]
        if sheet.title in sheets
    }
    missing = [sheet for sheet in planned[1:] if sheet.title not in sheets]
    made = assemble(header, tables, chosen, file, problems, missing=missing)
    document = _attempted(made, file, problems)
    return WorkbookSource(file, document, made.places, tuple(problems))


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
        yield Problem(file, 0, "", "this sheet is missing: copy it from an empty workbook; it may stay empty", title)
    for title in sorted(set(sheets) - wanted - {ABOUT, LISTS}):
        yield Problem(file, 0, "", "no sheet of the template is called so: take it out", title)


def _attempted(made, file, problems):
    """The document, or what could be read of it, with what stands alone because nothing says where it belongs."""
    document, mistakes = attempt(InspectionDocument, made.data, unread=frozenset(made.unread))
    for stray in made.strays:
        part, more = attempt(stray.part, stray.data, stray.path, frozenset(made.unread))
        mistakes += more
        if stray.scale:
            document.case_audits.append(stray.set_of(part))
    for name in made.gaps & set(InspectionDocument.model_fields):
        getattr(document, name).append(Part())  # says nothing: stands for what could not be read
    problems += [problem_at(made.places, file, path, told) for path, told in mistakes]
    if made.unread and not problems:
        raise RuntimeError("a value could not be read, and nothing was told of it")
    return document
