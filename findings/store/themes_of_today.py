"""Documents speak of themes that have been merged or retired since: what they say today."""

from findings.models import Theme

CODED = ("findings", "illustrations", "recommendations")


def with_todays_themes(document):
    """The document with each merged theme replaced by the one that took it over, and without those that are retired.

    Whether a retired theme may stand there at all is for `check` to say.
    """
    former = dict(Theme.objects.filter(retired_on__isnull=False).values_list("slug", "merged_into__slug"))
    if not former:
        return document
    return document.model_copy(
        update={name: [_today(part, former) for part in getattr(document, name)] for name in CODED}
    )


def _today(part, former):
    if not former.keys() & set(part.themes):
        return part
    themes = (former.get(theme, theme) for theme in part.themes)
    return part.model_copy(update={"themes": sorted({theme for theme in themes if theme})})
