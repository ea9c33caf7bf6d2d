"""How many findings a report has on each theme, by polarity, each number leading to exactly those findings."""

from collections import defaultdict
from dataclasses import dataclass

from django.db.models import Count

from findings.models import Finding
from findings.models.located import Polarity

PLURALS = {"strength": ("strength", "strengths"), "concern": ("concern", "concerns"), "mixed": ("mixed", "mixed")}


@dataclass(frozen=True)
class Counted:
    """Findings of one polarity on one theme in one report, and where they are listed."""

    polarity: str
    number: int
    noun: str
    href: str


def counts_by_theme(inspections):
    """Inspection -> theme -> polarity -> number of published findings, by key; silence is no entry. One query."""
    found = defaultdict(lambda: defaultdict(dict))
    rows = (
        Finding.objects.published()
        .filter(inspection__in=inspections, themes__isnull=False)
        .values_list("inspection", "themes", "polarity")
        .annotate(number=Count("pk", distinct=True))
        .order_by()
    )
    for inspection, theme, polarity, number in rows:
        found[inspection][theme][polarity] = number
    return found


def counted(counts, where, theme):
    """Strengths, concerns, mixed, in this order, of a report's findings on a theme; none of a polarity is left out.

    `where` is the query that the register of findings is filtered by besides theme and polarity.
    """
    return tuple(
        Counted(
            polarity,
            counts[polarity],
            PLURALS[polarity][counts[polarity] != 1],
            f"/findings/?{where}&theme={theme.slug}&polarity={polarity}",
        )
        for polarity in Polarity.values
        if counts.get(polarity)
    )
