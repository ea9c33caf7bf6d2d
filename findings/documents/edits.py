"""Edits of one item of a document: put, take out, swap, copy. Each returns another document; none is checked here."""

import re
import unicodedata

from findings.documents.figures import EquationPart, FigurePart, JudgmentPart
from findings.documents.findings import FindingPart, IllustrationPart
from findings.documents.inspection_document import MilestonePart
from findings.documents.recommendations import RecommendationPart

PARTS = {
    "findings": FindingPart,
    "illustrations": IllustrationPart,
    "recommendations": RecommendationPart,
    "figures": FigurePart,
    "equations": EquationPart,
    "judgments": JudgmentPart,
    "milestones": MilestonePart,
}
WORDS_OF_KEY = 6


def item_of(document, noun, key):
    """The item with this key, or None."""
    return next((item for item in getattr(document, noun) if item.key == key), None)


def put(document, noun, item, *, instead_of=None, before=None):
    """The document with this item: in the place of another key, before another key, or at the end."""
    items = list(getattr(document, noun))
    keys = [other.key for other in items]
    if instead_of in keys:
        items[keys.index(instead_of)] = item
    elif before in keys:
        items.insert(keys.index(before), item)
    else:
        items.append(item)
    return _with(document, noun, items)


def take_out(document, noun, key):
    return _with(document, noun, [item for item in getattr(document, noun) if item.key != key])


def swapped(document, noun, key, other):
    """Two items in each other's places. Recommendations are in the order of their numbers, and change those as well."""
    items = list(getattr(document, noun))
    one, two = (next(n for n, item in enumerate(items) if item.key == name) for name in (key, other))
    items[one], items[two] = items[two], items[one]
    if noun == "recommendations":
        numbers = items[two].number, items[one].number
        items[one] = items[one].model_copy(update={"number": numbers[0]})
        items[two] = items[two].model_copy(update={"number": numbers[1]})
    return _with(document, noun, items)


def copied(document, noun, key):
    """The document with a copy of the item right after it, and the key of the copy."""
    item = item_of(document, noun, key)
    name = free_key(document, noun, key)
    changes = {"key": name}
    if noun == "recommendations":
        changes |= {"number": next_number(document), "claims": []}
    items = list(getattr(document, noun))
    items.insert(items.index(item) + 1, item.model_copy(update=changes))
    return _with(document, noun, items), name


def next_number(document):
    """The number after the highest that a recommendation has."""
    return max((item.number for item in document.recommendations), default=0) + 1


def free_key(document, noun, text):
    """A key from the first words of a text that no item of this kind has."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = re.findall(r"[a-z0-9]+", plain)[:WORDS_OF_KEY]
    stem = "-".join(words)[:80].strip("-") or "item"
    taken = {item.key for item in getattr(document, noun)}
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name


def _with(document, noun, items):
    return document.model_copy(update={noun: items})
