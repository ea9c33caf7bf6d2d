"""One view for every register: a page of rows, or all of them as a file."""

from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from dashboards.registers.base import Cell
from dashboards.registers.exports import FORMATS
from dashboards.registers.query import PAGE_SIZES, RefusedQuery, RegisterQuery


@require_safe
def register_page(request, register):
    query = RegisterQuery(register, request.GET)
    page = Paginator(query.rows(), query.size).get_page(1)
    if query.page > page.paginator.num_pages:
        raise RefusedQuery([f"There is no page {query.page}: the rows end on page {page.paginator.num_pages}."])
    page = page.paginator.page(query.page)
    names = query.columns or list(register.default_columns)
    rows = [_cells(register, obj, names) for obj in page.object_list]
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
        "filters": fields,
        "said": _said(query, fields, page.paginator.count),
        "exports": [(ending.upper(), _export_address(query, ending)) for ending in FORMATS],
        "page_query": query.query_string(page=""),
        "sizes": PAGE_SIZES,
        "all_columns": [(name, label, name in names) for name, label in register.columns().items()],
        **register.context(query),
    }
    return render(request, "registers/register.html", context)


@require_safe
def register_export(request, register, ending):
    if ending not in FORMATS:
        raise Http404
    query = RegisterQuery(register, request.GET)
    return FORMATS[ending](query, request.get_full_path(), timezone.now())


def _column(query, name, kind):
    """What the head of a column needs: its label, and where a click on it leads."""
    column = query.register.table.base_columns[name]
    sorted_by = next((sort for sort in query.sort if sort.removeprefix("-") == name), "")
    direction = {"": "", name: "ascending"}.get(sorted_by, "descending")
    following = f"-{name}" if direction == "ascending" else name
    return {
        "name": name,
        "label": column.verbose_name,
        "is_number": kind == "number",
        "direction": direction,
        "href": "" if column.orderable is False else f"?{query.query_string(sort=following, page='')}",
    }


def _cells(register, obj, names):
    row = register.row(obj)
    shown = register.cells(obj, row)
    return [shown.get(name) or _plain_cell(row[name]) for name in names]


def _plain_cell(value):
    if isinstance(value, int | float):
        return Cell(f"{value:,}", kind="number")
    return Cell("" if value is None else str(value))


def _filter_fields(query):
    """The filters of the form, each with its options and which of them are set."""
    form = query.filterset.form
    fields = []
    for name, field in form.fields.items():
        given = query.given.get(name, [])
        choices = [(str(value), label, str(value) in given) for value, label in getattr(field, "choices", ())]
        fields.append({"name": name, "label": field.label, "choices": choices, "value": given[0] if given else ""})
    # Words come first: whoever knows what to look for need not open a list.
    return sorted(fields, key=lambda field: bool(field["choices"]))


def _said(query, fields, count):
    """How many rows, and what is filtered, in one sentence."""
    one, several = query.register.noun
    parts = []
    for field in fields:
        chosen = [label for _, label, is_set in field["choices"] if is_set]
        if chosen or field["value"]:
            what = " or ".join(chosen) if chosen else f"“{field['value']}”"
            parts.append(f"{field['label'].lower()} {what}")
    number = f"{count:,} {one if count == 1 else several}"
    return f"{number} with {'; '.join(parts)}." if parts else f"{number}, unfiltered."


def _export_address(query, ending):
    filters = query.query_string(page="", size="")
    return f"/{query.register.name}.{ending}" + (f"?{filters}" if filters else "")
