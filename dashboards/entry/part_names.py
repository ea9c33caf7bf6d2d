"""What the parts of a document are called on the desk: by what they say, never by the key that only links need."""

from collections import Counter

from django.utils.text import Truncator

from findings.documents.parts import HEADER, LISTS
from findings.documents.tally_grid import name_of

NOUNS = {
    "case_audits": "Case audit",
    "topic_grades": "Topic grade",
    "findings": "Finding",
    "illustrations": "Illustration",
    "recommendations": "Recommendation",
    "figures": "Figure",
    "equations": "Equation",
    "judgments": "Judgment",
    "milestones": "Milestone",
}
# The fields that tell an item, the most telling first.
TEXTS = ("title", "summary", "text", "figure", "statement", "authority", "what")
LONGEST = 80


def label_of(name, *said):
    """A part's name in words: "Finding: An invented heading", and of `findings` alone "Order: findings".

    `said` is what the part says, on one side of a change or on both; the last that says anything counts.
    """
    if name == HEADER:
        return "Details of the inspection"
    if name in LISTS:
        return f"Order: {NOUNS[name].lower()}s"
    noun, _, key = name.partition("/")
    part = next((one for one in reversed(said) if one), {})
    if noun == "recommendations" and part:
        return f"{NOUNS[noun]} {part['number']}: {text_of_part(noun, part)}"
    return f"{NOUNS[noun]}: {text_of_part(noun, part) or _in_words(key)}"


def labels_of(parts):
    """`{name: label}` of every part that can be spoken of; those with one label are numbered."""
    found = {
        name: label_of(name, value) for name, value in parts.items() if name not in LISTS and isinstance(value, dict)
    }
    return dict(zip(found, numbered(found.values()), strict=True))


def numbered(labels):
    """The labels, each once: what comes again gets its number behind it."""
    seen = Counter()
    for label in labels:
        seen[label] += 1
        yield label if seen[label] == 1 else f"{label} ({seen[label]})"


def text_of_part(noun, part):
    """The beginning of what a part says, as plain data; of counted cases which they are."""
    if noun == "case_audits" and part:
        area = part.get("area")
        return name_of(part["assessor"], part["sample"], _in_words(area) if area else None)
    if noun == "topic_grades" and part:
        return _in_words(part["topic"])
    return Truncator(next((part[field] for field in TEXTS if part.get(field)), "")).chars(LONGEST)


def _in_words(slug):
    words = slug.replace("-", " ")
    return f"{words[:1].upper()}{words[1:]}"
