"""Where the parts of a draft are worked on."""

from django.urls import reverse

from dashboards.entry.kinds import KINDS

OWN_PAGES = {"inspection": "draft-header", "case_audits": "draft-case-audits", "topic_grades": "draft-topic-grades"}


def address_of(draft, name, part):
    """The page of the part with this name (`findings/first`), as a document of the draft has it; "" of what is gone."""
    noun, _, key = name.partition("/")
    if part is None:
        return ""
    if noun in OWN_PAGES:
        return reverse(OWN_PAGES[noun], args=[draft.pk])
    is_theme = part.get("kind") == "case-theme"
    fits = [kind for kind in KINDS if kind.noun == noun and (noun != "findings" or is_theme == bool(kind.fixed))]
    return reverse("draft-item", args=[draft.pk, fits[0].slug, key]) if fits else ""
