"""One view for every register: a page of rows, or all of them as a file."""

from typing import NamedTuple

from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.api.resources import RESOURCES, ask
from dashboards.pages.citation import absolute
from dashboards.rates import EXPORT, costs
from dashboards.registers.base import IDENTITY, Cell
from dashboards.registers.drawn import drawn_columns, drawn_filters, drawn_rows
from dashboards.registers.exports import FORMATS, about_response
from dashboards.registers.query import PAGE_SIZES, RegisterQuery
from dashboards.views.saved_views import address_of_new


class Option(NamedTuple):
    """One value of a filter: how many rows it has under all other filters, whatever is chosen of this one."""

    value: str
    label: str
    is_set: bool
    number: int


class LateRow(dict):
    """The values of a row as exports print them, worked out with the first that a page needs: most need none."""

    def __init__(self, register, obj):
        super().__init__()
        self.register, self.obj = register, obj

    def __missing__(self, name):
        self.update(self.register.row(self.obj))
        return self[name]


@require_safe
def register_page(request, register):
    query = RegisterQuery(register, request.GET)
    page = query.asked_page()
    names = query.columns or list(register.default_columns)
    objects = query.objects(page)
    rows = [_cells(register, obj, names) for obj in objects]
    kinds = [cell.kind for cell in rows[0]] if rows else ["text"] * len(names)
    columns = [_column(query, name, kind) for name, kind in zip(names, kinds, strict=True)]
    fields = _filter_fields(query)
    context = {
        "section": register.section,
        "register": register,
        "query": query,
        "page": page,
        "columns": columns,
        "rows": rows,
        "drawn_rows": drawn_rows(rows),
        "filters": fields,
        "drawn_filters": drawn_filters(fields),
        "said": _said(query, fields, page.paginator.count),
        "exports": [(ending.upper(), _export_address(query, ending)) for ending in FORMATS],
        "about_address": _export_address(query, "csv/about"),
        "save_address": address_of_new(query),
        "page_query": query.query_string(page=""),
        "sizes": PAGE_SIZES,
        "drawn_columns": drawn_columns(
            [(name, label, name in query.columns) for name, label in register.columns().items()]
        ),
        **register.context(query, objects),
    }
    return render(request, register.template, context)


@costs(EXPORT)
@require_safe
def register_export(request, register, ending):
    if ending not in FORMATS:
        raise Http404
    query = RegisterQuery(register, request.GET)
    return FORMATS[ending](query, absolute(request, request.get_full_path()), timezone.now())


@require_safe
def rows_about(request, name):
    """What there is to know about a CSV file, at its own address with “/about” behind it."""
    register = next((register for register in RESOURCES if register.name == name), None)
    if register is None:
        raise Http404
    address = absolute(request, request.get_full_path()).replace(".csv/about", ".csv", 1)
    return about_response(ask(register, request.GET), address, timezone.now())


def _column(query, name, kind):
    """What the head of a column needs: its label, and where a click on it leads."""
    column = query.register.table.base_columns.get(name)
    sorted_by = next((sort for sort in query.sort if sort.removeprefix("-") == name), "")
    direction = {"": "", name: "ascending"}.get(sorted_by, "descending")
    following = f"-{name}" if direction == "ascending" else name
    return {
        "name": name,
        "label": column.verbose_name if column else IDENTITY[name],
        "is_number": kind == "number",
        "direction": direction,
        "href": f"?{query.query_string(sort=following, page='')}" if column and column.orderable is not False else "",
    }


def _cells(register, obj, names):
    row = LateRow(register, obj)
    shown = register.cells(obj, row)
    cells = {name: shown.get(name) or _plain_cell(row[name]) for name in names}
    if register.head_column in cells:
        cells[register.head_column] = cells[register.head_column]._replace(is_head=True)
    return list(cells.values())


def _plain_cell(value):
    if isinstance(value, int | float):
        return Cell(f"{value:,}", kind="number")
    return Cell("" if value is None else str(value))


def _filter_fields(query):
    """The filters of the form, each with its options, how many rows those have, and which of them are set."""
    facets = query.filterset.facets()
    fields = []
    for name, field in query.filterset.form.fields.items():
        given = query.given.get(name, [])
        counts = facets.get(name, {})
        options = [
            Option(value, label, value in given, counts.get(value, 0)) for value, label in query.filterset.choices[name]
        ]
        # What is chosen comes first, then what has rows, so that nobody looks for it among what has none.
        there = [option for option in options if option.number or option.is_set]
        there.sort(key=lambda option: not option.is_set)
        choices = there + [option for option in options if not (option.number or option.is_set)]
        fields.append(
            {
                "name": name,
                "label": field.label,
                "choices": choices,
                "given": given,
            }
        )
    # Words come first: whoever knows what to look for need not open a list.
    return sorted(fields, key=lambda field: bool(field["choices"]))


def _said(query, fields, count):
    """How many rows, and what is filtered, in one sentence."""
    one, several = query.register.noun
    parts = []
    for field in fields:
        chosen = [option.label for option in field["choices"] if option.is_set]
        if chosen or field["given"]:
            what = " or ".join(chosen or [f"“{words}”" for words in field["given"]])
            parts.append(f"{field['label'].lower()} {what}")
    number = f"{count:,} {one if count == 1 else several}"
    return f"{number} with {'; '.join(parts)}." if parts else f"{number}, unfiltered."


def _export_address(query, ending):
    filters = query.query_string(page="", size="")
    return f"/{query.register.name}.{ending}" + (f"?{filters}" if filters else "")
