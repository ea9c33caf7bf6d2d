"""One item of an inspection on a page of its own: what it says, what it hangs together with, how to cite it."""

from dataclasses import dataclass

from dashboards.pages.asked import Asked
from findings.follow_up import state_of_milestone
from findings.models import (
    Finding,
    Illustration,
    LocalAuthorityJudgment,
    Milestone,
    Recommendation,
    ReportedFigure,
)

MODELS = {
    model.noun: model
    for model in (Finding, Illustration, Recommendation, ReportedFigure, LocalAuthorityJudgment, Milestone)
}
PREFETCHED = {
    "findings": ("areas", "themes", "recommendations__inspection", "illustrations__inspection"),
    "illustrations": ("areas", "themes"),
    "recommendations": ("areas", "themes", "parts", "claims", "answers__inspection"),
    "figures": ("areas",),
}
SINGULAR = {
    "findings": "Finding",
    "illustrations": "Illustration",
    "recommendations": "Recommendation",
    "figures": "Printed figure",
    "judgments": "Judgment of another inspectorate",
    "milestones": "Step after publication",
}


@dataclass(frozen=True)
class ItemPage:
    """`title` is safe for the browser's history: it never repeats what an illustration tells."""

    item: object
    noun: str
    title: str
    asked: Asked | None
    state: object
    before: object
    after: object


def item_page(inspection, noun, key, on):
    """The page, or None where the inspection has no such item."""
    model = MODELS.get(noun)
    if model is None:
        return None
    rows = model.objects.filter(inspection=inspection).order_by(*model._meta.ordering)
    keys = list(rows.values_list("key", flat=True))
    if key not in keys:
        return None
    related = ["inspection__force"] + (["chapter"] if noun in PREFETCHED else [])
    related += ["finding__inspection"] if noun == "illustrations" else []
    item = rows.select_related(*related).prefetch_related(*PREFETCHED.get(noun, ())).get(key=key)
    place = keys.index(key)
    near = {row.key: row for row in rows.filter(key__in=keys[max(0, place - 1) : place + 2])}
    for row in near.values():
        row.inspection = inspection
    return ItemPage(
        item=item,
        noun=noun,
        title=_title(item, noun, place + 1),
        asked=Asked.of(item, on) if noun == "recommendations" else None,
        state=state_of_milestone(item, on) if noun == "milestones" else None,
        before=near.get(keys[place - 1]) if place else None,
        after=near.get(keys[place + 1]) if place + 1 < len(keys) else None,
    )


def _title(item, noun, place):
    if noun == "recommendations":
        return f"Recommendation {item.number}"
    said = {"findings": "title", "figures": "figure", "milestones": "what", "judgments": "authority"}.get(noun)
    return (getattr(item, said) if said else "") or f"{SINGULAR[noun]} {place}"
