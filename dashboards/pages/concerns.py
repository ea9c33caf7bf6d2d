"""Which recommendation answers which concern, which concerns none answers, and what is asked for again and again.

Which finding a recommendation answers is our reading, recorded with the transcription; reports of this kind do not
print it. All numbers are complete counts of what is recorded here: they carry no interval.
"""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count, Prefetch, Q

from dashboards.pages.parameters import checked_parameters
from findings.models import Finding, Recommendation, Theme
from findings.models.located import Polarity
from inspections.models import Force, Inspection

MOST = 4
WORRYING = (Polarity.CONCERN, Polarity.MIXED)
ANSWERED = Q(recommendations__inspection__state="published")


@dataclass(frozen=True)
class Answered:
    """Findings of one polarity in one report: how many there are, how many of them a recommendation answers."""

    inspection: Inspection
    polarity: str
    of: int
    answered: int

    @property
    def unanswered(self):
        return self.of - self.answered

    def href(self, answer):
        return f"/findings/?inspection={self.inspection.slug}&polarity={self.polarity}&answered={answer}"

    @property
    def answered_href(self):
        return self.href("yes")

    @property
    def unanswered_href(self):
        return self.href("no")


@dataclass(frozen=True)
class Balance:
    """One report: its concerns, its mixed findings, and how many recommendations it makes."""

    inspection: Inspection
    concerns: Answered
    mixed: Answered
    recommendations: int

    @property
    def label(self):
        return f"{self.inspection.force.name}, {self.inspection.published_on.year}"


@dataclass(frozen=True)
class Detail:
    """One report in full: each recommendation with the findings it answers, and the concerns that none answers."""

    balance: Balance
    recommendations: tuple[Recommendation, ...]
    unanswered: tuple[Finding, ...]


@dataclass(frozen=True)
class Returning:
    """A theme on which more than one report recommends: (inspection, its recommendations), earliest report first."""

    theme: Theme
    asked: tuple[tuple[Inspection, tuple[Recommendation, ...]], ...]

    @property
    def said(self):
        """Of how many forces, and in which years: "2 forces, 2019 and 2021"."""
        forces = len({inspection.force_id for inspection, _ in self.asked})
        years = sorted({inspection.published_on.year for inspection, _ in self.asked})
        named = f"{', '.join(map(str, years[:-1]))} and {years[-1]}" if len(years) > 1 else str(years[0])
        return f"{forces} {'force' if forces == 1 else 'forces'}, {named}"


@dataclass(frozen=True)
class Concerns:
    """`details` of the latest reports only; `left_out`: how many reports have a row but no details here."""

    balances: tuple[Balance, ...]
    details: tuple[Detail, ...]
    returning: tuple[Returning, ...]
    themes_asked: int
    left_out: int


def asked_of(parameters):
    """The forces that a reader chose; anything unknown is refused."""
    return checked_parameters(parameters, {"force": list(Force.objects.values_list("slug", flat=True))})


def choices(asked):
    """Forces with a published inspection or chosen already: (slug, name, is chosen)."""
    inspected = Inspection.objects.published().values("force")
    forces = Force.objects.filter(Q(pk__in=inspected) | Q(slug__in=asked["force"])).order_by("name", "pk")
    return [(force.slug, force.name, force.slug in asked["force"]) for force in forces]


def concerns(asked):
    """The page for these forces (all without any), latest report first, in a constant number of queries."""
    inspections = Inspection.objects.published().select_related("force").newest_first()
    if asked["force"]:
        inspections = inspections.filter(force__slug__in=asked["force"])
    recommendations = list(_recommendations(inspections))
    by_report = defaultdict(list)
    for row in recommendations:
        by_report[row.inspection_id].append(row)
    balances = tuple(_balances(inspections, by_report))
    returning, themes_asked = _returning(recommendations)
    return Concerns(
        balances=balances,
        details=tuple(_details(balances[:MOST], by_report)),
        returning=returning,
        themes_asked=themes_asked,
        left_out=max(0, len(balances) - MOST),
    )


def _recommendations(inspections):
    return (
        Recommendation.objects.published()
        .filter(inspection__in=inspections.order_by())
        .select_related("inspection__force")
        .prefetch_related("themes", "parts")
        .order_by("inspection__published_on", "inspection__slug", "number", "pk")
    )


def _balances(inspections, by_report):
    """Reports with a concern or a recommendation."""
    rows = Finding.objects.published().filter(inspection__in=inspections.order_by(), polarity__in=WORRYING).order_by()
    counted = {
        (row["inspection"], row["polarity"]): (row["every"], row["answered"])
        for row in rows.values("inspection", "polarity").annotate(
            every=Count("pk", distinct=True), answered=Count("pk", filter=ANSWERED, distinct=True)
        )
    }
    for inspection in inspections:
        found = [
            Answered(inspection, polarity, *counted.get((inspection.pk, polarity), (0, 0))) for polarity in WORRYING
        ]
        if any(one.of for one in found) or inspection.pk in by_report:
            yield Balance(inspection, *found, recommendations=len(by_report[inspection.pk]))


def _details(balances, by_report):
    inspections = [balance.inspection for balance in balances]
    answers = Prefetch("answers", Finding.objects.select_related("inspection").order_by("position", "pk"))
    shown = {
        row.pk: row
        for row in Recommendation.objects.published().filter(inspection__in=inspections).prefetch_related(answers)
    }
    unanswered = defaultdict(list)
    rows = Finding.objects.published().filter(inspection__in=inspections, polarity=Polarity.CONCERN)
    answered = Recommendation.objects.published().filter(answers__isnull=False).values("answers")
    for row in rows.exclude(pk__in=answered).select_related("inspection", "chapter").order_by("position", "pk"):
        unanswered[row.inspection_id].append(row)
    for balance in balances:
        own = by_report[balance.inspection.pk]
        for row in own:
            row.answered = list(shown[row.pk].answers.all())
        yield Detail(balance, tuple(own), tuple(unanswered[balance.inspection.pk]))


def _returning(recommendations):
    """Themes on which more than one report recommends, the most reports first; and how many themes are asked on."""
    found = defaultdict(lambda: defaultdict(list))
    for row in recommendations:
        for theme in row.themes.all():
            found[theme][row.inspection].append(row)
    returning = [
        Returning(theme, tuple((inspection, tuple(rows)) for inspection, rows in asked.items()))
        for theme, asked in found.items()
        if len(asked) > 1
    ]
    return tuple(sorted(returning, key=lambda one: (-len(one.asked), one.theme.order))), len(found)
