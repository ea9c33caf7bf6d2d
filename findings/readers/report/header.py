"""The header of the document: force, framework, kind and dates, as far as they are printed."""

from pydantic import ValidationError

from findings.documents.inspection_document import InspectionPart
from findings.readers.report.draft import line_of
from findings.readers.report.reading import Doubt, ReadValue

KINDS = {
    "inspection": ("child protection inspection", ""),
    "re-inspection": ("child protection re-inspection", "-re-inspection"),
    "review": ("child protection post-inspection review", "-review"),
    "revisit-letter": ("child protection revisit letter", "-revisit"),
}
NEEDED = ("slug", "force", "framework", "kind", "title", "published_on", "published_precision")


def make_header(recognised, framework, vocabulary, name):
    """(InspectionPart, fields that are missing, values, doubts). The part is unchecked where something is missing."""
    known = {"kind": recognised.kind, "framework": framework, "force": recognised.force}
    year = _year(recognised)
    words, suffix = KINDS[recognised.kind]
    if recognised.force and year:
        shown = _shown_name(vocabulary.forces[recognised.force])
        known |= {"slug": f"{recognised.force}-{year}{suffix}", "title": line_of(f"{shown}: {words}, {year}")}
    known |= _dates(recognised)
    known |= {"isbn": recognised.isbn, "address": recognised.address, "text_edition": line_of(name) if name else None}
    doubts = []
    parent = _parent(recognised, vocabulary, doubts)
    known["parent"] = parent
    known = {field: value for field, value in known.items() if value is not None}
    missing = tuple(field for field in NEEDED if field not in known)
    try:
        part = InspectionPart(**known)
    except ValidationError as invalid:
        for error in invalid.errors(include_url=False):
            if error["type"] != "missing":
                told = error["msg"].removeprefix("Value error, ")
                doubts.append(Doubt(None, "The header does not hold together", f"{told}; kept as printed"))
                missing = (*missing, told)
        part = InspectionPart.model_construct(**known)
    return part, missing, tuple(_values(known, recognised)), doubts


def _year(recognised):
    """The year a slug carries: of a review its publication, else of the inspection, else of the publication."""
    inspected = recognised.inspected.start.year if recognised.inspected else None
    published = recognised.published.start.year if recognised.published else None
    return published or inspected if recognised.kind == "review" else inspected or published


def _shown_name(names):
    return next((name for name in names if "Police" in name or "Constabulary" in name), names[0])


def _dates(recognised):
    made = {}
    if recognised.inspected:
        made |= {
            "inspected_from": recognised.inspected.start,
            "inspected_to": recognised.inspected.end,
            "inspected_precision": recognised.inspected.precision,
        }
    if recognised.published:
        made |= {
            "published_on": recognised.published.start,
            "published_precision": recognised.published_precision,
            "published_as_printed": recognised.published.as_printed,
        }
    return made


def _parent(recognised, vocabulary, doubts):
    if recognised.kind == "inspection" or recognised.force is None:
        return None
    slug = f"{recognised.force}-{recognised.parent_year}"
    if recognised.parent_year and slug in vocabulary.inspections:
        return slug
    what = "The inspection that this report follows"
    told = f"the text speaks of {recognised.parent_year}, but no inspection {slug} is known here"
    doubts.append(Doubt(None, what, told if recognised.parent_year else "the text does not print its year"))
    return None


def _values(known, recognised):
    places = {
        "force": recognised.force_place,
        "inspected_from": recognised.inspected_place,
        "inspected_to": recognised.inspected_place,
        "published_on": recognised.published_place,
        "published_as_printed": recognised.published_place,
    }
    for field, place in places.items():
        if field in known and place is not None:
            yield ReadValue(f"inspection.{field}", known[field], place, "sure" if field != "force" else "likely")
