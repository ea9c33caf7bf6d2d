"""The kinds of filters: how each narrows rows, and how it counts the rows that its values have."""

from functools import reduce
from operator import or_

import django_filters
from django import forms
from django.db.models import Case, Count, F, Q, TextField, Value, When
from django.db.models.functions import Cast, Coalesce, ExtractYear

WHOLE_SAMPLE = "whole-sample"
MOST_WORDS = 200


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


class SeveralWords(forms.Field):
    """What a parameter asks for each time that it is given; a limit keeps what is looked for short."""

    widget = forms.MultipleHiddenInput

    def clean(self, value):
        refused = [self.refusal(words) for words in value or () if self.refusal(words)]
        if refused:
            raise forms.ValidationError(refused)
        return list(value or ())

    @staticmethod
    def refusal(words):
        """Why words are not looked for, as the end of a sentence; "" where they are."""
        if len(words) > MOST_WORDS:
            return f"at most {MOST_WORDS} characters are expected"
        return "no text holds such a character" if "\0" in words else ""


class Words(django_filters.Filter):
    """Rows in which every word occurs in one of the texts; capital letters do not matter. Given again it means or."""

    field_class = SeveralWords

    def __init__(self, *fields, label="Words"):
        super().__init__(label=label)
        self.fields = fields

    def filter(self, queryset, value):
        if not value:
            return queryset
        # By subqueries: a word that occurs in two parts of a row must not bring the row twice.
        return queryset.filter(reduce(or_, [self._all_of(queryset, words) for words in value]))

    def _all_of(self, queryset, words):
        found = Q()
        for word in words.split():
            condition = reduce(or_, [Q(**{f"{field}__icontains": word}) for field in self.fields])
            found &= Q(pk__in=queryset.model.objects.filter(condition).values("pk"))
        return found
