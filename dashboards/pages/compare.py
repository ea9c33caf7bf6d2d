"""Two to four forces or inspections side by side; and the choice of them, where fewer are named."""

from dataclasses import dataclass
from itertools import combinations

from dashboards.charts.panel import Link
from dashboards.pages.compare_areas import Areas, area_sets, areas
from dashboards.pages.compare_context import Context, context
from dashboards.pages.compare_grades import Headline, decided, headline, headline_sets
from dashboards.pages.compare_self_assessment import SelfAssessments, self_assessments
from dashboards.pages.compare_sides import FEWEST, Asked, address, named
from dashboards.pages.compare_themes import Recommendations, Themes, recommendations, themes

MOST_OFFERED = 6


@dataclass(frozen=True)
class Choice:
    slug: str
    name: str
    is_chosen: bool


@dataclass(frozen=True)
class Picker:
    """What can be chosen, what was, and comparisons one click away."""

    sentence: str
    forces: tuple[Choice, ...]
    inspections: tuple[Choice, ...]
    offered: tuple[Link, ...]


@dataclass(frozen=True)
class Comparison:
    title: str
    asked: Asked
    headline: Headline
    areas: Areas
    self_assessments: SelfAssessments
    themes: Themes
    recommendations: Recommendations
    context: Context
    decided_together: int

    @property
    def sections(self):
        """Heading, id and content of each section, in the order of the page."""
        return (
            ("All cases", "headline", self.headline),
            ("Areas", "areas", self.areas),
            ("Self-assessment", "self-assessment", self.self_assessments),
            ("Themes", "themes", self.themes),
            ("Recommendations", "recommendations", self.recommendations),
            ("Context", "context", self.context),
        )

    @property
    def not_compared(self):
        """The sections without anything to show: one place says why."""
        return tuple(entry for entry in self.sections if not entry[2].is_drawn)

    @property
    def names_forces(self):
        return any(side.parameter == "force" for side in self.asked.sides)

    @property
    def has_figures(self):
        return any(panel.figure for panel in self.headline.panels)


def comparison(asked):
    """Everything that the page of a comparison shows; all its tests are one family."""
    headline_found, area_found = headline_sets(asked), area_sets(asked)
    headline_decided, area_decided = decided(headline_found.comparisons, area_found.comparisons)
    family = sum(one.is_difference for one in (*headline_decided, *area_decided))
    return Comparison(
        title=f"{named([side.name for side in asked.sides])} compared",
        asked=asked,
        headline=headline(asked, headline_found, headline_decided),
        areas=areas(area_found, area_decided, family),
        self_assessments=self_assessments(asked),
        themes=themes(asked),
        recommendations=recommendations(asked),
        context=context(asked),
        decided_together=family,
    )


def picker(asked):
    """The choice: forces with a published inspection, and the inspections, what is chosen already being marked."""
    chosen = {(side.parameter, side.slug) for side in asked.sides}
    forces = sorted({inspection.force for inspection in asked.published}, key=lambda force: (force.name, force.pk))
    return Picker(
        sentence=_sentence(asked),
        forces=tuple(Choice(force.slug, force.name, ("force", force.slug) in chosen) for force in forces),
        inspections=tuple(
            Choice(inspection.slug, asked.labels[inspection.pk], ("inspection", inspection.slug) in chosen)
            for inspection in sorted(asked.published, key=lambda one: (one.force.name, one.published_on, one.slug))
        ),
        offered=tuple(_offered(asked, forces)),
    )


def _sentence(asked):
    if len(asked.sides) >= FEWEST:
        return ""
    if asked.sides:
        return f"{asked.sides[0].name} is chosen: choose at least one more to compare it with."
    return "Choose two to four, forces or single inspections or some of each."


def _offered(asked, forces):
    """A force and its review, then pairs of forces: the comparisons most likely to be asked for."""
    reviews = [(one.parent, one) for one in asked.published if one.parent_id in asked.labels]
    pairs = [*reviews, *combinations(forces, 2)] if len(forces) <= 4 else reviews
    for first, second in pairs[:MOST_OFFERED]:
        if (first, second) in reviews:
            text = f"{asked.labels[first.pk]} and {asked.labels[second.pk]}"
            yield Link(text, address((("inspection", first.slug), ("inspection", second.slug))))
        else:
            yield Link(f"{first.name} and {second.name}", address((("force", first.slug), ("force", second.slug))))
