"""The clock of an inspection: promises, recommendations and what became of them, on one line in the order of time."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from dashboards.templatetags.formatting import on_date
from findings.follow_up import NOT_KNOWN, STATES, due_of, due_of_milestone, has_happened, state_of_milestone
from findings.models import Timescale
from findings.statistics.deadlines import is_past, phrase

LABELS = {"happened": "Happened", "said": "Said"}


@dataclass(frozen=True)
class Step:
    """One entry: `kind` promised, happened, said or unknown; the date in words, and what is said of it.

    `items`: the recommendations that it is about, each as (number, address, its text, what is known of it).
    """

    sort_by: date
    kind: str
    when: str
    what: str
    said: str
    source: str = ""
    href: str = ""
    anchor: str = ""
    items: tuple = ()

    @property
    def label(self):
        return LABELS.get(self.kind, "Promised or required")


def timeline(inspection, milestones, asked, on):
    """The steps of one inspection: inspected, published, each milestone as promised and as it happened, the
    recommendations by the date they were due, and every claim that was made of one. `asked`: its Asked.
    """
    steps = []
    if inspection.inspected_from:
        when = on_date(inspection.inspected_to, inspection.inspected_precision)
        steps.append(Step(inspection.inspected_to, "happened", when, "Inspection ended", ""))
    when = on_date(inspection.published_on, inspection.published_precision)
    steps.append(Step(inspection.published_on, "happened", when, "Report published", ""))
    steps += _recommended(inspection, asked, on)
    for milestone in milestones:
        steps += _steps(milestone, on)
    for one in asked:
        steps += _claims(one)
    return sorted(steps, key=lambda step: step.sort_by)


def _steps(milestone, on):
    due, state = due_of_milestone(milestone), state_of_milestone(milestone, on)
    href, anchor = milestone.get_absolute_url(), f"milestones-{milestone.key}"
    is_known = has_happened(milestone, on)
    if due:
        kind = "promised" if is_known or state.state == "due" else "unknown"
        said = f"{milestone.within} {milestone.unit} from publication. {state.sentence}"
        yield Step(due.latest, kind, f"Due {phrase(due)}", milestone.what, said, "", href, anchor)
        anchor = ""
    if is_known:
        when = on_date(milestone.happened_on, milestone.happened_precision)
        yield Step(milestone.happened_on, "happened", when, milestone.what, "", milestone.happened_source, href, anchor)


def _recommended(inspection, asked, on):
    """One step for all recommendations of one timescale: they fall due together."""
    for timescale in (*Timescale, ""):
        group = [one for one in asked if one.recommendation.timescale == timescale]
        if not group:
            continue
        due = due_of(group[0].recommendation)
        is_open = any(one.state == NOT_KNOWN for one in group)
        yield Step(
            sort_by=due.latest if due else inspection.published_on,
            kind="unknown" if is_open and (due is None or is_past(due, on)) else "promised",
            when=f"Due {phrase(due)}" if due else _without_date(timescale),
            what=_counted(group, timescale),
            said=_known(group, timescale),
            items=tuple(
                (row.number, row.get_absolute_url(), row.text, one.state_text)
                for one, row in ((one, one.recommendation) for one in group)
            ),
        )


def _without_date(timescale):
    if timescale == Timescale.IMMEDIATELY:
        return "At once, from publication"
    return "Date not known" if timescale else "No timescale printed"


def _counted(group, timescale):
    number = f"{len(group)} {'recommendation' if len(group) == 1 else 'recommendations'}"
    return f"{number} to be acted on {Timescale(timescale).label.lower()}" if timescale else f"{number}"


def _known(group, timescale):
    """What is known of the group, counted: a complete count of what is recorded here."""
    counts = Counter(one.state for one in group)
    said = "; ".join(f"{STATES[state].lower()}: {counts[state]} of {len(group)}" for state in STATES if counts[state])
    said = f"{said[0].upper()}{said[1:]}."
    if timescale == Timescale.IMMEDIATELY:
        said = f"They have no date of their own; the force is to report on them within six weeks. {said}"
    return said


def _claims(asked):
    recommendation = asked.recommendation
    for voice in asked.voices:
        for claim in voice.claims:
            yield Step(
                sort_by=claim.on,
                kind="said",
                when=on_date(claim.on, claim.precision),
                what=f"Recommendation {recommendation.number}",
                said=f"{voice.name}: {claim.get_state_display().lower()}. {claim.note}".strip(),
                source=claim.source,
                href=recommendation.get_absolute_url(),
            )
