"""Edits of a draft as a document: read, changed, checked as any document is, and written by the store."""

import hashlib
import json

from django.db import transaction

from findings.actions.draft import begin_draft, changing
from findings.actions.refusal import RefusedError, require_right
from findings.documents.check import check
from findings.documents.inspection_document import FORMAT, InspectionDocument
from findings.documents.parts import LISTS, document_from, parts_of, with_changes
from findings.documents.problems import DocumentError
from findings.documents.yaml_form import Source
from findings.models import Revision
from findings.store import record
from findings.store.export import document_of
from findings.store.load import create_draft, rewrite_draft
from findings.store.vocabulary import vocabulary
from inspections.models import Inspection
from inspections.roles import ENTER


class ConflictError(Exception):
    """Somebody else changed the same thing in the meantime; `document` is what the draft says now."""

    def __init__(self, document):
        self.document = document
        super().__init__("Somebody else has changed this in the meantime.")


def version_of(document, *names):
    """A short token of what these parts say (`findings/key`, `case_audits`, `inspection`); another text, another token.

    The name of a whole list stands for all of its items.
    """
    return _token(parts_of(document), names)


def _token(parts, names):
    said = {part: value for part, value in parts.items() if part in names or part.split("/")[0] in names}
    return hashlib.sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:16]


def document_seen(inspection, seen, *names):
    """The latest state on record in which these parts had this version, as a document; None where none had it."""
    parts, found = {}, None
    for changes in Revision.objects.of(inspection).values_list("changes", flat=True):
        parts = with_changes(parts, changes)
        if changes and _token(parts, names) == seen:
            found = parts
    return document_from(found) if found else None


def edit(inspection, change, *, by, reason="", watched=(), seen=None):
    """Makes the draft say `change(document)`; returns the new document.

    `seen` is the version of the parts `watched` that the person had before them: ConflictError where they say something
    else by now. DocumentError lists what the change would make wrong; what was wrong before stands in nobody's way.
    """
    with changing(inspection, by=by, reason=reason) as draft:
        document = document_of(draft)
        if seen is not None and version_of(document, *watched) != seen:
            raise ConflictError(document)
        changed = change(document)
        _refuse_new_problems(document, changed)
        if changed != document:
            rewrite_draft(draft, changed)
        return changed


@transaction.atomic
def create_inspection(header, *, by, reason=""):
    """A draft that holds nothing but its header (InspectionPart); returns its row."""
    require_right(by, ENTER)
    if Inspection.objects.filter(slug=header.slug).exists():
        raise RefusedError(f"There is an inspection {header.slug} already: correct that one, or choose another name.")
    document = InspectionDocument(document=FORMAT, inspection=header)
    _refuse_new_problems(None, document)
    draft = create_draft(document, 1)
    begin_draft(draft, by=by, reason=reason)
    return draft


def undo(inspection, revision, *, by):
    """Takes one change back, where nobody has changed the same items since."""
    if revision.row != inspection.pk or revision.what != record.What.CHANGED:
        raise RefusedError("This cannot be undone.")

    def back(document):
        parts = parts_of(document)
        for name, (before, after) in revision.changes.items():
            if name in LISTS:
                parts[name] = _order_before(parts.get(name, []), before or [], after or [])
            elif parts.get(name) == after:
                parts[name] = before
            else:
                raise RefusedError("The same item has been changed again since: the change is not taken back.")
        return document_from({name: value for name, value in parts.items() if value is not None})

    return edit(inspection, back, by=by, reason="Taken back")


def _order_before(now, before, after):
    """The order of keys without what a change added, and with what it took away in its old place."""
    if now == after:
        return before
    keys = [key for key in now if key in before or key not in after]
    for place, key in enumerate(before):
        if key not in after and key not in keys:
            keys.insert(place, key)
    return keys


def _refuse_new_problems(before, after):
    known = vocabulary()
    had = [problem.message for problem in check(Source("draft", before, {}), known)] if before else []
    problems = [problem for problem in check(Source("draft", after, {}), known) if problem.message not in had]
    if problems:
        raise DocumentError(problems)
