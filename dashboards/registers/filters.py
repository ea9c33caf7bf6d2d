"""The filters that registers are built from; every value is a slug, and a repeated parameter means or."""

from copy import deepcopy

import django_filters
from django import forms
from django.db.models import TextField, Value
from django.db.models.functions import Cast
from django.http import QueryDict
from django.utils.timezone import localdate

from dashboards.registers.choices import gather
from dashboards.registers.filter_kinds import LinkedSlugs, Slugs, Years
from findings.data_version.kept_values import KeptValues
from inspections.models import Inspection
from inspections.models.force import Nation

KEPT, KEPT_FORMS = KeptValues(512), KeptValues(32)


class SharedFields(dict):
    """Fields that no form changes, and that every form can therefore share."""

    def __deepcopy__(self, memo):
        return dict(self)


class RegisterFilterSet(django_filters.FilterSet):
    """A filter set that can tell which values each parameter knows, and how many rows each of them has."""

    def __init__(self, data=None, queryset=None):
        """Filters and fields are shared by all requests of one state of the data: copying them was half of a page."""
        self.is_bound, self.data, self.queryset = True, data or QueryDict(), queryset
        self.request = self.form_prefix = None
        self.filters, self.form_class, self.choices = KEPT_FORMS.get(type(self), self._prepared)

    def known_values(self, name):
        return [value for value, _ in self.choices[name]]

    def get_form_class(self):
        return self.form_class

    @classmethod
    def _prepared(cls):
        """The filters with the choices of now, the class of their form, and the choices: (value, label) by filter."""
        filters = deepcopy(cls.base_filters)
        drawn = [declared for declared in filters.values() if getattr(declared, "source", "")]
        found = gather([declared.source for declared in drawn])
        for declared in drawn:
            declared.extra["choices"] = [*found[declared.source], *declared.more]
        fields = {name: declared.field for name, declared in filters.items()}
        form = type(f"{cls.__name__}Form", (forms.Form,), {})
        form.base_fields = SharedFields(fields)
        choices = {
            name: [(str(value), label) for value, label in getattr(field, "choices", ()) if value not in ("", None)]
            for name, field in fields.items()
        }
        return filters, form, choices

    def filter_queryset(self, queryset, without=None):
        """The rows under every filter, or under every other filter than one."""
        for name, value in self.form.cleaned_data.items():
            if name != without:
                queryset = self.filters[name].filter(queryset, value)
        return queryset

    def facet(self, name):
        """How many rows each value of a filter has under all other filters: (value, number)."""
        return self.filters[name].facet(self.filter_queryset(self.queryset.all(), without=name))

    def facets(self):
        """Numbers of rows by filter and value, in one statement. A value without rows is not in it, nor is no value."""
        return KEPT.get(("facets", *self.key), self._facets)

    def count(self):
        """How many rows there are under every filter."""
        return KEPT.get(("count", *self.key), lambda: self.qs.count())

    @property
    def key(self):
        """What its numbers depend upon beside the data: what is asked, and the day, on which states depend."""
        asked = ((name, value) for name, value in self.form.cleaned_data.items() if value)
        asked = ((name, value if isinstance(value, str) else tuple(sorted(value))) for name, value in asked)
        return type(self), localdate(), tuple(asked)

    def _facets(self):
        names = [name for name, declared in self.filters.items() if isinstance(declared, Slugs)]
        parts = [self._named(name) for name in names]
        counts = {name: {} for name in names}
        for name, value, number in parts[0].union(*parts[1:], all=True) if len(parts) > 1 else parts[0]:
            if value:
                counts[name][value] = number
        return counts

    def _named(self, name):
        facet = self.facet(name)
        return facet.values_list(Cast(Value(name), TextField()), "facet_value", "facet_rows")


class ThroughFilterSet(RegisterFilterSet):
    """Rows that are chosen by other rows which lead to them: a theme by findings, a force by inspections.

    One such row must meet all filters named in `through`: a theme of strengths in Dorset is a theme of a strength
    that was found in Dorset.
    """

    through = ()
    link = ""

    @classmethod
    def leading(cls):
        """The rows that lead there; of published inspections only."""
        raise NotImplementedError

    def filter_queryset(self, queryset, without=None):
        chosen = False
        leading = self.leading()
        for name, value in self.form.cleaned_data.items():
            if name == without or not value:
                continue
            if name in self.through:
                chosen, leading = True, self.filters[name].filter(leading, value)
            else:
                queryset = self.filters[name].filter(queryset, value)
        return queryset.filter(pk__in=leading.values(self.link)) if chosen else queryset

    def facet(self, name):
        if name not in self.through:
            rows = self.filter_queryset(self.queryset.all(), without=name)
            return self.filters[name].facet(self.queryset.model.objects.filter(pk__in=rows.values("pk")))
        rows, leading = self.queryset.all(), self.leading()
        for other, value in self.form.cleaned_data.items():
            if other in self.through and other != name and value:
                leading = self.filters[other].filter(leading, value)
            elif other not in self.through:
                rows = self.filters[other].filter(rows, value)
        leading = leading.filter(**{f"{self.link}__in": rows.values("pk")})
        return self.filters[name].facet(leading, counted=self.link)


def force(path="inspection__force__slug"):
    return Slugs(path, "force", "Force")


def region(path="inspection__force__region"):
    return Slugs(path, "region", "Region")


def nation(path="inspection__force__nation"):
    return Slugs(path, Nation.choices, "Nation")


def inspection(path="inspection__slug"):
    return Slugs(path, "inspection", "Inspection")


def kind_of_inspection(path="inspection__kind"):
    return Slugs(path, Inspection.Kind.choices, "Kind of inspection")


def framework(path="inspection__framework__slug"):
    return Slugs(path, "framework", "Framework")


def year(path="inspection__published_on"):
    return Years(path, "year", "Year of publication")


def chapter(path="chapter__slug"):
    return Slugs(path, "chapter", "Chapter")


def areas(path="areas__slug"):
    return LinkedSlugs(path, "area", "Area")


def themes(path="themes__slug"):
    return LinkedSlugs(path, "theme", "Theme")


def grade(path="grade__slug"):
    return Slugs(path, "grade", "Grade")


def options(field, choices, label):
    """A filter over the fixed values of a field."""
    return Slugs(field, choices, label)


class ItemFilter(RegisterFilterSet):
    """What every register of items of inspections is filtered by; each noun adds its own."""

    force = force()
    region = region()
    nation = nation()
    inspection = inspection()
    inspection_kind = kind_of_inspection()
    framework = framework()
    year = year()
    chapter = chapter()
    area = areas()
