"""Loads documents: every problem of every file first, then all of them in one transaction, or nothing."""

from dataclasses import dataclass

from django.db import transaction

from findings.documents.check import check
from findings.documents.problems import DocumentError
from findings.documents.yaml_form import read_file
from findings.search.index import index_inspection
from findings.store.export import document_of
from findings.store.fields import header_fields
from findings.store.obstacles import DRAFTS, obstacles
from findings.store.peoples_work import without_peoples_work
from findings.store.save import save_items, update
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
            sources.append(read_file(path))
        except DocumentError as error:
            problems += error.problems
    if only_missing:
        there = set(Inspection.objects.values_list("slug", flat=True))
        sources = [source for source in sources if source.document.inspection.slug not in there]
    return load_sources(sources, as_draft=as_draft, problems=problems)


def load_sources(sources, *, as_draft=False, problems=()):
    """Checks and stores documents that have been read already."""
    problems = [*problems, *_problems_of(sources), *obstacles(sources, as_draft=as_draft)]
    if problems:
        raise DocumentError(problems)
    with transaction.atomic():
        return [store(source.document, as_draft=as_draft) for source in _parents_first(sources)]


def store(document, *, as_draft=False):
    """Stores one checked document. Nothing changed: nothing written. A changed published one: a new edition."""
    slug = document.inspection.slug
    rows = Inspection.objects.filter(slug=slug).select_related("force", "framework", "parent")
    current = rows.filter(state=State.PUBLISHED).first()
    draft = rows.filter(state__in=DRAFTS).first()
    if as_draft:
        return _store_draft(document, current, draft)
    if current is None:
        return Outcome(_create(document, State.PUBLISHED, 1), "added")
    document = without_peoples_work(document, current)
    if canonical(document_of(current, with_peoples_work=False)) == canonical(document):
        return Outcome(current, "unchanged")
    # The row of the current edition, and so every permalink, stays; what it said is kept as a copy.
    document_as_read = document_of(current)
    _write(current, document, edition=current.edition + 1)
    _create(document_as_read, State.SUPERSEDED, current.edition - 1)
    return Outcome(current, "new edition")


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
    coming = frozenset(source.document.inspection.slug for source in sources)
    for source in sources:
        slug = source.document.inspection.slug
        if slug in seen:
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


def _store_draft(document, current, draft):
    if draft is None:
        edition = current.edition + 1 if current else 1
        return Outcome(_create(document, State.DRAFT, edition), "added")
    document = without_peoples_work(document, draft)
    if canonical(document_of(draft, with_peoples_work=False)) == canonical(document):
        return Outcome(draft, "unchanged")
    _write(draft, document, edition=draft.edition)
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
