"""What the fields of items are called and explained with on forms, where the words of a workbook do not help."""

# By the noun of a document, then by field.
LABELS = {
    "milestones": {
        "within": "Within how many",
        "unit": "Days, weeks or months",
        "what": "What is promised or required",
    },
    "illustrations": {"labelled": "Does the report name the kind itself?"},
}
POLARITY = (
    "How the report tells it: as a strength of the force, as a concern, or as both at once (mixed). Where it only "
    "describes, take what its next sentences make of it."
)
WORDING = (
    "As printed: the words of the report, one for one. Own words: you said it shorter. Readers see which of them it is."
)
SUMMARY = "What the report says, in a sentence or two; readers find the rest by the place you give below."
HINTS = {
    "findings": {
        "kind": "Where it stands in the report, if the inspectorate gives it no formal category.",
        "polarity": POLARITY,
        "wording": WORDING,
        "summary": SUMMARY,
        "title": "The heading, where it has one.",
    },
    "illustrations": {
        "kind": "Positive practice shows what others can learn from; a case study tells what happened to one child.",
        "labelled": "Yes where the report prints “positive practice” or “case study” with it; no where you call it so.",
        "polarity": POLARITY,
        "wording": WORDING,
        "summary": "What happened, short and sober, with nothing by which a child could be known.",
    },
    "recommendations": {
        "findings": "The findings that it answers.",
        "text": "What the force is asked to do.",
        "wording": WORDING,
    },
    "figures": {
        "value": "The number alone: 48 for “48 of 120 officers”.",
        "of": "The base, where one is printed: 120 for “48 of 120 officers”.",
        "qualifier": "Where the report prints a word such as about or more than before it.",
    },
    "milestones": {
        "kind": "Which of the steps that follow a report it is.",
        "within": "The number alone, counted from the publication: 6 for “within 6 weeks”. Left empty where the report "
        "prints no time.",
        "unit": "Of the number above.",
    },
}
# What a choice is called, by field; words of a document that nobody outside it knows.
NAMES = {
    "findings": {
        "kind": {
            "headed": "Under a heading of its own",
            "unheaded": "In a chapter, outside any heading",
            "main": "In the summary or the conclusion",
            "cause-of-concern": "Formal category: cause of concern",
            "area-for-improvement": "Formal category: area for improvement",
        },
        "polarity": {"mixed": "Mixed: both at once"},
    },
    "illustrations": {"polarity": {"mixed": "Mixed: both at once"}},
    "recommendations": {
        "kind": {"standalone": "On its own", "cause-of-concern": "Carried by a cause of concern"},
    },
}


def explain_fields(form, noun):
    """Puts these words into the fields of a form that has them."""
    for name, field in form.fields.items():
        field.label = LABELS.get(noun, {}).get(name, field.label)
        field.help_text = HINTS.get(noun, {}).get(name, field.help_text)
        names = NAMES.get(noun, {}).get(name)
        if names:
            field.choices = [(value, names.get(value, label)) for value, label in field.choices]
