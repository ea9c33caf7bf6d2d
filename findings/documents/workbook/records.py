"""A document as plain records, sheet by sheet: `{field: value}`, one for each row."""

from findings.documents.workbook.layout import LIST_MARK
from findings.documents.workbook.plan import COUNTS, expected_sets

CASE_THEME = "case-theme"


class NoPlaceError(ValueError):
    """The document says something for which a workbook of its framework has no place."""


def header_record(document):
    return _flat(document.inspection)


def records(document, sheet, choices):
    """The rows of one sheet, in their order."""
    special = {"case_audits": _case_audits, "lumped": _lumped, "parts": _parts, "claims": _claims}
    if sheet.part in special:
        return special[sheet.part](document, choices)
    if sheet.part == "findings":
        is_theme = dict(sheet.given).get("kind") == CASE_THEME
        return [
            _flat(item) | {"order": place}
            for place, item in enumerate(document.findings, 1)
            if (item.kind == CASE_THEME) == is_theme
        ]
    return [_flat(item) for item in getattr(document, sheet.part)]


def expected_records(choices):
    """The rows with which an empty template begins its case audits."""
    return [{"assessor": who, "sample": sample, "area": area} for who, sample, area in expected_sets(choices)]


def check_places(document, choices):
    """Refuses a document of another framework, or with grades that the framework does not give."""
    if document.inspection.framework != choices.framework:
        raise NoPlaceError(f"the document is of the framework {document.inspection.framework}, not {choices.framework}")
    for audit in document.case_audits:
        grades = {name for count in audit.counts for name in (count.grade, count.grade_to) if name}
        if audit.scale != choices.case_scale or not grades <= set(choices.of("grades")):
            raise NoPlaceError(f"{audit.key} is not graded on the scale of {choices.framework}")
    if document.topic_grades and not choices.topic_scale:
        raise NoPlaceError(f"{choices.framework} grades no topics")


def _flat(part):
    """The fields of a part; those of its locator and of other small parts as `locator.line`."""
    record = {}
    for name, value in part.model_dump().items():
        if isinstance(value, dict):
            record |= {f"{name}.{inner}": item for inner, item in value.items()}
        elif isinstance(value, list) and all(isinstance(item, str) for item in value):
            record[name] = joined(value)
        else:
            record[name] = value
    return record


def joined(values):
    return f"{LIST_MARK} ".join(values) or None


def _case_audits(document, choices):
    rows = []
    for audit in document.case_audits:
        counts = {f"{COUNTS}.{count.grade}": count.cases for count in audit.counts if count.grade_to is None}
        derived = [count.grade for count in audit.counts if count.derived and count.grade_to is None]
        rows.append(_flat(audit) | counts | {"derived": joined(derived)})
    return rows


def _lumped(document, choices):
    return [
        {"assessor": audit.assessor, "sample": audit.sample, "area": audit.area} | _flat(count)
        for audit in document.case_audits
        for count in audit.counts
        if count.grade_to is not None
    ]


def _parts(document, choices):
    return [{"recommendation": item.key} | _flat(part) for item in document.recommendations for part in item.parts]


def _claims(document, choices):
    return [{"recommendation": item.key} | _flat(claim) for item in document.recommendations for claim in item.claims]
