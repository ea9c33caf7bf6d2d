"""A file that a person sends: looked through first, then stored as a draft, all of it or nothing."""

from dataclasses import dataclass, field

from django.db import transaction

from findings.actions.draft_document import ConflictError, version_of
from findings.actions.refusal import RefusedError, require_right
from findings.documents.check import check, slug_of
from findings.documents.inspection_document import InspectionDocument
from findings.documents.parts import HEADER, LISTS, changes_between, parts_of
from findings.documents.problems import DocumentError, told_once
from findings.documents.yaml_form import examine_bytes, read_text
from findings.readers.workbook.read import examine_workbook
from findings.store.choices import all_choices
from findings.store.export import document_of
from findings.store.load import load_sources
from findings.store.obstacles import obstacles
from findings.store.themes_of_today import with_todays_themes
from findings.store.vocabulary import vocabulary
from inspections.models import Inspection
from inspections.roles import ENTER

State = Inspection.State
# What a workbook begins with, and what is sent in its place by mistake.
BINARY = (b"PK", b"%PDF", b"\xd0\xcf\x11\xe0")
NOTHING = "nothing"


@dataclass(frozen=True)
class DryRun:
    """What storing a file would do. With problems nothing else is known.

    `goal` is the draft that would be rewritten, the published edition that would get a successor, or None; `seen` is
    the version of what it says; `changes` maps the name of each part to what it says before and after.
    """

    document: InspectionDocument | None = None
    goal: Inspection | None = None
    seen: str = NOTHING
    changes: dict = field(default_factory=dict)
    problems: tuple = ()


def read(content, name):
    """A source from the bytes of a YAML file or a workbook, with the problems of reading it.

    DocumentError where nothing of it can be read.
    """
    if content.startswith(BINARY) or name.lower().endswith((".xlsx", ".xlsm", ".xls", ".ods")):
        return examine_workbook(content, all_choices(), name)
    return examine_bytes(content, name)


def dry_run(content, name):
    """Reads and checks a file; nothing is written."""
    try:
        return compared(read(content, name))
    except DocumentError as error:
        return DryRun(problems=tuple(error.problems))


def compared(source):
    """What storing this source would change; DocumentError where it cannot be stored."""
    found = [*check(source, vocabulary()), *obstacles([source], as_draft=True)]
    goal = _goal(slug_of(source))
    if goal is not None and goal.state == State.IN_REVIEW:
        told = "this inspection is in review: take it back from review first"
        found.append(source.problem(("inspection", "slug"), told))
    problems = told_once(source.problems, found)
    if problems:
        raise DocumentError(problems)
    before = document_of(goal) if goal else None
    document = with_todays_themes(source.document)
    changes = changes_between(parts_of(before) if before else {}, parts_of(document))
    return DryRun(document, goal, _version(before), changes)


@transaction.atomic
def accept(text, name, *, seen, by):
    """Stores a document (its YAML text) that was looked through before, as a draft; returns the Outcome.

    ConflictError where what it was compared with says something else by now.
    """
    require_right(by, ENTER)
    source = read_text(text, name)
    # The rows that it is compared with are locked before they are read.
    list(Inspection.objects.select_for_update().filter(slug=source.document.inspection.slug))
    found = compared(source)
    if found.seen != seen:
        raise ConflictError(found.document)
    if not found.changes:
        raise RefusedError("The file says what is stored already. Nothing was changed.")
    return load_sources([source], as_draft=True, by=by, reason=f"From the file {name}")[0]


def _goal(slug):
    """The draft with this slug, or else the published edition."""
    rows = Inspection.objects.filter(slug=slug)
    return rows.filter(state__in=(State.DRAFT, State.IN_REVIEW)).first() or rows.published().first()


def _version(document):
    return version_of(document, HEADER, *LISTS) if document else NOTHING
