"""What became of one force's inspections: promises, reviews, and what the numbers allow."""

from dataclasses import dataclass

from dashboards.pages.asked import most_urgent_first
from dashboards.pages.clock import Clock, clock
from dashboards.pages.counted_audits import headline_audits
from dashboards.pages.headlines import headline_counts
from dashboards.pages.timeline import timeline
from findings.models import Milestone, Recommendation
from findings.reconcile import distribution_of
from findings.statistics.differences import compare_shares, decided_together
from findings.statistics.results import Refusal
from inspections.models import Inspection


@dataclass(frozen=True)
class Story:
    """One inspection and what became of it: the steps, what was asked, and the comparison with each later report."""

    inspection: Inspection
    clock: Clock | None
    steps: list
    asked: list
    comparisons: list


@dataclass(frozen=True)
class Comparison:
    """An inspection against what followed it up: sentences with intervals, or the reason why there is none."""

    later: Inspection
    sentences: tuple
    caution: str


def force_page(force, on):
    """The inspections of a force, newest first, and the story of each original one."""
    rows = Inspection.objects.published().filter(force=force).select_related("framework", "parent", "force")
    inspections = list(rows.newest_first())
    headlines = headline_counts(inspections)
    milestones = _by_inspection(Milestone.objects.filter(inspection__in=inspections).select_related("inspection"))
    asked = _by_inspection(
        Recommendation.objects.filter(inspection__in=inspections)
        .select_related("inspection__force")
        .prefetch_related("claims")
    )
    audits = {audit.inspection_id: audit for audit in headline_audits()}
    followed = {}
    for row in inspections:
        if row.parent_id:
            followed.setdefault(row.parent_id, []).append(row)
    asked = {pk: most_urgent_first(rows, on) for pk, rows in asked.items()}
    stories = [
        Story(
            row,
            clock(row, milestones.get(row.pk, ()), asked.get(row.pk, ()), on),
            timeline(row, milestones.get(row.pk, ()), asked.get(row.pk, ()), on),
            asked.get(row.pk, []),
            [_compare(row, later, audits) for later in followed.get(row.pk, ())],
        )
        for row in inspections
        if row.pk in milestones or row.pk in asked or row.pk in followed
    ]
    listed = [(row, headlines.get(row.pk, ())) for row in inspections]
    return {"inspections": listed, "stories": stories}


def _by_inspection(rows):
    found = {}
    for row in rows:
        found.setdefault(row.inspection_id, []).append(row)
    return found


def _compare(earlier, later, audits):
    """The best and the worst grade, over all cases, of an inspection and a later report: disjoint samples."""
    first, second = audits.get(later.pk), audits.get(earlier.pk)
    if first is None or second is None:
        return Comparison(
            later, (), "One of the two reports prints no grades of all cases: there is nothing to compare."
        )
    if first.scale_id != second.scale_id or earlier.framework_id != later.framework_id:
        return Comparison(later, (), "The two reports grade by other rules or on another scale: they are not compared.")
    new, old = distribution_of(first), distribution_of(second)
    if not (new.total and old.total):
        return Comparison(later, (), new.reason or old.reason or "There are no cases to compare.")
    names = [grade.name.lower() for grade in first.scale.grades.all()]
    results = [
        compare_shares(
            new.counts[place],
            new.total,
            old.counts[place],
            old.total,
            first_name=f"in {later.published_on.year}",
            second_name=f"in {earlier.published_on.year}",
            what=f"the share of cases graded {names[place]}",
            disjoint=True,
        )
        for place in range(len(names))
        if new.counts[place] is not None and old.counts[place] is not None
    ]
    return Comparison(later, tuple(_change(result) for result in decided_together(results)), CAUTION)


CAUTION = (
    "Different cases were drawn each time, and not known to be in the same way or from the same areas: even a clear "
    "difference could come from the choice of cases."
)


def _change(result):
    """The sentence of a comparison over time: it speaks of a change."""
    if isinstance(result, Refusal):
        return result.sentence
    return result.sentence.replace("evidence of a difference in", "evidence of a change in", 1).replace(
        "Evidence of a difference in", "Evidence of a change in", 1
    )
