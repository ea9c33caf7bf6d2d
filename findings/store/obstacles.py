"""What stands in the database against storing a document, found before anything is written."""

from findings.documents.check import header_of, keys_of, slug_of
from inspections.models import Inspection

State = Inspection.State
DRAFTS = (State.DRAFT, State.IN_REVIEW)


def obstacles(sources, *, as_draft):
    """Every problem that these documents have with what is stored already.

    One whose header could not be read whole is nothing that could be compared.
    """
    sources = [source for source in sources if header_of(source).says("slug", "force", "framework", "parent")]
    problems = list(_circles(sources))
    for source in sources:
        problems += _lost_follow_up(source)
        problems += _other_framework(source, as_draft)
        problems += _cases_of_another_force(source)
    if not as_draft:
        problems += _drafts_in_the_way(sources)
    return problems


def _circles(sources):
    """An inspection that follows up itself, by way of others."""
    stored = Inspection.objects.exclude(state=State.SUPERSEDED).filter(parent__isnull=False)
    parents = dict(stored.values_list("slug", "parent__slug"))
    parents |= {source.document.inspection.slug: source.document.inspection.parent for source in sources}
    for source in sources:
        slug = source.document.inspection.slug
        line = [slug]
        while (above := parents.get(line[-1])) and above not in line:
            line.append(above)
        if above == slug and len(line) > 1:
            told = " → ".join([*line, slug])
            yield source.problem(("inspection", "parent"), f"these inspections are parents of each other: {told}")


def _lost_follow_up(source):
    """A recommendation with claims that people entered cannot vanish with a new edition."""
    keys = keys_of(source, "recommendations")
    if keys is None:
        return
    rows = Inspection.objects.exclude(state=State.SUPERSEDED).filter(slug=slug_of(source))
    followed = rows.filter(recommendations__claims__entered_by__isnull=False)
    for key in sorted(set(followed.values_list("recommendations__key", flat=True))):
        if key not in keys:
            yield source.problem(("recommendations",), f"{key} is missing here, but its follow-up has been entered")


def _other_framework(source, as_draft):
    """Items point to chapters and areas of their framework; a rule of the database forbids the mixture."""
    header = source.document.inspection
    rows = Inspection.objects.filter(slug=header.slug, state__in=DRAFTS if as_draft else [State.PUBLISHED])
    for framework in rows.values_list("framework__slug", flat=True):
        if framework != header.framework:
            yield source.problem(
                ("inspection", "framework"),
                f"the framework of an edition cannot change; {header.slug} is stored under {framework}",
            )


def _cases_of_another_force(source):
    """Single cases repeat the force of their inspection; a rule of the database forbids that the two differ."""
    header = source.document.inspection
    rows = Inspection.objects.exclude(state=State.SUPERSEDED).filter(slug=header.slug, casecounts__isnull=False)
    for force in sorted(set(rows.values_list("force__slug", flat=True))):
        if force != header.force:
            yield source.problem(
                ("inspection", "force"),
                f"single cases of {force} are loaded for {header.slug}; purge them before its force changes",
            )


def _drafts_in_the_way(sources):
    drafts = set(Inspection.objects.filter(state__in=DRAFTS).values_list("slug", flat=True))
    for source in sources:
        slug = source.document.inspection.slug
        if slug in drafts:
            yield source.problem(("inspection", "slug"), f"a draft of {slug} is being worked on; finish or delete it")
