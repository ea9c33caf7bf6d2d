"""Terms of the glossary, explained where they stand in running text.

A page whose view is decorated with `with_terms` reads the glossary once, in one query. Its template puts prose between
`{% explained %}` and `{% endexplained %}`, one block a section: there the first mention of each term becomes a link to
its entry in the glossary, and `_components/terms.html` lists the terms mentioned, with their definitions, at the end
of the page. Only text of paragraphs and lists is touched; links, headings, sources and citations are not.
"""

import re
from functools import lru_cache, wraps
from typing import NamedTuple

from django.utils.html import escape, format_html
from django.utils.safestring import mark_safe

from findings.data_version.kept_values import KeptValues
from findings.models import GlossaryTerm

KEPT = KeptValues(2)
PROSE = {"p", "li", "dd"}
BARRED = {"a", "button", "summary", "code", "pre", "th", "caption", "label", "legend", "dt", "script", "select", "svg"}
BARRED |= {"h1", "h2", "h3", "h4", "h5", "h6", "textarea", "mark", "option", "noscript"}
# What says where something comes from, and short labels, are no running text.
BARRED_CLASS = re.compile(
    r"class=\"[^\"]*(?:__meta|__themes|locator|__source|__base|\btag\b|\bcite\b|__actions|visually-hidden)|data-cite"
)
VOID = {"br", "hr", "img", "input", "link", "meta", "wbr", "rect", "path", "col"}
TAG = re.compile(r"(<[^>]*>)")
NAME = re.compile(r"</?([a-zA-Z][a-zA-Z0-9]*)")


class Term(NamedTuple):
    """An entry of the glossary; `forms` are its name, its expansion and its aliases."""

    slug: str
    term: str
    full_name: str
    definition: str
    forms: tuple[str, ...]


class Forms(NamedTuple):
    """How terms are written: by the letter, whatever the capitals, and a pattern that finds any of them."""

    exact: dict
    folded: dict
    pattern: re.Pattern | None


def forms_of(terms):
    exact, folded = {}, {}
    for term in terms:
        for form in dict.fromkeys(filter(None, term.forms)):
            if is_by_the_letter(form):
                exact.setdefault(escape(form), term)
            else:
                folded.setdefault(escape(form).lower(), term)
    written = [(form, re.escape(form)) for form in exact]
    written += [(form, f"(?i:{re.escape(form)})") for form in folded]
    written.sort(key=lambda pair: (-len(pair[0]), pair[0]))
    # "&" and "#" before a word are the beginning of an escaped character and not of a term.
    found = rf"(?<![\w&#])(?:{'|'.join(form for _, form in written)})(?!\w)"
    return Forms(exact, folded, re.compile(found) if written else None)


class Explainer:
    """Marks terms in the HTML of one page and remembers which were mentioned, in the order of their first mention."""

    def __init__(self, terms):
        self.used = {}
        self._exact, self._folded, self._pattern = terms if isinstance(terms, Forms) else forms_of(terms)

    def explained(self, html):
        """The HTML, escaped as it is, with the first mention of every term marked."""
        if self._pattern is None:
            return html
        seen, stack, made = set(), [], []
        for place, piece in enumerate(TAG.split(html)):
            if place % 2:
                _follow(stack, piece)
            elif stack and stack[-1][1]:
                piece = self._marked(piece, seen)
            made.append(piece)
        return mark_safe("".join(made))

    def _marked(self, text, seen):
        return self._pattern.sub(lambda found: self._link(found.group(), seen), text)

    def _link(self, text, seen):
        term = self._exact.get(text) or self._folded[text.lower()]
        if term.slug in seen:
            return text
        seen.add(term.slug)
        self.used.setdefault(term.slug, term)
        return format_html('<a class="term" href="/glossary/#{}">{}</a>', term.slug, mark_safe(text))


def _follow(stack, tag):
    """Keeps the open elements: pairs of a name and whether text in it is running text."""
    read = _read_tag(tag)
    if read is None:
        return
    name, is_end, is_barred = read
    if is_end:
        if stack and stack[-1][0] == name:
            stack.pop()
            return
        names = [entry[0] for entry in stack]
        if name in names:
            del stack[len(names) - 1 - names[::-1].index(name) :]
        return
    within = stack[-1][1] if stack else False
    stack.append((name, None if is_barred or within is None else name in PROSE or within))


@lru_cache(1024)
def _read_tag(tag):
    """Name, whether it ends an element, and whether text in it is no running text; None where nothing stays open.

    A page of tables has thousands of tags and few that differ.
    """
    found = NAME.match(tag)
    if not found or tag.endswith("/>"):
        return None
    name, is_end = found.group(1).lower(), tag.startswith("</")
    if name in VOID and not is_end:
        return None
    return name, is_end, name in BARRED or bool(BARRED_CLASS.search(tag))


def is_by_the_letter(form):
    """Whether a form counts only as it is written: abbreviations such as ARMS, which is not "arms"."""
    return any(letter.isupper() for letter in form)


def explainer():
    """The terms of the glossary as they are now, for one page."""
    return Explainer(KEPT.get("terms", _read))


def _read():
    rows = GlossaryTerm.objects.all()
    return forms_of(
        Term(row.slug, row.term, row.full_name, row.definition, (row.term, row.full_name, *row.aliases)) for row in rows
    )


def with_terms(view):
    """A view whose page explains terms: its request carries the glossary."""

    @wraps(view)
    def wrapped(request, *args, **kwargs):
        request.explainer = explainer()
        return view(request, *args, **kwargs)

    return wrapped
