"""Loads documents: every problem of every file first, then all of them in one transaction, or nothing."""

from dataclasses import dataclass

from django.db import transaction

from findings.documents.check import check, slug_of
from findings.documents.parts import changes_between
from findings.documents.problems import DocumentError, told_once
from findings.documents.yaml_form import examine_file
from findings.models import Claim, Milestone
from findings.search.index import index_inspection
from findings.store import record
from findings.store.export import document_of
from findings.store.fields import header_fields
from findings.store.obstacles import DRAFTS, obstacles
from findings.store.peoples_work import CODINGS, without_peoples_work
from findings.store.save import save_items, update
from findings.store.themes_of_today import with_todays_themes
from findings.store.vocabulary import vocabulary
from inspections.models import Force, Framework, Inspection

State = Inspection.State


@dataclass(frozen=True)
class Outcome:
    """What loading one document did: `added`, `new edition`, `draft changed`, `unchanged`."""

    inspection: Inspection
    what: str


def load_files(paths, *, as_draft=False, only_missing=False):
    """Reads, checks and stores YAML files; DocumentError lists every problem of all of them."""
    sources, problems = [], []
    for path in paths:
        try:
            sources.append(examine_file(path))
        except DocumentError as error:
            problems += error.problems
    if only_missing:
        there = set(Inspection.objects.values_list("slug", flat=True))
        sources = [source for source in sources if slug_of(source) not in there]
    return load_sources(sources, as_draft=as_draft, problems=problems)


def load_sources(sources, *, as_draft=False, problems=(), by=None, reason=""):
    """Checks and stores documents that have been read already; `by` and `reason` go on record."""
    told = [*problems, *(problem for source in sources for problem in source.problems)]
    problems = told_once(told, [*_problems_of(sources), *obstacles(sources, as_draft=as_draft)])
    if problems:
        raise DocumentError(problems)
    with transaction.atomic():
        return [store(source.document, as_draft=as_draft, by=by, reason=reason) for source in _parents_first(sources)]


def store(document, *, as_draft=False, by=None, reason=""):
    """Stores one checked document. Nothing changed: nothing written. A changed published one: a new edition."""
    document = with_todays_themes(document)
    slug = document.inspection.slug
    rows = Inspection.objects.filter(slug=slug).select_related("force", "framework", "parent")
    current = rows.filter(state=State.PUBLISHED).first()
    draft = rows.filter(state__in=DRAFTS).first()
    if as_draft:
        return _store_draft(document, current, draft, by, reason)
    if current is None:
        made = _create(document, State.PUBLISHED, 1)
        record.write(made, record.What.LOADED, by=by, reason=reason)
        return Outcome(made, "added")
    if says_the_same(current, document):
        return Outcome(current, "unchanged")
    replace(current, document)
    record.write(current, record.What.LOADED, by=by, reason=reason)
    return Outcome(current, "new edition")


def says_the_same(row, document):
    """Whether the row holds this document already, apart from what people entered upon it."""
    document = without_peoples_work(document, row)
    return canonical(document_of(row, with_peoples_work=False)) == canonical(document)


def replace(current, document):
    """Makes the document the next edition, and returns the copy of what the edition before said.

    The row of the current edition, and so every permalink, stays; what it said is kept as a copy.
    """
    document_as_read = document_of(current)
    _write(current, without_peoples_work(document, current), edition=current.edition + 1)
    return _create(document_as_read, State.SUPERSEDED, current.edition - 1)


def create_draft(document, edition):
    """A draft of this edition; who made it is for the caller to put on record."""
    return _create(document, State.DRAFT, edition)


def rewrite_draft(draft, document):
    """Makes a draft say exactly this, also where people had marked a theme or claim in it as theirs."""
    for model, link in CODINGS.values():
        model.objects.filter(**{f"{link}__inspection": draft}).update(coded_by=None)
    Claim.objects.filter(recommendation__inspection=draft).update(entered_by=None)
    Milestone.objects.filter(inspection=draft).update(entered_by=None)
    _write(draft, with_todays_themes(document), edition=draft.edition)


def canonical(document):
    """The document with counts and claims in one order, so that a mere reordering of them is no change."""
    audits = [
        audit.model_copy(update={"counts": sorted(audit.counts, key=lambda count: count.grade)})
        for audit in document.case_audits
    ]
    recommendations = [
        item.model_copy(update={"claims": sorted(item.claims, key=lambda claim: claim.identity)})
        for item in document.recommendations
    ]
    return document.model_copy(update={"case_audits": audits, "recommendations": recommendations})


def _problems_of(sources):
    known, problems, seen = vocabulary(), [], {}
    coming = frozenset(slug_of(source) for source in sources)
    for source in sources:
        slug = slug_of(source)
        if slug is not None and slug in seen:
            problems.append(source.problem(("inspection", "slug"), f"{slug} stands in {seen[slug]} as well"))
        seen[slug] = source.file
        problems += check(source, known, coming)
    return problems


def _parents_first(sources):
    """Sources in an order in which a parent is stored before what follows it up; there are no circles by now."""
    waiting = {source.document.inspection.slug: source for source in sources}
    ordered = []
    while waiting:
        ready = [s for s in waiting.values() if s.document.inspection.parent not in waiting]
        for source in ready:
            ordered.append(waiting.pop(source.document.inspection.slug))
    return ordered


def _store_draft(document, current, draft, by, reason):
    if draft is None:
        made = create_draft(document, current.edition + 1 if current else 1)
        record.begin(made, record.What.CREATED if by else record.What.LOADED, by=by, reason=reason)
        return Outcome(made, "added")
    if says_the_same(draft, document):
        return Outcome(draft, "unchanged")
    before = record.state_of(draft)
    if not record.has_begun(draft):
        record.begin(draft, record.What.FOUND)
    _write(draft, without_peoples_work(document, draft), edition=draft.edition)
    what = record.What.CHANGED if by else record.What.LOADED
    changes = changes_between(before, record.state_of(draft))
    record.write(draft, what, by=by, reason=reason, changes=changes)
    return Outcome(draft, "draft changed")


def _references(header):
    return {
        "force": Force.objects.get(slug=header.force),
        "framework": Framework.objects.select_related("case_scale", "topic_scale").get(slug=header.framework),
        "parent": _parent(header.parent) if header.parent else None,
    }


def _parent(slug):
    """The published inspection; while drafts are stored together, the draft."""
    rows = Inspection.objects.filter(slug=slug)
    return rows.published().first() or rows.get(state__in=DRAFTS)


def _create(document, state, edition):
    header = document.inspection
    inspection = Inspection.objects.create(
        slug=header.slug, state=state, edition=edition, **_references(header), **header_fields(header)
    )
    save_items(inspection, document)
    index_inspection(inspection)
    return inspection


def _write(inspection, document, *, edition):
    update(inspection, {**_references(document.inspection), **header_fields(document.inspection)})
    inspection.edition = edition
    inspection.save(update_fields=["edition", "changed_at"])
    save_items(inspection, document)
    index_inspection(inspection)
