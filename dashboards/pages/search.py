"""One page of search results: what was asked, what was found, how to narrow it, and a way on where nothing was."""

from collections import Counter
from dataclasses import dataclass, replace
from typing import NamedTuple
from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import QueryDict

from dashboards.pages.parameters import checked_parameters
from dashboards.registers.choices import gather
from dashboards.registers.query import RefusedQuery
from dashboards.registers.reference import by_key, give
from findings.data_version.current import reading
from findings.data_version.kept_values import KeptValues
from findings.models import SearchEntry
from findings.search.engine import matching, ranked
from findings.search.marks import excerpt, marked
from findings.search.names import corrected, force_names
from findings.search.query import CONTROL, Query, parse
from inspections.models import Chapter, Force, Inspection

PAGE_SIZE = 20
# Words that are looked for one by one when all of them together are found nowhere.
MOST_SUGGESTIONS = 6
LABELS = {"kind": "Kind", "force": "Force", "area": "Area", "chapter": "Chapter", "year": "Year of publication"}
FIELDS = {"kind": "kind", "force": "force", "area": "areas", "chapter": "chapter", "year": "year"}
# What a result shows of its entry; the forms that the engines search are as long again.
SHOWN = ("kind", "key", "inspection", "force", "chapter", "areas", "title", "body")
KEPT = KeptValues(64)
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


class Group(NamedTuple):
    """Entries that are the same for every filter: the values they have on each, and how many there are."""

    values: dict
    entries: int


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
    total = sum([group.entries for group in _fitting(groups, asked.filters)])
    last_page = max(1, -(-total // PAGE_SIZE))
    if asked.page > last_page:
        raise RefusedQuery([f"There is no page {asked.page}: the results end on page {last_page}."])
    return SearchPage(
        asked=asked,
        total=total,
        unfiltered_total=sum([group.entries for group in groups]),
        results=_results(asked) if total else (),
        facets=_facets(asked, groups),
        instead=instead,
        suggestions=() if instead else suggestions,
    )


def grouped(query):
    """How many entries a query finds with each combination of what filters look at: all counts of a page at once.

    Kept while the data stays, for the next page of the same search and the next filter upon it.
    """
    return KEPT.get((query.wanted, query.excluded), lambda: _grouped(query))


def _grouped(query):
    """Counted by keys, which stand in the entry, and named afterwards: nothing is joined for each entry found."""
    slugs = {name: dict(model.objects.values_list("pk", "slug")) for name, model in SLUGGED.items()}
    counts = matching(query).order_by().values_list(*FIELDS.values()).annotate(entries=Count("pk"))
    return [
        Group(
            {
                "kind": (kind,),
                "force": (slugs["force"].get(force, ""),) if force else (),
                "area": tuple(filter(None, areas.split(";"))),
                "chapter": (slugs["chapter"].get(chapter, ""),) if chapter else (),
                "year": (str(year),) if year else (),
            },
            entries,
        )
        for kind, force, areas, chapter, year, entries in counts
    ]


def _fitting(groups, filters, but=None):
    """The groups that fit every filter that is set, or every other one than one."""
    for name, wanted in filters.items():
        if wanted and name != but:
            wanted = set(wanted)
            groups = [group for group in groups if not wanted.isdisjoint(group.values[name])]
    return groups


def _facets(asked, groups):
    """Every filter with the values that would leave something, and those that are set."""
    facets = []
    for name, label in LABELS.items():
        counts, wanted = Counter(), asked.filters[name]
        for group in _fitting(groups, asked.filters, but=name):
            for value in group.values[name]:
                counts[value] += group.entries
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
    first = (asked.page - 1) * PAGE_SIZE
    ordered = narrowed(ranked(matching(asked.query)), asked.filters).values_list("pk", flat=True)
    keys = list(ordered[first : first + PAGE_SIZE])
    entries = SearchEntry.objects.only(*SHOWN).in_bulk(keys)
    with reading():
        rows = {name: by_key(model) for name, model in {**SLUGGED, "inspection": Inspection}.items()}
    for entry in entries.values():
        for name, known in rows.items():
            give(entry, name, known)
    return tuple(_result(entries[pk], asked) for pk in keys if pk in entries)


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
