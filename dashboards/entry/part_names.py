"""What the parts of a document are called on the desk."""

from findings.documents.parts import HEADER, LISTS

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


def label_of(name):
    """A part's name in words: `findings/first` is "Finding first", `findings` the order of the findings."""
    if name == HEADER:
        return "Details of the inspection"
    if name in LISTS:
        return f"Order: {NOUNS[name].lower()}s"
    noun, _, key = name.partition("/")
    return f"{NOUNS[noun]} {key}"


def labels_of(parts):
    """`{name: label}` of every part that can be spoken of, with the beginning of its text."""
    found = {}
    for name, value in parts.items():
        if name not in LISTS and isinstance(value, dict):
            text = value.get("title") or value.get("summary") or value.get("text") or value.get("figure") or ""
            found[name] = f"{label_of(name)}: {text[:60]}" if text and name != HEADER else label_of(name)
    return found
