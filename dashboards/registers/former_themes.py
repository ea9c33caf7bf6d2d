"""What readers are told who ask for a theme that is out of use.

An old slug is refused and not followed: rows of the successor say more than was asked for, and whoever cited the
address would get another set under it. The sentence names what to ask for instead.
"""

from findings.models import Theme


def told_of_former(slug):
    """A sentence, or nothing where no theme was ever called so."""
    theme = Theme.objects.filter(slug=slug, retired_on__isnull=False).select_related("merged_into").first()
    if theme is None:
        return ""
    if theme.merged_into:
        return f"The theme “{slug}” was merged into “{theme.merged_into.slug}” on {theme.retired_on}: ask for that."
    return f"The theme “{slug}” was retired on {theme.retired_on}; nothing that is current is coded with it."
