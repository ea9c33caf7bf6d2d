"""What a reader asked of a register, checked: an unknown parameter or value is refused, never ignored."""

import re
from array import array
from difflib import get_close_matches

from django.core.exceptions import BadRequest
from django.core.paginator import Paginator
from django.http import QueryDict

from dashboards.registers.former_themes import told_of_former
from findings.data_version.kept_values import KeptValues

PAGE_SIZES = (25, 50, 100, 200)
CONTROLS = ("page", "sort", "size", "columns")
# Sorting all rows is most of what a page asks of the database: so many keys of each order asked for are kept.
MOST_PLACES, KEPT = 2_000, KeptValues(128)
TOO_LONG = re.compile("“([^”]{80})[^”]+”")


class RefusedQuery(BadRequest):
    """A request that names something unknown; every such thing in a sentence of its own. Answered with 400."""

    def __init__(self, sentences):
        self.sentences = [readable(sentence) for sentence in sentences]
        super().__init__(" ".join(self.sentences))


def readable(sentence):
    """A refusal with what it repeats cut short where that is far too long, and without signs that cannot be seen."""
    plain = "".join([sign if sign.isprintable() else "\N{REPLACEMENT CHARACTER}" for sign in sentence])
    return TOO_LONG.sub(r"“\1…”", plain)


def nearest(value, known):
    """The end of a sentence that offers what may have been meant."""
    known = [str(name) for name in known]
    close = get_close_matches(value, known, n=3, cutoff=0.5)
    if close:
        return f" Did you mean {' or '.join(close)}?"
    return f" Known are {', '.join(known[:12])}{' and others' if len(known) > 12 else ''}." if known else ""


class RegisterQuery:
    """Filters, order, page and columns of one request to one register.

    Empty values are no filter; a repeated parameter means or. Raises RefusedQuery with every problem at once.
    """

    controls = CONTROLS

    def __init__(self, register, parameters):
        self.register = register
        self.sentences = []
        self.given = {name: [value.strip() for value in values if value.strip()] for name, values in parameters.lists()}
        self.given = {name: values for name, values in self.given.items() if values}
        self._refuse_unknown_parameters(parameters)
        self.filterset = register.filterset(self._filter_data(parameters), queryset=register.queryset())
        self._refuse_unknown_values()
        self.sort = self._sort()
        self.size = self._whole_number("size", PAGE_SIZES[1], allowed=PAGE_SIZES)
        self.page = self._whole_number("page", 1)
        self.columns = self._columns()
        if self.sentences:
            raise RefusedQuery(self.sentences)

    @property
    def filters(self):
        """Only the filters that are set: name -> values."""
        return {name: values for name, values in self.given.items() if name not in self.controls}

    def rows(self):
        """The filtered rows in a stable order: the sort asked for, then the register's own, then the key."""
        return self.filterset.qs.order_by(*self._order_by())

    def asked_page(self):
        """The page of rows that is asked for; one beyond the last is refused."""
        rows = self.rows()
        pages = Paginator(rows, self.size)
        pages.count = self.count(rows)
        if self.page > pages.num_pages:
            raise RefusedQuery([f"There is no page {self.page}: the rows end on page {pages.num_pages}."])
        return pages.page(self.page)

    def objects(self, page):
        """What the register shows of the rows of this page, in their order."""
        keys = self._keys(page)
        if keys is None:
            return self.register.shown(page.object_list)
        found = {obj.pk: obj for obj in self.register.shown(self.register.queryset().filter(pk__in=keys).order_by())}
        return [found[key] for key in keys if key in found]

    def _keys(self, page):
        """The keys of the rows of this page; None where all rows are on it, or too many before it."""
        if not page.has_other_pages() or page.end_index() > MOST_PLACES:
            return None
        rows = page.paginator.object_list
        asked = (*self.filterset.key, *rows.query.order_by)
        places = KEPT.get(asked, lambda: array("q", rows.values_list("pk", flat=True)[:MOST_PLACES]))
        return places[page.start_index() - 1 : page.end_index()].tolist()

    def count(self, rows):
        """How many rows there are, of which these are all."""
        return self.filterset.count()

    def query_string(self, **changes):
        """The same request with some parameters changed; an empty change leaves the parameter out."""
        query = QueryDict(mutable=True)
        for name, values in {**self.given, **changes}.items():
            values = values if isinstance(values, list | tuple) else [values]
            query.setlist(name, [str(value) for value in values if value not in ("", None)])
        return query.urlencode()

    def _filter_data(self, parameters):
        data = parameters.copy()
        for name in list(data):
            data.setlist(name, self.given.get(name, []))
            if name in self.controls or name not in self.given:
                del data[name]
        return data

    def _refuse_unknown_parameters(self, parameters):
        known = [*self.register.filterset.base_filters, *self.controls]
        for name in parameters:
            if name not in known:
                self.sentences.append(f"“{name}” is no parameter of this page.{nearest(name, known)}")

    def _refuse_unknown_values(self):
        if self.filterset.is_valid():
            return
        for name in self.filterset.errors:
            known = self.filterset.known_values(name)
            refusal = getattr(self.filterset.form.fields[name], "refusal", None)
            if refusal:
                refused = [(value, refusal(value)) for value in self.given[name]]
                self.sentences += [f"“{value}” is no value of “{name}”: {why}." for value, why in refused if why]
                continue
            wrong = [value for value in self.given.get(name, []) if value not in known] or self.given.get(name, [])
            for value in wrong:
                former = told_of_former(value) if name == "theme" else ""
                self.sentences.append(former or f"“{value}” is no value of “{name}”.{nearest(value, known)}")

    def _sort(self):
        asked = self.given.get("sort", [])
        columns = self.register.table.base_columns
        sortable = [name for name, column in columns.items() if column.orderable is not False]
        for name in asked:
            if name.removeprefix("-") not in sortable:
                offer = nearest(name.removeprefix("-"), sortable)
                self.sentences.append(f"“{name}” is no column that this page can be sorted by.{offer}")
        return asked

    def _order_by(self):
        columns, order = self.register.table.base_columns, []
        for name in self.sort:
            sign = "-" if name.startswith("-") else ""
            accessors = columns[name.removeprefix("-")].order_by or (name.removeprefix("-"),)
            order += [sign + accessor for accessor in accessors]
        seen, stable = set(), []
        for field in [*order, *self.register.default_order, "pk"]:
            if field.removeprefix("-") not in seen:
                seen.add(field.removeprefix("-"))
                stable.append(field)
        return stable

    def _whole_number(self, name, default, allowed=None):
        values = self.given.get(name)
        if not values:
            return default
        value = values[-1]
        if not (value.isascii() and value.isdecimal() and len(value) < 10 and int(value) >= 1):
            self.sentences.append(f"“{value}” is no value of “{name}”: a whole number from 1 is expected.")
            return default
        if allowed and int(value) not in allowed:
            self.sentences.append(
                f"“{value}” is no value of “{name}”: {', '.join(map(str, allowed[:-1]))} or {allowed[-1]} is expected."
            )
        return int(value)

    def _columns(self):
        known = self.register.columns()
        asked = [name.strip() for value in self.given.get("columns", []) for name in value.split(",") if name.strip()]
        for name in asked:
            if name not in known:
                self.sentences.append(f"“{name}” is no column of this register.{nearest(name, known)}")
        return [name for name in known if name in asked]
