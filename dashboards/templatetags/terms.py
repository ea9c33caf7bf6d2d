"""`{% explained %}`…`{% endexplained %}` marks terms of the glossary in prose; `{% terms_used %}` lists those marked.

Both use what the view has read (`with_terms` of dashboards/pages/terms.py); without it the text stays as it is.
"""

from django import template

register = template.Library()


def _explainer(context):
    return getattr(getattr(context, "request", None), "explainer", None)


class ExplainedNode(template.Node):
    def __init__(self, nodelist):
        self.nodelist = nodelist

    def render(self, context):
        html = self.nodelist.render(context)
        found = _explainer(context)
        return found.explained(html) if found else html


@register.tag
def explained(parser, token):
    nodelist = parser.parse(("endexplained",))
    parser.delete_first_token()
    return ExplainedNode(nodelist)


@register.simple_tag(takes_context=True)
def terms_used(context):
    """The terms marked so far on this page, by name."""
    found = _explainer(context)
    return sorted(found.used.values(), key=lambda term: term.term.lower()) if found else []
