"""The orders of single cases that pages by key can carry: each page costs what the first one does.

Cases stand in the order of loading, in that of their references, or by a column of few values: first all cases of one
value, then those of the next, each in the order of loading. So a page is found by going on from the case that the last
one ended with, which is named by its number: no reference stands in an address.
"""

from dataclasses import dataclass

from django.db.models import Q

from dashboards.registers.query import RefusedQuery
from findings.models import AuditedCase

LOADED, REFERENCE = "id", "reference"
# What shows in a column, best or first value first; "" stands for none and comes last.
GROUPED = ("area", "sample", "force_grade", "hmicfrs_grade", "disagreement", "referred_back")
GROUP_FIELDS = ("area_id", "sample", "force_grade_id", "hmicfrs_grade_id", "referred_back")
NONE = ""


@dataclass(frozen=True)
class Place:
    """Between which cases a page begins: behind the case of this number, in the order asked for."""

    key: int
    reference: str = ""
    group: str = ""


class CaseOrder:
    """One order of the cases of a query. `fields` are the columns to read; `number` comes first among them.

    `counts`, where they are known, tell by slug which groups of a column hold no case, so that nobody looks there.
    """

    def __init__(self, query, fields, counts=None):
        self.query, self.fields = query, fields
        self.column = query.sort.removeprefix("-") or LOADED
        self.is_descending = query.sort.startswith("-")
        self.counts = counts

    def after(self, place, number, *, reverse=False):
        """Up to so many cases behind the place (None: from the beginning), in the order or against it."""
        backwards = self.is_descending != reverse
        if self.column == REFERENCE:
            return self._read(self._behind_reference(place, backwards), ("reference", "pk"), backwards, number)
        if self.column == LOADED:
            return self._read(_behind(place, backwards), ("pk",), backwards, number)
        return self._by_group(place, backwards, number)

    def place_of(self, key):
        """The place behind the case of this number; RefusedQuery where the order needs to know a case that is gone."""
        if self.column == LOADED:
            return Place(key)
        found = AuditedCase.objects.filter(pk=key)
        values = found.values_list("reference", *GROUP_FIELDS).first()
        if values is None:
            raise RefusedQuery([f"There is no case {key} any more. Begin with the first page."])
        return Place(key, values[0], self._group_of(values[1:]))

    def place_behind(self, values):
        """The place behind a case that was read, from the values of `fields`."""
        named = dict(zip(self.fields, values, strict=True))
        return Place(named["pk"], named["reference"], self._group_of([named[name] for name in GROUP_FIELDS]))

    def _group_of(self, values):
        return self.query.vocabulary.slug(self.column, values) if self.column in GROUPED else ""

    def _by_group(self, place, backwards, number):
        found = []
        for slug, condition in self._groups(place, backwards):
            behind = _behind(place, backwards) if place is not None and slug == place.group else Q()
            found += self._read(condition & behind, ("pk",), backwards, number - len(found))
            if len(found) == number:
                break
        return found

    def _groups(self, place, backwards):
        """`(slug, condition)` of every value from that of the place on which may have cases, in the order asked for."""
        options, chosen = self.query.options[self.column], self.query.given.get(self.column)
        groups = [(slug, self.query.condition_of(self.column, keys)) for slug, (_, keys) in options.items()]
        if self.column in ("force_grade", "disagreement"):
            groups.append((NONE, Q(force_grade=None)))
        if backwards:
            groups.reverse()
        if place is not None:
            groups = groups[[slug for slug, _ in groups].index(place.group) :]
        return [
            (slug, condition)
            for slug, condition in groups
            if (self.counts is None or self.counts[slug]) and (not chosen or slug in chosen)
        ]

    def _behind_reference(self, place, backwards):
        if place is None:
            return Q()
        way = "lt" if backwards else "gt"
        within = {f"reference__{way}e": place.reference}
        return Q(**within) & (Q(**{f"reference__{way}": place.reference}) | _behind(place, backwards))

    def _read(self, condition, order, backwards, number):
        rows = AuditedCase.objects.filter(self.query.condition() & condition)
        rows = rows.order_by(*(f"-{name}" if backwards else name for name in order))
        return list(rows.values_list(*self.fields)[:number])


def _behind(place, backwards):
    return Q() if place is None else Q(**{"pk__lt" if backwards else "pk__gt": place.key})
