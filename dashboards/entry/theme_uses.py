"""Where each theme is used, told beside its name where themes are chosen."""

from django.db.models import Count

from findings.models import FindingTheme

SHOWN = 3


def used_in():
    """{slug of a theme: "used in Dorset 5, Kent 3"}: findings of current public editions, most first, in one query.

    A theme that no published finding has is not in it.
    """
    rows = FindingTheme.objects.filter(finding__inspection__state="published").order_by()
    counts = {}
    for slug, force, number in rows.values_list("theme__slug", "finding__inspection__force__name").annotate(
        number=Count("pk")
    ):
        counts.setdefault(slug, []).append((force, number))
    return {slug: _told(forces) for slug, forces in counts.items()}


def named_with_uses(choices):
    """Choices of (slug of a theme, name) with where each is used after its name."""
    uses = used_in()
    return [(slug, f"{name} ({uses.get(slug, 'not used yet')})") for slug, name in choices]


def _told(forces):
    forces = sorted(forces, key=lambda force: (-force[1], force[0]))
    rest = len(forces) - SHOWN
    told = ", ".join(f"{name} {number}" for name, number in forces[:SHOWN])
    more = f" and {rest} more force{'' if rest == 1 else 's'}" if rest > 0 else ""
    return f"used in {told}{more}"
