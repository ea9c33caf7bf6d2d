"""What people entered upon an edition: claims, milestones and codings, which no document ever touches."""

from findings.models import Claim, FindingTheme, IllustrationTheme, Milestone, RecommendationTheme, WithdrawnTheme

CODINGS = {
    "findings": (FindingTheme, "finding"),
    "illustrations": (IllustrationTheme, "illustration"),
    "recommendations": (RecommendationTheme, "recommendation"),
}


def without_peoples_work(document, inspection):
    """The document without what people have entered already: a document that was exported brings it back.

    So a theme, claim or milestone that is a person's stays theirs, and is no change of what the report says; and a
    theme that a person took off an item stays off, though the document still names it.
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
    coded |= set(WithdrawnTheme.objects.filter(inspection=inspection, noun=name).values_list("key", "theme__slug"))
    return [
        part.model_copy(update={"themes": [theme for theme in part.themes if (part.key, theme) not in coded]})
        for part in getattr(document, name)
    ]


def theme_taken_off(item, theme, by):
    """Keeps in mind that a person took a theme off an item of a published inspection."""
    WithdrawnTheme.objects.get_or_create(
        inspection_id=item.inspection_id, noun=noun_of(item), key=item.key, theme=theme, defaults={"by": by}
    )


def theme_given(item, theme):
    """A person gives the item a theme that one may have taken off it before."""
    WithdrawnTheme.objects.filter(
        inspection_id=item.inspection_id, noun=noun_of(item), key=item.key, theme=theme
    ).delete()


def named_again(current, document, since):
    """Themes that a corrected edition names although they were off before its draft was begun, at `since`.

    Somebody put them back on purpose, and two people look at a draft: what it shows counts when it is published,
    unlike a file that is merely loaded again.
    """
    named = {(name, part.key, theme) for name in CODINGS for part in getattr(document, name) for theme in part.themes}
    rows = WithdrawnTheme.objects.filter(inspection=current, at__lt=since).select_related("theme") if since else ()
    return [row for row in rows if (row.noun, row.key, row.theme.slug) in named]


def noun_of(item):
    return next(name for name, (_, link) in CODINGS.items() if link == item._meta.model_name)
