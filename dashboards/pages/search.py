"""One page of search results: what was asked, what was found, how to narrow it, and a way on where nothing was."""

from collections import Counter
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import QueryDict

from dashboards.pages.parameters import checked_parameters
from dashboards.registers.choices import gather
from dashboards.registers.query import RefusedQuery
from findings.models import SearchEntry
from findings.search.engine import matching, ranked
from findings.search.marks import excerpt, marked
from findings.search.names import corrected, force_names
from findings.search.query import CONTROL, Query, parse
from inspections.models import Chapter, Force

PAGE_SIZE = 20
# Words that are looked for one by one when all of them together are found nowhere.
MOST_SUGGESTIONS = 6
LABELS = {"kind": "Kind", "force": "Force", "area": "Area", "chapter": "Chapter", "year": "Year of publication"}
FIELDS = {"kind": "kind", "force": "force__slug", "area": "areas", "chapter": "chapter__slug", "year": "year"}
SLUGGED = {"force": Force, "chapter": Chapter}


def search_for(text):
    """The address of a search without filters."""
    return f"?{urlencode({'q': text})}"


@dataclass(frozen=True)
class Asked:
    """A checked request: the text as typed, the query in it, the filters that are set, the page."""

    text: str
    query: Query
    filters: dict
    page: int
    known: dict

    @property
    def query_string(self):
        """The same search with its filters, on whatever page."""
        query = QueryDict(mutable=True)
        query["q"] = self.text
        for name, values in self.filters.items():
            query.setlist(name, values)
        return query.urlencode()

    @property
    def unfiltered(self):
        return search_for(self.text)


@dataclass(frozen=True)
class Option:
    """One value of a filter, and how many results it would leave beside the other filters."""

    value: str
    label: str
    count: int
    is_set: bool


@dataclass(frozen=True)
class Facet:
    name: str
    label: str
    options: tuple
    is_set: bool


@dataclass(frozen=True)
class Result:
    """An entry as the page shows it: pieces of text, some of them hits. Without a title the body is the link."""

    entry: SearchEntry
    title: tuple
    body: tuple
    about: tuple


@dataclass(frozen=True)
class SearchPage:
    asked: Asked
    total: int = 0
    unfiltered_total: int = 0
    results: tuple = ()
    facets: tuple = ()
    # The query that was really run, where a force's name was mended; its text.
    instead: str = ""
    # (text, number of entries, address) of searches that find something where this one does not.
    suggestions: tuple = ()

    @property
    def numbered(self):
        """The page among the others, as the component that lists them takes it."""
        return Paginator(range(self.total), PAGE_SIZE).page(self.asked.page)


def asked_of(parameters):
    """The request, or RefusedQuery with everything in it that is not known."""
    known = {
        "kind": dict(SearchEntry.Kind.choices),
        **{name: dict(choices) for name, choices in gather(("force", "area", "chapter", "year")).items()},
    }
    others = parameters.copy()
    texts, pages = others.pop("q", []), [page for page in others.pop("page", []) if page.strip()]
    sentences = [] if len(texts) < 2 else ["This page takes one value of “q” at a time."]
    page = pages[-1].strip() if pages else "1"
    if not (page.isascii() and page.isdecimal() and len(page) < 10 and int(page) >= 1):
        sentences.append(f"“{page}” is no value of “page”: a whole number from 1 is expected.")
    try:
        filters = checked_parameters(others, known)
    except RefusedQuery as refused:
        sentences = [*refused.sentences, *sentences]
    if sentences:
        raise RefusedQuery(sentences)
    text = CONTROL.sub(" ", texts[0]).strip() if texts else ""
    return Asked(text, parse(text), filters, int(page), known)


def search_page(asked):
    """What is found; where nothing is, what a slip in a force's name may have meant, and what else finds something."""
    groups, instead, suggestions = grouped(asked.query), "", ()
    if asked.query.wanted and not groups:
        mended, suggestions = _way_on(asked)
        groups = grouped(mended) if mended else []
        if groups:
            instead, asked = mended.text, replace(asked, query=mended)
    total = sum(group["entries"] for group in groups if _fits(group, asked.filters))
    last_page = max(1, -(-total // PAGE_SIZE))
    if asked.page > last_page:
        raise RefusedQuery([f"There is no page {asked.page}: the results end on page {last_page}."])
    return SearchPage(
        asked=asked,
        total=total,
        unfiltered_total=sum(group["entries"] for group in groups),
        results=_results(asked) if total else (),
        facets=_facets(asked, groups),
        instead=instead,
        suggestions=() if instead else suggestions,
    )


def grouped(query):
    """How many entries a query finds with each combination of what filters look at: all counts of a page at once."""
    return list(matching(query).order_by().values(*FIELDS.values()).annotate(entries=Count("pk")))


def _values(group, name):
    """What a group has on one filter: areas are several, nothing is none."""
    value = group[FIELDS[name]]
    if name == "area":
        return [slug for slug in value.split(";") if slug]
    return [] if value is None else [str(value)]


def _fits(group, filters, *, but=None):
    return all(
        name == but or not wanted or any(value in wanted for value in _values(group, name))
        for name, wanted in filters.items()
    )


def _facets(asked, groups):
    """Every filter with the values that would leave something, and those that are set."""
    facets = []
    for name, label in LABELS.items():
        counts, wanted = Counter(), asked.filters[name]
        for group in groups:
            if _fits(group, asked.filters, but=name):
                for value in _values(group, name):
                    counts[value] += group["entries"]
        options = tuple(
            Option(value, shown, counts[value], value in wanted)
            for value, shown in asked.known[name].items()
            if counts[value] or value in wanted
        )
        if options:
            facets.append(Facet(name, label, options, bool(wanted)))
    return tuple(facets)


def narrowed(entries, filters):
    """Entries that fit every filter that is set; tables of names are asked first and not joined to be asked."""
    for name, wanted in filters.items():
        if not wanted:
            continue
        if name == "area":
            condition = Q()
            for slug in wanted:
                condition |= Q(areas__contains=f";{slug};")
            entries = entries.filter(condition)
        elif name in SLUGGED:
            entries = entries.filter(**{f"{name}__in": SLUGGED[name].objects.filter(slug__in=wanted)})
        else:
            entries = entries.filter(**{f"{name}__in": wanted})
    return entries


def _results(asked):
    entries = narrowed(ranked(matching(asked.query)), asked.filters).select_related("inspection", "force", "chapter")
    first = (asked.page - 1) * PAGE_SIZE
    return tuple(_result(entry, asked) for entry in entries[first : first + PAGE_SIZE])


def _result(entry, asked):
    body = tuple(marked(excerpt(entry.body, asked.query), asked.query))
    title = tuple(marked(entry.title, asked.query))
    about = [asked.known["area"].get(slug, slug) for slug in entry.area_slugs]
    if entry.inspection_id:
        about.insert(0, entry.force.name)
    return Result(
        entry=entry,
        title=title or body,
        body=body if title else (),
        about=tuple(marked(name, asked.query) for name in about),
    )


def _way_on(asked):
    """The query with forces' names put right, if one was wrong; and the terms that find something on their own."""
    names, terms, found = force_names(), [], []
    for term in asked.query.wanted[:MOST_SUGGESTIONS]:
        alone = matching(Query((term,))).count()
        better = None if alone else corrected(term, names)
        if better:
            term, alone = better, matching(Query((better,))).count()
        if alone and (better or len(asked.query.wanted) + len(asked.query.excluded) > 1):
            found.append((term.typed, alone, search_for(term.typed)))
        terms.append(term)
    terms += asked.query.wanted[MOST_SUGGESTIONS:]
    mended = asked.query.with_wanted(terms) if tuple(terms) != asked.query.wanted else None
    return mended, tuple(found)
