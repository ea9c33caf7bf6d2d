"""A few sentences computed from the published numbers, each with the address of the numbers behind it."""

from collections import defaultdict
from dataclasses import dataclass
from itertools import combinations

from dashboards.pages.area_sets import published_area_audits
from dashboards.pages.compare_sides import named
from dashboards.pages.counted_audits import headline_audits
from dashboards.pages.latest import latest_by_force
from findings.follow_up import has_happened, state_of_milestone
from findings.models import Milestone
from findings.statistics.differences import compare_shares, decided_together
from findings.statistics.proportions import share
from findings.statistics.results import Difference
from inspections.models import Inspection

MOST_FORCES = 4


@dataclass(frozen=True)
class Statement:
    text: str
    href: str


def statements(on):
    """What can be said in a sentence: areas without a good case anywhere, how forces differ, what came late."""
    audits = latest_area_sets()
    return [*areas_without_a_good_case(audits), *headline_differences(), *late_steps(on)]


def latest_area_sets():
    """(area, scale) -> what HMICFRS graded there in each force: (case audit, distribution), by the force's name."""
    by_area = {}
    for row in published_area_audits():
        by_area.setdefault((row.area_id, row.scale_id), []).append(row)
    return {
        (audits[0].area, audits[0].scale): sorted(
            ((row, row.distribution) for row in latest_by_force(audits)), key=_force_name
        )
        for audits in sorted(by_area.values(), key=lambda audits: audits[0].area.order)
    }


def _force_name(counted):
    return counted[0].force.name


def areas_without_a_good_case(audits):
    """Areas where no audited case got the best grade in any force graded there, how sure that is, and what else stands
    out by the worst grade: a reader who takes one measure for the whole should know of the other."""
    for (area, scale), counted in audits.items():
        if len(counted) < 2 or any(found.counts[0] != 0 or not found.total for _, found in counted):
            continue
        where = "either force" if len(counted) == 2 else f"any of {len(counted)} forces"
        best = scale.grades.all()[0].name.lower()
        shares = [(_force_name(one), share(0, one[1].total)) for one in counted]
        counts = ", ".join(f"{name} 0 of {found.of}" for name, found in shares)
        ends = named([f"{int(found.interval.high * 100 + 0.5)}%" for _, found in shares])
        yield Statement(
            f"{area.short_name}: no case was graded {best} in {where} ({counts}). With so few cases that is not sure: "
            f"the 95% intervals reach up to {ends}, and suppose that the cases were drawn at random.",
            f"/areas/{area.slug}/",
        )
        yield from _other_measure(area, scale, audits)


def _other_measure(area, scale, audits):
    """Where the share of the worst grade is largest, force by force; nothing where that is the same area in all."""
    largest = {}
    for (other, graded_on), counted in audits.items():
        for row, found in counted:
            name = row.force.name
            if graded_on != scale or not found.total or found.counts[-1] is None:
                continue
            value = share(found.counts[-1], found.total)
            if name not in largest or value.value > largest[name][1].value:
                largest[name] = (other, value)
    if not 1 < len(largest) <= MOST_FORCES or all(other == area for other, _ in largest.values()):
        return
    worst = list(scale.grades.all())[-1].name.lower()
    told = "; ".join(
        f"in {name} in {other.short_name.lower()} ({value.cases} of {value.of})"
        for name, (other, value) in sorted(largest.items())
    )
    yield Statement(f"Another measure names other areas: the largest share graded {worst} was {told}.", "/areas/")


def late_steps(on):
    """Steps after publication that came later than promised or required, newest report first."""
    rows = (
        Milestone.objects.published()
        .filter(happened_on__isnull=False)
        .select_related("inspection__force")
        .order_by("-inspection__published_on", "inspection__slug", "position")
    )
    for row in rows:
        state = state_of_milestone(row, on) if has_happened(row, on) else None
        if state and state.state == "late":
            force = row.inspection.force
            yield Statement(f"{force.name}. {row.what}: {_lower(state.sentence)}", f"/forces/{force.slug}/#became")


def _lower(sentence):
    return sentence[0].lower() + sentence[1:]


def headline_differences():
    """Pairs of forces, share inadequate over all cases, decided together; only where both used one scale."""
    rows = latest_by_force([row for row in headline_audits() if row.inspection.kind == Inspection.Kind.INSPECTION])
    by_scale = defaultdict(list)
    for row in rows:
        found = row.distribution
        if found.total and found.counts[-1] is not None:
            by_scale[row.scale, row.inspection.framework_id].append((row.inspection.force, found))
    for (scale, _), sides in by_scale.items():
        sides = sorted(sides, key=lambda side: side[0].name)[:MOST_FORCES]
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
