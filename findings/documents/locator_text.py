"""A locator as one line that people type: `page 12; lines 245–246; paragraph 3; The heading's subject`."""

import re

from pydantic import ValidationError

from findings.documents.base import Locator

FORMS = (
    (re.compile(r"(?:lines?|l\.?)\s*(\d{1,7})(?:\s*(?:[-–—]|to)\s*(\d{1,7}))?", re.I), ("line", "line_to")),
    (re.compile(r"(?:page|p\.?)\s*(\d{1,7})", re.I), ("page",)),
    (re.compile(r"(?:paragraph|para\.?|¶)\s*(\d{1,7})", re.I), ("paragraph",)),
    (re.compile(r"(https?://\S+)", re.I), ("address",)),
)
QUOTED = re.compile(r'(?:^|;\s*)"(.*)"$', re.S)
EXAMPLE = "page 12; paragraph 3"


class UnclearPlaceError(ValueError):
    """The text names no place; the message says what is wrong with it."""


def locator_from(text):
    """The Locator that a line of text means, or None where it is empty."""
    text = text.strip()
    if not text:
        return None
    values = {}
    quoted = QUOTED.search(text)
    if quoted:
        values["section"] = quoted[1]
        text = text[: quoted.start()]
    for piece in filter(None, (piece.strip() for piece in text.split(";"))):
        _take(piece, values)
    try:
        return Locator(**values)
    except ValidationError as invalid:
        told = "; ".join(error["msg"].removeprefix("Value error, ") for error in invalid.errors())
        raise UnclearPlaceError(f"{told}. Write for example: {EXAMPLE}") from None


def _take(piece, values):
    """One piece: a place that is known by its word, several with commas between, or the pointer in own words."""
    if _known(piece, values):
        return
    inner = [part.strip() for part in piece.split(",")]
    if len(inner) > 1 and all(_known(part, {}) for part in inner):
        for part in inner:
            _known(part, values)
    else:
        _put(values, "section", piece)


def _known(piece, values):
    for pattern, names in FORMS:
        found = pattern.fullmatch(piece)
        if found:
            for name, value in zip(names, found.groups(), strict=True):
                if value is not None:
                    _put(values, name, value if name == "address" else int(value))
            return True
    return False


def _put(values, name, value):
    if name in values:
        raise UnclearPlaceError(
            f"found two places of one kind ({values[name]} and {value}): separate them, or leave one"
        )
    values[name] = value


def text_of(locator):
    """The line of text that `locator_from` reads as this locator."""
    if locator is None:
        return ""
    pieces = []
    if locator.line:
        pieces.append(f"lines {locator.line}–{locator.line_to}" if locator.line_to else f"line {locator.line}")
    if locator.page:
        pieces.append(f"page {locator.page}")
    if locator.paragraph:
        pieces.append(f"paragraph {locator.paragraph}")
    if locator.address:
        pieces.append(locator.address)
    if locator.section:
        pieces.append(_plain_or_quoted(locator.section))
    return "; ".join(pieces)


def _plain_or_quoted(section):
    """A pointer that could be taken for something else stands in quotation marks."""
    values = {}
    try:
        for piece in section.split(";"):
            _take(piece.strip(), values)
    except UnclearPlaceError:
        values = {}
    is_plain = values == {"section": section} and '"' not in section
    return section if is_plain else f'"{section}"'
