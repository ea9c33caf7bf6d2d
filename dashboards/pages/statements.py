"""A few sentences computed from the published numbers, each with the address of the numbers behind it."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from dashboards.pages.overview import latest_sets
from findings.models import CaseAudit
from findings.reconcile import distribution_of
from findings.statistics.differences import compare_shares, decided_together
from findings.statistics.results import Difference


@dataclass(frozen=True)
class Statement:
    text: str
    href: str


def statements():
    """What can be said in one sentence: areas without a good case anywhere, then how the forces differ overall."""
    return [*areas_without_a_good_case(), *headline_differences()]


def latest_by_force(rows):
    """Of rows with the latest report first: the first of each force."""
    found = {}
    for row in rows:
        found.setdefault(row.inspection.force_id, row)
    return list(found.values())


def areas_without_a_good_case():
    """Areas in which no audited case got the best grade in any force that was graded there, if there are several."""
    rows = (
        CaseAudit.objects.published()
        .filter(assessor="hmicfrs", sample="all", area__isnull=False)
        .select_related("inspection__force", "scale", "area")
        .prefetch_related("scale__grades", "counts__grade", "counts__grade_to")
        .order_by("-inspection__published_on", "inspection__slug", "pk")
    )
    by_area = defaultdict(list)
    for row in rows:
        by_area[row.area, row.scale].append(row)
    for (area, scale), audits in sorted(by_area.items(), key=lambda entry: entry[0][0].order):
        audits = latest_by_force(audits)
        found = [distribution_of(audit) for audit in audits]
        if len(audits) < 2 or any(item.counts[0] != 0 or not item.total for item in found):
            continue
        forces = " and ".join(sorted(audit.inspection.force.name for audit in audits))
        where = "either force" if len(audits) == 2 else f"any of {len(audits)} forces"
        best = scale.grades.all()[0].name.lower()
        cases = " and ".join(str(item.total) for item in found)
        yield Statement(
            f"{area.short_name}: no case was graded {best} in {where} ({forces}; {cases} cases). Another sample could "
            "have had some.",
            f"/areas/{area.slug}/",
        )


def headline_differences():
    """Pairs of forces, share inadequate over all cases, decided together; only where both used one scale."""
    rows = latest_by_force(latest_sets(assessor="hmicfrs", sample="all", inspection__kind="inspection"))
    by_scale = defaultdict(list)
    for row in rows:
        found = distribution_of(row)
        if found.total and found.counts[-1] is not None:
            by_scale[row.scale, row.inspection.framework_id].append((row.inspection.force, found))
    for (scale, _), sides in by_scale.items():
        sides = sorted(sides, key=lambda side: side[0].name)[:4]
        worst = list(scale.grades.all())[-1].name.lower()
        pairs = list(combinations(sides, 2))
        compared = tuple(
            compare_shares(
                one.counts[-1],
                one.total,
                other.counts[-1],
                other.total,
                first_name=first.name,
                second_name=second.name,
                what=f"the share of cases graded {worst}",
                disjoint=True,
            )
            for (first, one), (second, other) in pairs
        )
        if len(compared) > 1:
            compared = decided_together(compared)
        for ((first, _), (second, _)), result in zip(pairs, compared, strict=True):
            if isinstance(result, Difference):
                yield Statement(result.sentence, f"/compare/?force={first.slug}&force={second.slug}")
