"""The two-way mapping between the parts of a document and the fields of rows, one pair of functions a noun."""

from findings.documents.base import Locator


def text(value):
    """Absent text is an empty string in the database and nothing at all in a document."""
    return value or ""


def place_fields(locator):
    if locator is None:
        return {"line": None, "line_to": None, "page": None, "paragraph": None, "section": "", "place_address": ""}
    return {
        "line": locator.line,
        "line_to": locator.line_to,
        "page": locator.page,
        "paragraph": locator.paragraph,
        "section": text(locator.section),
        "place_address": text(locator.address),
    }


def locator_of(row):
    """The locator of a row; None where it points nowhere."""
    values = {
        "line": row.line,
        "line_to": row.line_to,
        "page": row.page,
        "paragraph": row.paragraph,
        "section": row.section or None,
        "address": row.place_address or None,
    }
    return Locator(**values) if any(values.values()) else None


HEADER_TEXTS = (
    "abstract",
    "published_as_printed",
    "isbn",
    "address",
    "archive_address",
    "text_edition",
    "edition_note",
)
HEADER_VALUES = (
    "title",
    "kind",
    "inspected_from",
    "inspected_to",
    "inspected_precision",
    "published_on",
    "published_precision",
)


def header_fields(header):
    values = {name: getattr(header, name) for name in HEADER_VALUES}
    return values | {name: text(getattr(header, name)) for name in HEADER_TEXTS}


def finding_fields(part, terms):
    return {
        "kind": part.kind,
        "chapter": terms.chapters[part.chapter],
        "topic": terms.topics[part.topic] if part.topic else None,
        "polarity": part.polarity,
        "title": text(part.title),
        "summary": part.summary,
        "wording": part.wording,
        "note": text(part.note),
        **place_fields(part.locator),
    }


def illustration_fields(part, terms, findings):
    return {
        "kind": part.kind,
        "is_labelled": part.labelled,
        "chapter": terms.chapters[part.chapter],
        "finding": findings[part.finding] if part.finding else None,
        "polarity": part.polarity,
        "summary": part.summary,
        "wording": part.wording,
        "note": text(part.note),
        **place_fields(part.locator),
    }


def recommendation_fields(part, terms):
    restated = part.restated_at
    return {
        "number": part.number,
        "kind": part.kind,
        "chapter": terms.chapters[part.chapter],
        "timescale": text(part.timescale),
        "timescale_as_printed": text(part.timescale_as_printed),
        "text": part.text,
        "wording": part.wording,
        "note": text(part.note),
        "restated_line": restated.line if restated else None,
        "restated_line_to": restated.line_to if restated else None,
        **place_fields(part.locator),
    }


FIGURE_VALUES = ("figure", "value", "value_to", "of", "unit", "as_of", "as_of_to", "as_printed")


def figure_fields(part, terms):
    return {
        **{name: getattr(part, name) for name in FIGURE_VALUES},
        "chapter": terms.chapters[part.chapter],
        "qualifier": text(part.qualifier),
        "as_of_precision": text(part.as_of_precision),
        "note": text(part.note),
        **place_fields(part.locator),
    }


JUDGMENT_VALUES = ("authority", "inspectorate", "subject", "grade_as_printed", "published_on", "published_precision")


def judgment_fields(part):
    values = {name: getattr(part, name) for name in JUDGMENT_VALUES}
    return {**values, "note": text(part.note), **place_fields(part.locator)}


def milestone_fields(part):
    return {
        "kind": part.kind,
        "what": part.what,
        "within": part.within,
        "unit": text(part.unit),
        "happened_on": part.happened_on,
        "happened_precision": text(part.happened_precision),
        "happened_source": text(part.source),
        "note": text(part.note),
        **place_fields(part.locator),
    }


def claim_fields(part):
    return {"precision": part.precision, "note": text(part.note), "source": part.source}
