"""Loads documents: every problem of every file first, then all of them in one transaction, or nothing."""

from dataclasses import dataclass

from django.db import transaction

from findings.documents.check import check
from findings.documents.problems import DocumentError, Problem
from findings.documents.yaml_form import read_file
from findings.store.export import document_of
from findings.store.fields import header_fields
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
    problems = [*problems, *_problems_of(sources)]
    if not as_draft:
        problems += _in_the_way(sources)
    if problems:
        raise DocumentError(problems)
    with transaction.atomic():
        return [store(source.document, as_draft=as_draft) for source in _parents_first(sources)]


def store(document, *, as_draft=False):
    """Stores one checked document. Nothing changed: nothing written. A changed published one: a new edition."""
    slug = document.inspection.slug
    rows = Inspection.objects.filter(slug=slug).select_related("force", "framework", "parent")
    current = rows.filter(state=State.PUBLISHED).first()
    draft = rows.filter(state__in=[State.DRAFT, State.IN_REVIEW]).first()
    if as_draft:
        return _store_draft(document, current, draft)
    if current is None:
        return Outcome(_create(document, State.PUBLISHED, 1), "added")
    if canonical(document_of(current, with_peoples_work=False)) == canonical(document):
        return Outcome(current, "unchanged")
    # The row of the current edition, and so every permalink, stays; what it said is kept as a copy.
    document_as_read = document_of(current)
    _write(current, document, edition=current.edition + 1)
    _create(document_as_read, State.SUPERSEDED, current.edition - 1)
    return Outcome(current, "new edition")


def canonical(document):
    """The document with counts in one order, so that a mere reordering of counts is no change."""
    audits = [
        audit.model_copy(update={"counts": sorted(audit.counts, key=lambda count: count.grade)})
        for audit in document.case_audits
    ]
    return document.model_copy(update={"case_audits": audits})


def _problems_of(sources):
    known, problems, seen = vocabulary(), [], {}
    coming = frozenset(source.document.inspection.slug for source in sources)
    for source in sources:
        slug = source.document.inspection.slug
        if slug in seen:
            problems.append(source.problem(("inspection", "slug"), f"{slug} stands in {seen[slug]} as well"))
        seen[slug] = source.file
        problems += check(source, known, coming)
        problems += _lost_follow_up(source)
    return problems


def _lost_follow_up(source):
    """A recommendation with claims that people entered cannot vanish with a new edition."""
    document = source.document
    keys = {item.key for item in document.recommendations}
    rows = Inspection.objects.published().filter(slug=document.inspection.slug)
    followed = rows.filter(recommendations__claims__entered_by__isnull=False)
    for key in followed.values_list("recommendations__key", flat=True).distinct():
        if key not in keys:
            yield source.problem(("recommendations",), f"{key} is missing here, but its follow-up has been entered")


def _in_the_way(sources):
    drafts = set(Inspection.objects.filter(state__in=[State.DRAFT, State.IN_REVIEW]).values_list("slug", flat=True))
    for source in sources:
        slug = source.document.inspection.slug
        if slug in drafts:
            yield source.problem(("inspection", "slug"), f"a draft of {slug} is being worked on; finish or delete it")


def _parents_first(sources):
    """Sources in an order in which a parent is stored before what follows it up; circles are refused."""
    waiting = {source.document.inspection.slug: source for source in sources}
    ordered = []
    while waiting:
        ready = [s for s in waiting.values() if s.document.inspection.parent not in waiting]
        if not ready:
            raise DocumentError(
                [
                    Problem(s.file, 0, "inspection.parent", "these inspections are parents of each other")
                    for s in waiting.values()
                ]
            )
        for source in ready:
            ordered.append(waiting.pop(source.document.inspection.slug))
    return ordered


def _store_draft(document, current, draft):
    if draft is None:
        edition = current.edition + 1 if current else 1
        return Outcome(_create(document, State.DRAFT, edition), "added")
    if canonical(document_of(draft, with_peoples_work=False)) == canonical(document):
        return Outcome(draft, "unchanged")
    _write(draft, document, edition=draft.edition)
    return Outcome(draft, "draft changed")


def _references(header):
    return {
        "force": Force.objects.get(slug=header.force),
        "framework": Framework.objects.select_related("case_scale", "topic_scale").get(slug=header.framework),
        "parent": Inspection.objects.published().get(slug=header.parent) if header.parent else None,
    }


def _create(document, state, edition):
    header = document.inspection
    inspection = Inspection.objects.create(
        slug=header.slug, state=state, edition=edition, **_references(header), **header_fields(header)
    )
    save_items(inspection, document)
    return inspection


def _write(inspection, document, *, edition):
    references = _references(document.inspection)
    if references["framework"] != inspection.framework:
        # Items point to chapters and areas of the old framework; a rule of the database forbids the mixture.
        raise DocumentError(
            [Problem(document.inspection.slug, 0, "inspection.framework", "the framework of an edition cannot change")]
        )
    update(inspection, {**references, **header_fields(document.inspection)})
    inspection.edition = edition
    inspection.save(update_fields=["edition", "changed_at"])
    save_items(inspection, document)
