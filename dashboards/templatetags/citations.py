"""Citations in templates, worded by dashboards/pages/citation.py from what the page has read already.

Without a request, as in a gallery of components, there is no address and therefore no citation.
"""

from django import template
from django.utils.timezone import localdate

from dashboards.pages import citation

register = template.Library()


def _cited(context, by, *what):
    request = getattr(context, "request", None)
    return by(*what, request, localdate()) if request else ""


@register.simple_tag(takes_context=True)
def cite_inspection(context, inspection):
    return _cited(context, citation.cite_inspection, inspection)


@register.simple_tag(takes_context=True)
def cite_item(context, item):
    return _cited(context, citation.cite_item, item)


@register.simple_tag(takes_context=True)
def cite_audit(context, audit):
    return _cited(context, citation.cite_audit, audit)


@register.simple_tag(takes_context=True)
def cite_equation(context, inspection, equation):
    return _cited(context, citation.cite_equation, inspection, equation)


@register.simple_tag(takes_context=True)
def cite_panel(context, panel):
    return _cited(context, citation.cite_panel, panel)


@register.filter
def equation_id(equation):
    return citation.equation_id(equation)
