"""The sides of a comparison: forces and single inspections, and which report speaks for each on a question."""

from collections import Counter
from dataclasses import dataclass
from functools import cached_property
from itertools import combinations
from urllib.parse import urlencode

from dashboards.pages.parameters import checked_parameters
from dashboards.registers.query import RefusedQuery
from findings.statistics.deadlines import MONTHS
from inspections.models import Force, Inspection

FEWEST, MOST = 2, 4
KINDS = {"inspection": "", "re-inspection": "re-inspection of ", "review": "review of ", "revisit-letter": "letter of "}


@dataclass(frozen=True)
class Side:
    """A force with its published inspections, latest first, or one of them alone."""

    parameter: str
    slug: str
    name: str
    force: Force
    inspections: tuple[Inspection, ...]

    def latest(self, answering):
        """The side's latest inspection among those that answer (keys); None where none does."""
        return next((inspection for inspection in self.inspections if inspection.pk in answering), None)


@dataclass(frozen=True)
class Report:
    """The inspection that speaks for a side on one question; `label` names it beside each number."""

    side: Side
    inspection: Inspection
    label: str

    @property
    def href(self):
        return self.inspection.get_absolute_url()


@dataclass(frozen=True)
class Asked:
    """What a reader asked for: sides that can be compared, forces without a published inspection, and all there is."""

    sides: tuple[Side, ...]
    without: tuple[Force, ...]
    published: tuple[Inspection, ...]
    labels: dict[int, str]

    @property
    def can_compare(self):
        return len(self.sides) >= FEWEST

    @property
    def inspections(self):
        """Every inspection that may speak for a side, once."""
        return list({inspection.pk: inspection for side in self.sides for inspection in side.inspections}.values())

    @cached_property
    def keys(self):
        """Their keys."""
        return frozenset(inspection.pk for inspection in self.inspections)


def asked(parameters):
    """The sides that the address names. Everything wrong with it at once, as a RefusedQuery."""
    published = tuple(Inspection.objects.published().select_related("force", "framework", "parent").newest_first())
    forces = {force.slug: force for force in Force.objects.all()}
    by_slug = {inspection.slug: inspection for inspection in published}
    labels = _labels(published)
    chosen = _checked(parameters, {"force": forces, "inspection": by_slug})
    sides, without = [], []
    for slug in chosen["force"]:
        own = tuple(inspection for inspection in published if inspection.force_id == forces[slug].pk)
        if own:
            sides.append(Side("force", slug, forces[slug].name, forces[slug], own))
        else:
            without.append(forces[slug])
    for slug in chosen["inspection"]:
        inspection = by_slug[slug]
        sides.append(Side("inspection", slug, labels[inspection.pk], inspection.force, (inspection,)))
    return Asked(tuple(sides), tuple(without), published, labels)


def _checked(parameters, known):
    """Slugs by parameter; besides what is unknown, what is named twice and what is too many is refused."""
    sentences, chosen = [], {name: [] for name in known}
    try:
        chosen = checked_parameters(parameters, known)
    except RefusedQuery as refused:
        sentences += refused.sentences
    given = [(name, value.strip()) for name in known for value in parameters.getlist(name) if value.strip()]
    sentences += [
        f"The {name} “{value}” is named more than once: nothing differs from itself."
        for (name, value), times in Counter(given).items()
        if times > 1
    ]
    if len(set(given)) > MOST:
        sentences.append(f"{len(set(given))} are too many: this page compares two to four forces or inspections.")
    if sentences:
        raise RefusedQuery(sentences)
    return chosen


def _labels(inspections):
    """ "Kent (2019)" or "Dorset (review of 2022)"; the month, or the slug, where two would be called the same."""
    ways = ({one.pk: _label(one, way(one)) for one in inspections} for way in (_year, _month, _slug))
    found = {}
    for labels in ways:
        times = Counter(labels.values())
        found |= {pk: label for pk, label in labels.items() if pk not in found and times[label] == 1}
    return found


def _label(inspection, when):
    return f"{inspection.force.name} ({KINDS[inspection.kind]}{when})"


def _year(inspection):
    return str(inspection.published_on.year)


def _month(inspection):
    return f"{MONTHS[inspection.published_on.month - 1]} {inspection.published_on.year}"


def _slug(inspection):
    return f"{_year(inspection)}, {inspection.slug}"


def representatives(asked, answering, missing):
    """The report that speaks for each side on one question, and a sentence for each side that cannot stand here.

    `answering`: keys of the inspections that answer. `missing` makes the sentence for a side without one. A report
    that speaks for an earlier side already is no second side.
    """
    reports, sentences = {}, []
    for side in asked.sides:
        inspection = side.latest(answering)
        if inspection is None:
            sentences.append(missing(side))
        elif inspection.pk in reports:
            sentences.append(
                f"Not compared: {reports[inspection.pk].side.name} and {side.name} are the same report here, "
                f"{inspection.title}."
            )
        else:
            reports[inspection.pk] = Report(side, inspection, asked.labels[inspection.pk])
    return list(reports.values()), sentences


def nothing(what):
    """Says that we hold nothing of the kind from a side, which need not mean that there is nothing in the report."""

    def sentence(side):
        whence = f"any published report of {side.name}" if side.parameter == "force" else side.name
        return f"Not compared: this site does not hold {what} from {whence}."

    return sentence


def comparable(reports, scale_of):
    """Reports in groups of one framework and scale, and a sentence for each pair that lies in two groups.

    `scale_of`: the scale of a report's grades on this question.
    """
    groups, sentences = {}, []
    for report in reports:
        groups.setdefault((report.inspection.framework_id, scale_of(report).pk), []).append(report)
    for first, second in combinations(reports, 2):
        if first.inspection.framework_id != second.inspection.framework_id:
            sentences.append(
                f"Not compared: {first.label} was inspected under “{first.inspection.framework.name}”, {second.label} "
                f"under “{second.inspection.framework.name}”. Numbers of two frameworks are never set beside each "
                "other, whatever their grades are called."
            )
        elif scale_of(first) != scale_of(second):
            sentences.append(
                f"Not compared: {first.label} and {second.label} were graded on two scales, “{scale_of(first).name}” "
                f"and “{scale_of(second).name}”."
            )
    return list(groups.values()), sentences


def address(pairs):
    """The comparison of these (parameter, slug) pairs."""
    return f"/compare/?{urlencode(list(pairs))}"


def named(names):
    """ "Dorset and Kent", "Dorset, Essex and Kent"."""
    *head, last = names
    return f"{', '.join(head)} and {last}" if head else last
