"""The country at a glance: one tile a force, coloured by a measure, and what the published numbers say in sentences."""

from collections import Counter, defaultdict
from dataclasses import dataclass

from dashboards.pages.counted_audits import headline_audits
from dashboards.pages.joint_samples import published_joint_samples
from dashboards.pages.latest import latest_by_force
from dashboards.pages.tiles import PLACES
from dashboards.registers.reference import by_key
from findings.follow_up import NOT_KNOWN, STATES, state_of_recommendation
from findings.models import Recommendation
from findings.reconcile import distribution_of
from findings.statistics.distributions import grade_shares
from findings.statistics.proportions import percent
from inspections.models import Force, Inspection

MEASURES = {
    "inadequate": "Share of cases inadequate",
    "shift": "Mean shift of self-assessment",
    "recommendations": "Recommendations by state",
}
LEVELS = 5


@dataclass(frozen=True)
class Tile:
    """One force on the map: its place, and what is known of it on the measure chosen; nothing known, no level.

    `year`: of the report that answers, else of the force's latest; empty without any inspection here.
    """

    force: Force
    short: str
    row: int
    column: int
    text: str
    year: str
    detail: str
    level: int | None
    href: str


@dataclass(frozen=True)
class Known:
    """What one inspection says on a measure: a text for the tile, a sentence for the list, a level of colour."""

    inspection: object
    text: str
    detail: str
    level: int


def main_scale(rows):
    """The one scale the map shows: that of most forces, the newest among equals. Scales are never mixed."""
    forces = defaultdict(set)
    for row in rows:
        forces[row.scale.slug].add(row.inspection.force_id)
    return max(forces, key=lambda slug: len(forces[slug]), default=None)


def inadequate():
    """Share of the worst grade among all cases, HMICFRS: force -> Known, from its latest report with that number."""
    rows = headline_audits()
    scale, known = main_scale(rows), {}
    for row in rows:
        if row.scale.slug != scale or row.inspection.force_id in known:
            continue
        share = grade_shares(distribution_of(row))[-1]
        if share is None or share.value is None:
            continue
        low, high = (f"{int(end * 100 + 0.5)}%" for end in (share.interval.low, share.interval.high))
        known[row.inspection.force_id] = Known(
            row.inspection,
            percent(share.cases, share.of),
            f"{share.cases} of {share.of} cases inadequate "
            f"({percent(share.cases, share.of)}, 95% interval {low} to {high})",
            min(LEVELS - 1, int(share.value * 10)),
        )
    return known


def shift():
    """Mean shift of self-assessment: force -> Known, from the latest report with both gradings of a joint sample."""
    samples = [sample for sample in published_joint_samples() if sample.result]
    scale = main_scale([sample.force for sample in samples])
    known = {}
    for sample in latest_by_force([sample for sample in samples if sample.force.scale.slug == scale]):
        steps, cases = float(sample.result.mean_shift), sample.result.n
        way = "higher" if steps > 0 else "lower"
        known[sample.inspection.force_id] = Known(
            sample.inspection,
            f"{steps:+.2f}".replace("-", "−"),
            f"graded itself {abs(steps):.2f} grade steps a case {way} than HMICFRS, over {cases} cases"
            if steps
            else f"graded itself neither higher nor lower than HMICFRS on average, over {cases} cases",
            min(LEVELS - 1, int(abs(steps) * 3)),
        )
    return known


def recommendations(on, state=NOT_KNOWN):
    """Recommendations of the latest report that made any, and how many are in this state; the detail names them all."""
    rows = (
        Recommendation.objects.published()
        .select_related("inspection__force")
        .prefetch_related("claims")
        .order_by("-inspection__published_on", "inspection__slug", "number")
    )
    by_inspection, known = defaultdict(Counter), {}
    for row in rows:
        by_inspection[row.inspection][state_of_recommendation(row, on)] += 1
    for inspection, states in by_inspection.items():
        number = states.total()
        told = ", ".join(
            f"{states[name]} {label[0].lower()}{label[1:]}" for name, label in STATES.items() if states[name]
        )
        known.setdefault(
            inspection.force_id,
            Known(
                inspection,
                f"{states[state]}/{number}",
                f"of {number} recommendations {told}",
                min(LEVELS - 1, round((LEVELS - 1) * states[state] / number)),
            ),
        )
    return known


def tiles(measure, on, state=NOT_KNOWN):
    """Every force of the country in reading order of the map, with what is known of it on the measure that day."""
    answers = {"inadequate": inadequate, "shift": shift, "recommendations": lambda: recommendations(on, state)}
    known, latest, placed = answers[measure](), _latest_inspections(), []
    for force in by_key(Force).values():
        if force.is_demo or force.slug not in PLACES:
            continue
        row, column, short = PLACES[force.slug]
        fact, inspection = known.get(force.pk), latest.get(force.pk)
        placed.append(
            Tile(
                force=force,
                short=short,
                row=row,
                column=column,
                text=fact.text if fact else "",
                year=str((fact.inspection if fact else inspection).published_on.year) if inspection else "",
                detail=f"{fact.detail}; {fact.inspection.title}" if fact else _unanswered(inspection),
                level=fact.level if fact else None,
                href=force.get_absolute_url(),
            )
        )
    return sorted(placed, key=lambda tile: (tile.row, tile.column))


def _latest_inspections():
    """Force -> its latest published inspection, whatever that answers."""
    found = {}
    for inspection in by_key(Inspection).values():
        found.setdefault(inspection.force_id, inspection)
    return found


def _unanswered(inspection):
    if inspection is None:
        return "no inspection here"
    return f"inspected, but no report here says this; the latest is {inspection.title}"
