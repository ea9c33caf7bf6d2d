"""What people entered upon an edition: claims, milestones and codings, which no document ever touches."""

from findings.models import Claim, FindingTheme, IllustrationTheme, Milestone, RecommendationTheme

CODINGS = {
    "findings": (FindingTheme, "finding"),
    "illustrations": (IllustrationTheme, "illustration"),
    "recommendations": (RecommendationTheme, "recommendation"),
}


def without_peoples_work(document, inspection):
    """The document without what people have entered already: a document that was exported brings it back.

    So a theme, claim or milestone that is a person's stays theirs, and is no change of what the report says.
    """
    parts = {name: _own_themes(document, inspection, name) for name in CODINGS}
    claims = set(
        Claim.objects.filter(recommendation__inspection=inspection, entered_by__isnull=False).values_list(
            "recommendation__key", "voice", "on", "state"
        )
    )
    parts["recommendations"] = [
        part.model_copy(
            update={"claims": [claim for claim in part.claims if (part.key, *claim.identity) not in claims]}
        )
        for part in parts["recommendations"]
    ]
    keys = set(Milestone.objects.filter(inspection=inspection, entered_by__isnull=False).values_list("key", flat=True))
    parts["milestones"] = [part for part in document.milestones if part.key not in keys]
    return document.model_copy(update=parts)


def _own_themes(document, inspection, name):
    model, link = CODINGS[name]
    coded = set(
        model.objects.filter(**{f"{link}__inspection": inspection}, coded_by__isnull=False).values_list(
            f"{link}__key", "theme__slug"
        )
    )
    return [
        part.model_copy(update={"themes": [theme for theme in part.themes if (part.key, theme) not in coded]})
        for part in getattr(document, name)
    ]
