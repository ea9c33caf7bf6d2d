"""Promises and what became of them, in the order of time."""

from dataclasses import dataclass
from datetime import date

from dashboards.templatetags.formatting import on_date
from findings.follow_up import due_of_milestone, has_happened, state_of_milestone
from findings.statistics.deadlines import phrase


@dataclass(frozen=True)
class Step:
    """One entry: `kind` promised, happened or unknown; the date in words, and what is said of it."""

    sort_by: date
    kind: str
    when: str
    what: str
    said: str
    source: str = ""
    href: str = ""
    anchor: str = ""


def timeline(inspection, milestones, on):
    """The steps of one inspection: inspected, published, then each milestone as promised and as it happened."""
    steps = []
    if inspection.inspected_from:
        when = on_date(inspection.inspected_to, inspection.inspected_precision)
        steps.append(Step(inspection.inspected_to, "happened", when, "Inspection ended", ""))
    when = on_date(inspection.published_on, inspection.published_precision)
    steps.append(Step(inspection.published_on, "happened", when, "Report published", ""))
    for milestone in milestones:
        steps += _steps(milestone, on)
    return sorted(steps, key=lambda step: step.sort_by)


def _steps(milestone, on):
    due, state = due_of_milestone(milestone), state_of_milestone(milestone, on)
    href, anchor = milestone.get_absolute_url(), f"milestones-{milestone.key}"
    is_known = has_happened(milestone, on)
    if due:
        kind = "promised" if is_known or state.state == "due" else "unknown"
        yield Step(due.latest, kind, f"Due {phrase(due)}", milestone.what, state.sentence, "", href, anchor)
        anchor = ""
    if is_known:
        when = on_date(milestone.happened_on, milestone.happened_precision)
        yield Step(milestone.happened_on, "happened", when, milestone.what, "", milestone.happened_source, href, anchor)
