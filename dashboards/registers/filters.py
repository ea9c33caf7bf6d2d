"""The filters that registers are built from; every value is a slug, and a repeated parameter means or."""

import django_filters
from django import forms
from django.db.models import Case, Count, F, Q, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, ExtractYear

from dashboards.registers.choices import gather
from inspections.models import Inspection
from inspections.models.force import Nation

WHOLE_SAMPLE = "whole-sample"


class Slugs(django_filters.MultipleChoiceFilter):
    """Any of several slugs; a value that is not among the choices makes the request invalid.

    `known` is a list of choices, or the name of a source in `choices.py` whose rows are read for each request; `more`
    are choices besides.
    """

    def __init__(self, field_name, known, label, more=(), **options):
        options.setdefault("widget", forms.SelectMultiple)
        self.source = known if isinstance(known, str) else ""
        self.more = list(more)
        choices = [] if self.source else list(known)
        super().__init__(field_name=field_name, choices=choices, label=label, distinct=False, **options)

    def filter(self, queryset, values):
        """One condition for all values, without a join a value; rows are never multiplied."""
        if not values:
            return queryset
        named = [value for value in values if value != self.null_value]
        condition = Q(**{f"{self.field_name}__in": named})
        if len(named) < len(values):
            condition |= Q(**{f"{self.field_name.removesuffix('__slug')}__isnull": True})
        return queryset.filter(condition)

    def expression(self):
        """The value of a row, as the address writes it."""
        return F(self.field_name)

    def facet(self, rows, counted="pk"):
        """How many of the rows have each value: (value, number). A row of several values counts for each."""
        grouped = rows.order_by().values(facet_value=Cast(self.expression(), TextField()))
        # No filter brings a row twice, so rows need not be told apart; what leads to a row may lead there often.
        number = Count(counted, distinct=counted != "pk")
        return grouped.annotate(facet_rows=number).values_list("facet_value", "facet_rows")


class LinkedSlugs(Slugs):
    """Slugs of rows that many-to-many links lead to: matched by a subquery, so that no row comes twice."""

    def filter(self, queryset, values):
        if not values:
            return queryset
        matching = queryset.model.objects.filter(**{f"{self.field_name}__in": values}).values("pk")
        return queryset.filter(pk__in=matching)


class Years(Slugs):
    """The year in which the report was published."""

    def filter(self, queryset, values):
        if not values:
            return queryset
        return queryset.filter(**{f"{self.field_name}__year__in": [int(value) for value in values]})

    def expression(self):
        return ExtractYear(self.field_name)


class AreaOrWhole(Slugs):
    """The area of a counted set, or that it has none."""

    def __init__(self, field_name):
        more = [(WHOLE_SAMPLE, "Whole sample")]
        super().__init__(field_name, "area", "Area", more, null_value=WHOLE_SAMPLE)

    def expression(self):
        return Coalesce(F(self.field_name), Value(WHOLE_SAMPLE))


class YesNo(Slugs):
    """A field that is true or false, asked for as yes or no."""

    def __init__(self, field_name, label):
        super().__init__(field_name, [("yes", "Yes"), ("no", "No")], label)

    def filter(self, queryset, values):
        wanted = [value == "yes" for value in values or ()]
        return queryset.filter(**{f"{self.field_name}__in": wanted}) if wanted else queryset

    def expression(self):
        return Case(When(**{self.field_name: True}, then=Value("yes")), default=Value("no"), output_field=TextField())


class Words(django_filters.CharFilter):
    """Rows in which every word occurs in one of the texts; capital letters do not matter."""

    def __init__(self, *fields, label="Words"):
        super().__init__(label=label, max_length=200)
        self.fields = fields

    def filter(self, queryset, value):
        for word in (value or "").split():
            condition = Q()
            for field in self.fields:
                condition |= Q(**{f"{field}__icontains": word})
            # By a subquery: a word that occurs in two parts of a row must not bring the row twice.
            queryset = queryset.filter(pk__in=queryset.model.objects.filter(condition).values("pk"))
        return queryset


class RegisterFilterSet(django_filters.FilterSet):
    """A filter set that can tell which values each parameter knows, and how many rows each of them has."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        drawn = [declared for declared in self.filters.values() if getattr(declared, "source", "")]
        found = gather([declared.source for declared in drawn])
        for declared in drawn:
            declared.extra["choices"] = [*found[declared.source], *declared.more]

    def known_values(self, name):
        field = self.form.fields[name]
        return [str(value) for value, _ in getattr(field, "choices", ()) if value not in ("", None)]

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
