"""A document in the making: parts with the place and confidence of each value, and doubts where a part cannot be."""

from pydantic import ValidationError

from findings.documents.base import Locator
from findings.readers.report.letters import plain
from findings.readers.report.reading import Doubt, ReadValue


class Draft:
    """Gathers the parts of a document by name, so that every value keeps its path."""

    def __init__(self):
        self.parts, self.values, self.doubts, self._numbers = {}, [], [], {}

    def key(self, stem):
        """A key that is stable for the same report read again: its chapter, its kind and its number there."""
        self._numbers[stem] = self._numbers.get(stem, 0) + 1
        return f"{stem}-{self._numbers[stem]}"

    def add(self, name, make, place, confidence, **values):
        """One part. `confidence` holds for all its values unless `sure` or `doubtful` names some of them."""
        sure, doubtful = values.pop("sure", ()), values.pop("doubtful", ())
        given = {field: value for field, value in values.items() if value not in (None, (), [])}
        try:
            part = make(**given, locator=locator_of(place))
        except ValidationError as invalid:
            told = "; ".join(error["msg"].removeprefix("Value error, ") for error in invalid.errors(include_url=False))
            self.doubts.append(Doubt(place, f"Something read as one of the {name.replace('_', ' ')} is left out", told))
            return None
        parts = self.parts.setdefault(name, [])
        parts.append(part)
        path = f"{name}[{len(parts)}]"
        for field, value in given.items():
            if field not in ("key", "wording", "kind", "number"):
                how = "sure" if field in sure else "doubtful" if field in doubtful else confidence
                self.values.append(ReadValue(f"{path}.{field}", value, place, how))
        return part

    def doubt(self, place, what, why):
        self.doubts.append(Doubt(place, what, why))


def locator_of(place):
    return Locator(line=place.line, line_to=place.line_to, page=place.page)


def line_of(text, most=240):
    """A text cut to what a single line of a document holds, at a word."""
    text = " ".join(plain(text).split())
    if len(text) <= most:
        return text
    return text[: text.rindex(" ", 0, most)] + " \u2026"
