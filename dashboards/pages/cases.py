"""The page of single cases: a page of rows, how many there are, and counts beside the options, from the summary."""

from collections import Counter
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import Sum

from dashboards.registers.case_order import GROUP_FIELDS, GROUPED, CaseOrder
from dashboards.registers.cases import DISAGREEMENT, FIELDS, FILTERS, MOST_COUNTED, NOT_KNOWN, REFERRED_BACK, SORTS
from dashboards.registers.drawn import drawn_cases, drawn_choices
from findings.data_version.kept_values import KeptValues
from findings.models import CaseCount, Sample

PLACES = ("force", "inspection")
KINDS = tuple(name for name in FILTERS if name not in (*PLACES, "load"))
MOST_FOUND = 200
SAMPLES = dict(Sample.choices)
SUMS, COUNTS = KeptValues(32), KeptValues(128)
HEADINGS = {"reference": "Case"} | {name: label for name, label in FILTERS.items() if name != "load"}


class Option(NamedTuple):
    """One choice of a filter: how many cases it would leave under the other filters, None where that is not known."""

    value: str
    label: str
    is_set: bool
    cases: int | None


@dataclass(frozen=True)
class Filter:
    name: str
    label: str
    is_set: bool
    options: tuple


@dataclass(frozen=True)
class CasePage:
    """`total` is exact, or None where there are more than MOST_COUNTED; keys of the neighbouring pages, if any."""

    rows: tuple
    total: int | None
    filters: tuple
    previous: int | None
    next: int | None
    said: str

    @property
    def drawn_rows(self):
        return drawn_cases(self.rows)

    @property
    def drawn_filters(self):
        return drawn_choices(
            {"name": one.name, "label": one.label, "given": one.is_set, "choices": one.options} for one in self.filters
        )


def case_page(query):
    """Everything the page shows, in a number of queries that grows neither with cases nor with the page's place."""
    facets, total, rows, previous, following = found_rows(query)
    return CasePage(
        rows=tuple(shown(query, values) for values in rows),
        total=total,
        filters=tuple(_filter(query, name, facets) for name in FILTERS if name != "load" or "load" in query.chosen),
        previous=previous,
        next=following,
        said=said(query, total),
    )


class FoundRows(NamedTuple):
    """The rows of one page as values of FIELDS, with what was found out on the way; places as in CasePage."""

    facets: object
    total: int | None
    rows: list
    previous: int | None
    next: int | None


def found_rows(query):
    """The page that is asked for; where no case fits nobody looks for rows."""
    facets = facets_of(query)
    total = case_total(query, facets)
    rows, earlier, later = ([], False, False) if total == 0 else keyset(query, facets)
    return FoundRows(facets, total, rows, rows[0][0] if earlier else None, rows[-1][0] if later else None)


def facets_of(query):
    """Counts from the summary, or None where it does not know a filter.

    Kept for the loads there are: nothing else changes cases, and a load is never undone, only purged.
    """
    if "load" in query.chosen:
        return None
    return COUNTS.get((query.vocabulary.loaded, *query.asked()), lambda: Facets(query))


def case_total(query, facets):
    """How many cases fit: from the summary where it knows every filter, else counted up to MOST_COUNTED."""
    return facets.total if facets else capped_count(query)


def keyset(query, facets=None):
    """The rows of one page, and whether there are some before and after it."""
    order = order_of(query, facets)
    if query.before:
        found = order.after(order.place_of(query.before), query.size + 1, reverse=True)
        rows = found[: query.size][::-1]
        return rows, len(found) > query.size, bool(rows)
    found = order.after(order.place_of(query.after) if query.after else None, query.size + 1)
    rows = found[: query.size]
    return rows, bool(query.after and rows), len(found) > query.size


def order_of(query, facets=None):
    """The order asked for. Sorted by groups it is told which are empty, where the summary knows."""
    column = query.sort.removeprefix("-")
    if column in GROUPED:
        facets = facets or facets_of(query)
        return CaseOrder(query, FIELDS, facets.of(column) if facets else None)
    return CaseOrder(query, FIELDS)


def capped_count(query):
    """How many cases fit, or None where there are more than MOST_COUNTED: counting stops there."""
    count = query.cases()[: MOST_COUNTED + 1].count()
    return count if count <= MOST_COUNTED else None


class Facets:
    """Counts under each filter, all others applied, from two readings of the summary: one by what is known of a case,
    one by where it is of. Requests share them."""

    def __init__(self, query):
        self.book, self.chosen = query.vocabulary, query.chosen
        self.within = [(self._values(key), key, cases) for key, cases in _sums(query, GROUP_FIELDS, KINDS)]
        self.total = sum(cases for values, _, cases in self.within if self._fits(values))
        self.known = {name: self._places(query, name) for name in PLACES}
        self.known |= {name: self._kinds(name) for name in KINDS}
        del self.within

    def of(self, name):
        """Cases by slug of the filter's option."""
        return self.known[name]

    def _places(self, query, name):
        found, names = Counter(), {"force": self.book.forces, "inspection": self.book.inspections}[name]
        own, other = PLACES.index(name), 1 - PLACES.index(name)
        wanted = self.chosen.get(PLACES[other])
        for key, cases in _sums(query, ("force_id", "inspection_id"), PLACES):
            if wanted is None or key[other] in wanted:
                found[names[key[own]].slug] += cases
        return found

    def _kinds(self, name):
        found = Counter()
        for values, key, cases in self.within:
            if self._fits(values, leave_out=name):
                found[self.book.slug(name, key)] += cases
        return found

    def _fits(self, values, leave_out=""):
        return all(
            values[name] in wanted for name, wanted in self.chosen.items() if name != leave_out and name not in PLACES
        )

    def _values(self, key):
        area, sample, own, theirs, referred_back = key
        return {
            "area": area,
            "sample": sample,
            "force_grade": own,
            "hmicfrs_grade": theirs,
            "referred_back": referred_back,
            "disagreement": self.book.shift(own, theirs),
        }


def _sums(query, columns, leave_out):
    """Cases by these columns under all filters that are not left out: (key, cases). Kept as facets are."""

    def read():
        rows = CaseCount.objects.filter(query.condition(leave_out)).order_by().values_list(*columns)
        return [(row[:-1], row[-1]) for row in rows.annotate(sum=Sum("cases"))]

    return SUMS.get((query.vocabulary.loaded, columns, *query.asked(leave_out)), read)


def found_page(query, beginning):
    """The cases of any inspection whose references begin like this; an exact one stands first."""
    rows = list(query.cases_named(beginning).values_list(*FIELDS)[: MOST_FOUND + 1])
    number = "No case" if not rows else f"{len(rows):,} case{'' if len(rows) == 1 else 's'}"
    told = f"{number} with a reference that begins like this."
    if len(rows) > MOST_FOUND:
        told = f"The first {MOST_FOUND} cases with a reference that begins like this. There are more: type more of it."
    return CasePage(
        rows=tuple(shown(query, values) for values in rows[:MOST_FOUND]),
        total=len(rows) if len(rows) <= MOST_FOUND else None,
        filters=(),
        previous=None,
        next=None,
        said=told,
    )


def _filter(query, name, facets):
    counts = facets.of(name) if facets else {}
    given = query.given.get(name, [])
    options = tuple(
        Option(slug, label, slug in given, counts[slug] if facets else None)
        for slug, (label, _) in query.options[name].items()
        if slug in given or not facets or counts[slug]
    )
    return Filter(name, FILTERS[name], bool(given), options)


def shown(query, values):
    """One case as the page shows it: names for slugs, and the tone of each grade."""
    pk, inspection, reference, area, sample, own, theirs, referred_back, load = values
    book = query.vocabulary
    inspection = book.inspections[inspection]
    shift = book.shift(own, theirs)
    return {
        "id": pk,
        "force": inspection.force.name,
        "inspection": inspection.slug,
        "reference": reference,
        "area": book.areas[area].short_name,
        "sample": SAMPLES[sample],
        "force_grade": book.grades[own].name if own else "",
        "force_tone": book.grades[own].tone if own else "",
        "hmicfrs_grade": book.grades[theirs].name,
        "hmicfrs_tone": book.grades[theirs].tone,
        "disagreement": DISAGREEMENT.get(shift, ""),
        "referred_back": REFERRED_BACK[referred_back or NOT_KNOWN],
    }


@dataclass(frozen=True)
class Heading:
    """One column of the table; `href` sorts by it, the other way round where it is sorted by already."""

    label: str
    href: str
    direction: str


def headings(query):
    for name, label in HEADINGS.items():
        if name not in SORTS:
            yield Heading(label, "", "")
            continue
        direction = {name: "ascending", f"-{name}": "descending"}.get(query.sort, "")
        sort = f"-{name}" if direction == "ascending" else name
        yield Heading(label, f"/cases/?{query.query_string(sort=sort, after='', before='')}", direction)


def said(query, total):
    """How many cases, and what is filtered, in one sentence."""
    number = f"More than {MOST_COUNTED:,} cases" if total is None else f"{total:,} case{'' if total == 1 else 's'}"
    parts = []
    for name, values in query.filters.items():
        labels = " or ".join(query.options[name][value][0] for value in values)
        parts.append(f"{FILTERS[name].lower().replace('hmicfrs', 'HMICFRS')} {labels}")
    return f"{number} with {'; '.join(parts)}." if parts else f"{number}, unfiltered."
