"""The parameters of a register as OpenAPI describes them: its filters, and how rows are ordered, cut and chosen."""

from dashboards.registers import filter_kinds
from dashboards.registers.base import IDENTITY
from dashboards.registers.query import PAGE_SIZES

FILTERS = {
    "q": "Words that must all occur in the row's texts; capital letters do not matter.",
    "force": "Slug of a force, as in the address of its page below /forces/.",
    "region": "Region of England, or Wales, as the pages write it.",
    "nation": "Nation of the force.",
    "inspection": "Slug of a published inspection, as in the address of its page below /inspections/.",
    "inspection_kind": "Kind of the inspection whose report says it.",
    "kind": "Kind of the row itself: of the inspection, the counted set's inspection, the finding or the illustration.",
    "framework": "Slug of an edition of the inspectorate's rules.",
    "year": "Year in which the report was published.",
    "area": "Slug of an area of child protection, as below /areas/; in case-grades also whole-sample: rows of no area.",
    "assessor": "Who gave the grade.",
    "sample": "Which cases were graded.",
    "grade": "Slug of a grade; grades of two scales may share one, so look at the scale too.",
    "chapter": "Slug of a chapter of the report.",
    "polarity": "What the finding says of the force's practice.",
    "theme": "Slug of a theme, as below /themes/.",
    "answered": "Whether a recommendation answers the finding directly, by our reading.",
    "labelled": "Whether the report itself names the kind of the illustration.",
    "timescale": "By when the recommendation is due, counted from publication.",
    "state": "What is known to have become of the recommendation.",
    "qualifier": "What the report puts before the number.",
    "group": "Group of the coding frame that the theme belongs to.",
}
SEVERAL = "Repeated, it means or; empty, it is no filter."


def parameters_of(register):
    return [*_filters(register), *_controls(register)]


def parameter(name, description, schema, **options):
    return {"in": "query", "name": name, "description": description, "schema": schema} | options


def _filters(register):
    for name, declared in register.filterset.base_filters.items():
        described = FILTERS.get(name, f"{declared.label}.")
        if isinstance(declared, filter_kinds.Words):
            words = {"type": "string", "maxLength": filter_kinds.MOST_WORDS}
            yield _several(name, f"{described} {SEVERAL}", words, explode=True)
        else:
            item = {"type": "string"} | _few_values(declared)
            yield _several(name, f"{described} {SEVERAL}", item, explode=True)


def _several(name, description, item, explode):
    """explode: the parameter is repeated; else its values are separated by commas."""
    return parameter(name, description, {"type": "array", "items": item}, style="form", explode=explode)


def _few_values(declared):
    """The values of a filter that are fixed in the code; those that are rows of the database are not listed."""
    return {} if declared.source else {"enum": [value for value, _ in declared.extra["choices"]]}


def _controls(register):
    columns = list(register.columns())
    sortable = [name for name, column in register.table.base_columns.items() if column.orderable is not False]
    orders = {"type": "string", "enum": [sign + name for name in sortable for sign in ("", "-")]}
    yield _several("sort", "Column to sort by; with - before it, descending. Repeated: then by.", orders, explode=True)
    whole = {"type": "integer", "minimum": 1, "maximum": 999_999_999, "default": 1}
    yield parameter("page", "Page of the answer. One beyond the last is refused.", whole)
    size = {"type": "integer", "enum": list(PAGE_SIZES), "default": PAGE_SIZES[1]}
    yield parameter("size", "Rows of a page.", size)
    fields = {"type": "string", "enum": [*columns, *IDENTITY]}
    yield _several("fields", "Exactly these columns, separated by commas.", fields, explode=False)
    some = {"type": "string", "enum": columns}
    always = ", ".join(IDENTITY)
    yield _several("columns", f"As in files: these columns, separated by commas, and {always}.", some, explode=False)
