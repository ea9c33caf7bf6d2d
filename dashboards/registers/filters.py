"""The filters that registers are built from; every value is a slug, and a repeated parameter means or."""

import django_filters
from django import forms
from django.db.models import Q
from django.db.models.functions import ExtractYear

from findings.models import Theme
from inspections.models import Area, Chapter, Force, Framework, Grade, Inspection

WHOLE_SAMPLE = "whole-sample"


def distinct(model, *fields):
    """Choices of reference rows, once per slug, in their own order: (slug, name)."""

    def choices():
        seen = {}
        for slug, name in model.objects.order_by(*model._meta.ordering).values_list(*(fields or ("slug", "name"))):
            seen.setdefault(slug, name)
        return list(seen.items())

    return choices


def inspection_choices():
    return list(Inspection.objects.published().order_by("slug").values_list("slug", "title"))


def years():
    found = Inspection.objects.published().annotate(year=ExtractYear("published_on")).order_by("year")
    return [(str(year), str(year)) for year in dict.fromkeys(found.values_list("year", flat=True))]


def regions():
    found = Force.objects.order_by("region").values_list("region", flat=True)
    return [(region, region) for region in dict.fromkeys(found)]


def nations():
    return [("England", "England"), ("Wales", "Wales")]


class Slugs(django_filters.MultipleChoiceFilter):
    """Any of several slugs; a value that is not among the choices makes the request invalid."""

    def __init__(self, field_name, choices, label, **options):
        options.setdefault("widget", forms.SelectMultiple)
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


class LinkedSlugs(Slugs):
    """Slugs of rows that many-to-many links lead to: matched by a subquery, so that no row comes twice."""

    def filter(self, queryset, values):
        if not values:
            return queryset
        matching = queryset.model.objects.filter(**{f"{self.field_name}__in": values}).values("pk")
        return queryset.filter(pk__in=matching)


class RegisterFilterSet(django_filters.FilterSet):
    """A filter set that can tell which values each parameter knows."""

    def known_values(self, name):
        field = self.form.fields[name]
        return [str(value) for value, _ in getattr(field, "choices", ()) if value not in ("", None)]


def force(path="inspection__force__slug"):
    return Slugs(path, distinct(Force), "Force")


def region(path="inspection__force__region"):
    return Slugs(path, regions, "Region")


def nation(path="inspection__force__nation"):
    return Slugs(path, nations, "Nation")


def inspection(path="inspection__slug"):
    return Slugs(path, inspection_choices, "Inspection")


def kind_of_inspection(path="inspection__kind"):
    return Slugs(path, Inspection.Kind.choices, "Kind of inspection")


def framework(path="inspection__framework__slug"):
    return Slugs(path, distinct(Framework), "Framework")


class Years(Slugs):
    """The year in which the report was published."""

    def filter(self, queryset, values):
        if not values:
            return queryset
        return queryset.filter(**{f"{self.field_name}__year__in": [int(value) for value in values]})


def year(path="inspection__published_on"):
    return Years(path, years, "Year of publication")


def chapter(path="chapter__slug"):
    return Slugs(path, distinct(Chapter), "Chapter")


def areas(path="areas__slug"):
    return LinkedSlugs(path, distinct(Area, "slug", "short_name"), "Area")


def area_or_whole(path="case_audit__area__slug"):
    def choices():
        return [*distinct(Area, "slug", "short_name")(), (WHOLE_SAMPLE, "Whole sample")]

    return Slugs(path, choices, "Area", null_value=WHOLE_SAMPLE)


def themes(path="themes__slug"):
    return LinkedSlugs(path, distinct(Theme), "Theme")


def grade(path="grade__slug"):
    return Slugs(path, distinct(Grade), "Grade")


def options(field, choices, label):
    """A filter over the fixed values of a field."""
    return Slugs(field, choices, label)


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


class YesNo(Slugs):
    """A field that is true or false, asked for as yes or no."""

    def __init__(self, field_name, label):
        super().__init__(field_name, [("yes", "Yes"), ("no", "No")], label)

    def filter(self, queryset, values):
        wanted = [value == "yes" for value in values or ()]
        return queryset.filter(**{f"{self.field_name}__in": wanted}) if wanted else queryset


class ItemFilter(RegisterFilterSet):
    """What every register of items of inspections is filtered by; each noun adds its own."""

    force = force()
    region = region()
    nation = nation()
    inspection = inspection()
    framework = framework()
    year = year()
    chapter = chapter()
    area = areas()
